import { Controller, Inject } from '@midwayjs/core';
import { duplicateRoutes as routes } from '@jzt/shared/contract/duplicate';
import { EXCEL } from '@jzt/shared/contract/filing';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { DuplicateLists } from './duplicateLists.service';
import { Duplicates } from './duplicates.service';

/** 跨省重复持证: the holder's side, the public notices and the authority's board. */
@Controller('/')
export class DuplicateController {
  @Inject() private readonly duplicates: Duplicates;
  @Inject() private readonly lists: DuplicateLists;

  @Handle(routes.mine)
  async mine({ caller, params }: Call<typeof routes.mine>) {
    return this.duplicates.mine(caller, params.id);
  }

  @Handle(routes.choose)
  async choose({ caller, params, body, op }: Call<typeof routes.choose>) {
    return this.duplicates.choose(caller, params.id, body, op);
  }

  @Handle(routes.cancelMine)
  async cancelMine({ caller, params, body, op }: Call<typeof routes.cancelMine>) {
    return this.duplicates.cancelMine(caller, params.id, body, op);
  }

  @Handle(routes.notices)
  async notices({ query }: Call<typeof routes.notices>) {
    return this.duplicates.notices(query);
  }

  @Handle(routes.board)
  async board({ caller, query }: Call<typeof routes.board>) {
    return this.duplicates.board(caller, query);
  }

  @Handle(routes.sheet)
  async sheet(_call: Call<typeof routes.sheet>) {
    return { content: await this.lists.empty(), contentType: EXCEL, fileName: '重复持证名单.xlsx', cacheSeconds: 0 };
  }

  @Handle(routes.preview)
  async preview({ caller, file }: Call<typeof routes.preview>) {
    return this.lists.preview(caller, file!);
  }

  @Handle(routes.importSheet)
  async importSheet({ caller, file }: Call<typeof routes.importSheet>) {
    return this.lists.take(caller, file!);
  }

  @Handle(routes.fetchNational)
  async fetchNational({ caller }: Call<typeof routes.fetchNational>) {
    return this.lists.fetchNational(caller);
  }

  @Handle(routes.view)
  async view({ caller, params }: Call<typeof routes.view>) {
    return this.duplicates.view(caller, params.id);
  }

  @Handle(routes.attempt)
  async attempt({ caller, params, body, op }: Call<typeof routes.attempt>) {
    return this.duplicates.attempt(caller, params.id, body, op);
  }

  @Handle(routes.tellAgain)
  async tellAgain({ caller, params, body, op }: Call<typeof routes.tellAgain>) {
    return this.duplicates.tellAgain(caller, params.id, body.version, op);
  }

  @Handle(routes.publicize)
  async publicize({ caller, params, body, op }: Call<typeof routes.publicize>) {
    return this.duplicates.publicize(caller, params.id, body.version, op);
  }

  @Handle(routes.cancel)
  async cancel({ caller, params, body, op }: Call<typeof routes.cancel>) {
    return this.duplicates.cancel(caller, params.id, body.version, op);
  }

  @Handle(routes.close)
  async close({ caller, params, body, op }: Call<typeof routes.close>) {
    return this.duplicates.close(caller, params.id, body, op);
  }
}
