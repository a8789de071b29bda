import { Controller, Inject } from '@midwayjs/core';
import { fileRoutes } from '@jzt/shared/contract/file';
import { Contributions } from '../../platform/contributions';
import { notFound } from '../../platform/errors';
import { Files, type FilePurpose, type StoredFile } from '../../platform/files';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import type { Caller } from '../../platform/http/tokens';
import { Limits, type Limit } from '../../platform/limits';
import { cleanImage } from '../../platform/images/refusals';
import { watermarked } from '../../platform/images/watermark';
import { IdLooks } from '../idLook/idLook.service';
import { Persons } from '../person/person.service';
import { isFromOwnSide, isOwn } from './file.policy';

const HOUR = 3600;
/** Photos that show a whole ID number: what their owner is, and how a look at them is called in the trail. */
const WITH_NUMBER: Partial<Record<FilePurpose, { subjectKind: string; action: string }>> = {
  ID_CARD: { subjectKind: 'Person', action: 'File.viewCard' },
  FILING: { subjectKind: 'Filing', action: 'File.viewFiling' },
};
const PORTRAITS: Limit = {
  name: 'portraits',
  most: 20,
  per: 'DAY',
  code: 'PHOTO_TOO_OFTEN',
  words: () => '今天上传照片的次数已用完，请明天再试',
};

@Controller('/')
export class FileController {
  @Inject() private readonly files: Files;
  @Inject() private readonly contributions: Contributions;
  @Inject() private readonly limits: Limits;
  @Inject() private readonly looks: IdLooks;
  @Inject() private readonly persons: Persons;

  @Handle(fileRoutes.uploadPortrait)
  async uploadPortrait({ caller, file }: Call<typeof fileRoutes.uploadPortrait>) {
    // A token may live some minutes longer than its account.
    await this.persons.get(caller.personId);
    await this.limits.take(PORTRAITS, caller.personId);
    const image = await cleanImage(file!);
    const saved = await this.files.save(image.buffer, { ownerId: caller.personId, purpose: 'PORTRAIT', contentType: 'image/jpeg' });
    return { fileId: saved.id, width: image.width, height: image.height };
  }

  @Handle(fileRoutes.uploadEvidence)
  async uploadEvidence({ caller, file }: Call<typeof fileRoutes.uploadEvidence>) {
    await this.limits.take(PORTRAITS, caller.personId);
    const image = await cleanImage(file!);
    const saved = await this.files.save(image.buffer, { ownerId: caller.personId, purpose: 'EVIDENCE', contentType: 'image/jpeg' });
    return { fileId: saved.id, width: image.width, height: image.height };
  }

  /** A photo goes to its owner and to who is deciding on it; anybody else learns nothing, not even that it exists. */
  @Handle(fileRoutes.view)
  async view({ caller, params }: Call<typeof fileRoutes.view>) {
    const file = await this.files.find(params.id);
    if (!file || file.purpose === 'CERTIFICATE' || !(await this.maySee(caller, file))) throw notFound('没有找到这张照片');
    const content = await this.files.read(file.id);
    const answer = { contentType: file.contentType, fileName: `${file.id}.jpg` };
    if (!WITH_NUMBER[file.purpose]) return { ...answer, content, cacheSeconds: HOUR };
    return { ...answer, content: isFromOwnSide(caller, file) ? content : await this.marked(caller, file, content), cacheSeconds: 0 };
  }

  /** A card, or the letter of a filing, shows the whole number: looking at it is recorded like the number, and the picture says who looked. */
  private async marked(caller: Caller, file: StoredFile, content: Buffer): Promise<Buffer> {
    const { markZh } = await this.looks.record(caller, {
      ...WITH_NUMBER[file.purpose]!,
      subjectId: file.ownerId,
      jurisdiction: caller.jurisdiction,
    });
    return watermarked(content, markZh);
  }

  private async maySee(caller: Caller, file: StoredFile): Promise<boolean> {
    if (isOwn(caller, file)) return true;
    for (const policy of this.contributions.filePolicies) if (await policy.maySee(caller, file)) return true;
    return false;
  }
}
