import { Destroy, Inject, Singleton } from '@midwayjs/core';
import type { FactsOf } from '@jzt/shared/policy/index';
import { IdCardReader, type CardFault, type CardReading } from '../../gateways/card/port';
import { GatewayDown } from '../../gateways/gateway-down';
import { outsideDown, Refusal } from '../../platform/errors';
import { cleanImage } from '../../platform/images/refusals';
import type { Logger } from '../../platform/logger';

type PhotoStep = Extract<Exclude<FactsOf<'IDENTITY_STEP'>['identityStep'], 'UNAVAILABLE'>, { step: 'PHOTO' }>;
type PhotoFault = NonNullable<PhotoStep['photo']>['faults'][number];

/** What was seen on a card photo: faults for the rules to judge, the cleaned picture, and what it says when it can be read. */
export interface SeenPhoto {
  image: Buffer;
  faults: PhotoFault[];
  reading?: CardReading;
}

/** Has card photos cleaned, judged and read, and turns the reader's words into the rules' facts. */
@Singleton()
export class CardDesk {
  @Inject() private readonly logger: Logger;
  @Inject() private readonly cardReader: IdCardReader;

  /** Throws FILE_… for what is no photo, CARD_TOO_DARK, and READER_BUSY (503) when nothing was decided: the same photo may be sent again. */
  async examine(upload: Buffer): Promise<SeenPhoto> {
    const { buffer: image } = await cleanImage(upload);
    const result = await this.cardReader.read(image).catch((error: unknown) => this.readerDown(error));
    return 'fault' in result ? { image, faults: [ruledFault(result.fault)] } : { image, faults: [], reading: result.reading };
  }

  @Destroy()
  async close(): Promise<void> {
    await this.cardReader.close();
  }

  private readerDown(error: unknown): never {
    if (!(error instanceof GatewayDown)) throw error;
    this.logger.warn({ reason: error.reason, providerCode: error.providerCode }, 'card reader unavailable');
    const why = error.reason === 'BUSY' ? '现在识别的人比较多' : '身份证识别服务暂时不可用';
    throw outsideDown('READER_BUSY', `${why}，照片没有问题，请稍等几秒再点一次上传`);
  }
}

/** No source speaks of a dark photo; it is refused before the rules are asked. */
function ruledFault(fault: CardFault): PhotoFault {
  if (fault === 'DARK') throw new Refusal(422, 'CARD_TOO_DARK', '光线太暗，请到明亮的地方重新拍摄', { ruleId: 'CQ-34' });
  return fault;
}
