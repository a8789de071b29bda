import { Controller, Inject } from '@midwayjs/core';
import { fileRoutes } from '@jzt/shared/contract/file';
import { Contributions } from '../../platform/contributions';
import { notFound } from '../../platform/errors';
import { Files } from '../../platform/files';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import type { Caller } from '../../platform/http/tokens';
import { cleanImage } from '../../platform/images/refusals';
import { Persons } from '../person/person.service';

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
    if (!file || file.purpose === 'CERTIFICATE' || !(await this.mayView(caller, file.ownerId, file.id))) throw notFound('没有找到这张照片');
    return { content: await this.files.read(file.id), contentType: file.contentType, fileName: `${file.id}.jpg`, cacheSeconds: HOUR };
  }

  private async mayView(caller: Caller, ownerId: string, fileId: string): Promise<boolean> {
    if (caller.role === 'WORKER') return ownerId === caller.personId;
    for (const viewer of this.contributions.fileViewers) if (await viewer.mayViewFile(caller, fileId)) return true;
    return false;
  }
}
