import { Controller, Inject } from '@midwayjs/core';
import { fileRoutes } from '@jzt/shared/contract/file';
import { Contributions } from '../../platform/contributions';
import { notFound } from '../../platform/errors';
import { Files, type StoredFile } from '../../platform/files';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import type { Caller } from '../../platform/http/tokens';
import { cleanImage } from '../../platform/images/refusals';
import { Persons } from '../person/person.service';
import { isOwn } from './file.policy';

const HOUR = 3600;

@Controller('/')
export class FileController {
  @Inject() private readonly files: Files;
  @Inject() private readonly contributions: Contributions;
  @Inject() private readonly persons: Persons;

  @Handle(fileRoutes.uploadPortrait)
  async uploadPortrait({ caller, file }: Call<typeof fileRoutes.uploadPortrait>) {
    // A token may live some minutes longer than its account.
    await this.persons.get(caller.personId);
    const image = await cleanImage(file!);
    const saved = await this.files.save(image.buffer, { ownerId: caller.personId, purpose: 'PORTRAIT', contentType: 'image/jpeg' });
    return { fileId: saved.id, width: image.width, height: image.height };
  }

  /** A photo goes to its owner and to who is deciding on it; anybody else learns nothing, not even that it exists. */
  @Handle(fileRoutes.view)
  async view({ caller, params }: Call<typeof fileRoutes.view>) {
    const file = await this.files.find(params.id);
    if (!file || file.purpose === 'CERTIFICATE' || !(await this.maySee(caller, file))) throw notFound('没有找到这张照片');
    return { content: await this.files.read(file.id), contentType: file.contentType, fileName: `${file.id}.jpg`, cacheSeconds: HOUR };
  }

  private async maySee(caller: Caller, file: StoredFile): Promise<boolean> {
    if (isOwn(caller, file)) return true;
    for (const policy of this.contributions.filePolicies) if (await policy.maySee(caller, file)) return true;
    return false;
  }
}
