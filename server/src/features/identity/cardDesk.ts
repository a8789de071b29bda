import { Destroy, Inject, Singleton } from '@midwayjs/core';
import type { FactsOf } from '@jzt/shared/policy/index';
import { outsideDown, Refusal } from '../../platform/errors';
import { cleanImage } from '../../platform/images/refusals';
import type { Logger } from '../../platform/logger';
import { CARD_REFUSALS, CardReader, CardReaderUnavailable, CardRefused, type CardReading, type CardRefusalCode } from './card/reader';
import type { CardContent } from './identity.service';

type PhotoStep = Extract<Exclude<FactsOf<'IDENTITY_STEP'>['identityStep'], 'UNAVAILABLE'>, { step: 'PHOTO' }>;
type PhotoFault = NonNullable<PhotoStep['photo']>['faults'][number];

const FAULTS: Partial<Record<CardRefusalCode, PhotoFault>> = {
  CARD_EDGE_MISSING: 'EDGE',
  CARD_BLURRED: 'BLUR',
  CARD_GLARE: 'GLARE',
  CARD_NOT_FOUND: 'NOT_FOUND',
};

/** What was seen on a card photo: faults for the rules to judge, the cleaned picture, and what it says when it can be read. */
export interface SeenPhoto {
  image: Buffer;
  faults: PhotoFault[];
  content?: CardContent;
}

/** Looks at card photos: cleans, judges and reads them, and turns the reader's words into the rules' facts. */
@Singleton()
export class CardDesk {
  @Inject() private readonly logger: Logger;
  private readonly reader = new CardReader();

  /** Throws FILE_… for what is no photo, CARD_TOO_DARK, and READER_BUSY (503) when nothing was decided: the same photo may be sent again. */
  async examine(upload: Buffer): Promise<SeenPhoto> {
    const { buffer: image } = await cleanImage(upload);
    try {
      const { fault } = await this.reader.judge(image);
      if (fault) return { image, faults: [faultOf(fault)] };
      return { image, ...this.contentOf(await this.reader.read(image)) };
    } catch (error) {
      if (error instanceof CardRefused) return { image, faults: [faultOf(error.code)] };
      if (!(error instanceof CardReaderUnavailable)) throw error;
      this.logger.warn({ reason: error.reason }, 'card reader unavailable');
      throw outsideDown('READER_BUSY', '现在识别的人比较多，照片没有问题，请稍等几秒再点一次上传');
    }
  }

  @Destroy()
  async close(): Promise<void> {
    await this.reader.close();
  }

  /** Name and number are on the portrait side; the other side shows nothing to confirm. */
  private contentOf(reading: CardReading): Pick<SeenPhoto, 'faults' | 'content'> {
    if (reading.side === 'authority')
      throw new Refusal(422, 'CARD_WRONG_SIDE', '这是身份证国徽面，请拍摄有照片的人像面', { ruleId: 'CQ-33' });
    return { faults: [], content: { name: reading.name, idNumber: reading.idNumber, validTo: null } };
  }
}

function faultOf(code: CardRefusalCode): PhotoFault {
  const fault = FAULTS[code];
  if (!fault) throw new Refusal(422, code, CARD_REFUSALS[code], { ruleId: 'CQ-34' });
  return fault;
}
