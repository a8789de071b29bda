import { Controller, Inject } from '@midwayjs/core';
import { passListRoutes } from '@jzt/shared/contract/passList';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { presentReady } from './passList.presenter';
import { PassLists } from './passList.service';
import { PassListImports } from './passListImport.service';

/** Pass lists: the authority's side, and the institution's for the certificates it issues itself. */
@Controller('/')
export class PassListController {
  @Inject() private readonly lists: PassLists;
  @Inject() private readonly imports: PassListImports;

  @Handle(passListRoutes.ready)
  async ready({ caller }: Call<typeof passListRoutes.ready>) {
    return { items: (await this.imports.ready(caller)).map(presentReady) };
  }

  @Handle(passListRoutes.list)
  async list({ caller, query }: Call<typeof passListRoutes.list>) {
    return this.lists.list(caller, query);
  }

  @Handle(passListRoutes.view)
  async view({ caller, params }: Call<typeof passListRoutes.view>) {
    return this.lists.view(params.id, caller);
  }

  @Handle(passListRoutes.create)
  async create({ caller, body, op }: Call<typeof passListRoutes.create>) {
    return this.imports.create(caller, body, op);
  }

  @Handle(passListRoutes.check)
  async check({ caller, params, body, op }: Call<typeof passListRoutes.check>) {
    return this.lists.check(caller, params.id, body.version, op);
  }

  @Handle(passListRoutes.removeRow)
  async removeRow({ caller, params, body, op }: Call<typeof passListRoutes.removeRow>) {
    return this.lists.removeRow(caller, params.id, body, op);
  }

  @Handle(passListRoutes.approve)
  async approve({ caller, params, body, op }: Call<typeof passListRoutes.approve>) {
    return this.lists.approve(caller, params.id, body.version, op);
  }

  @Handle(passListRoutes.reject)
  async reject({ caller, params, body, op }: Call<typeof passListRoutes.reject>) {
    return this.lists.reject(caller, params.id, body, op);
  }

  @Handle(passListRoutes.sign)
  async sign({ caller, params, body, op }: Call<typeof passListRoutes.sign>) {
    return this.lists.sign(caller, params.id, body.version, op);
  }

  @Handle(passListRoutes.listForInstitution)
  async listForInstitution({ caller, query }: Call<typeof passListRoutes.listForInstitution>) {
    return this.lists.list(caller, query);
  }

  @Handle(passListRoutes.viewForInstitution)
  async viewForInstitution({ caller, params }: Call<typeof passListRoutes.viewForInstitution>) {
    return this.lists.view(params.id, caller);
  }

  @Handle(passListRoutes.signForInstitution)
  async signForInstitution({ caller, params, body, op }: Call<typeof passListRoutes.signForInstitution>) {
    return this.lists.sign(caller, params.id, body.version, op);
  }
}
