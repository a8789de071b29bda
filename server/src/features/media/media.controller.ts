import { Controller, Inject } from '@midwayjs/core';
import { mediaRoutes as routes } from '@jzt/shared/contract/media';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { MediaUploads } from './media.service';

@Controller('/')
export class MediaController {
  @Inject() private readonly uploads: MediaUploads;

  @Handle(routes.begin)
  async begin({ caller, body, op }: Call<typeof routes.begin>) {
    return this.uploads.begin(caller, body, op);
  }

  @Handle(routes.view)
  async view({ caller, params }: Call<typeof routes.view>) {
    return this.uploads.view(caller, params.id);
  }

  @Handle(routes.piece)
  async piece({ caller, params, query, file }: Call<typeof routes.piece>) {
    return this.uploads.piece(caller, params.id, query.at ?? 0, file!);
  }

  @Handle(routes.finish)
  async finish({ caller, params }: Call<typeof routes.finish>) {
    return this.uploads.finish(caller, params.id);
  }

  @Handle(routes.poster)
  async poster({ caller, file }: Call<typeof routes.poster>) {
    return this.uploads.poster(caller, file!);
  }

  @Handle(routes.captions)
  async captions({ caller, file }: Call<typeof routes.captions>) {
    return this.uploads.captions(caller, file!);
  }
}
