import { Controller, Inject } from '@midwayjs/core';
import { EXCEL } from '@jzt/shared/contract/filing';
import { registerImportRoutes as routes } from '@jzt/shared/contract/registerImport';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { RegisterImports } from './registerImports.service';

/** 导入已有证书. */
@Controller('/')
export class RegisterImportController {
  @Inject() private readonly imports: RegisterImports;

  @Handle(routes.list)
  async list({ caller, query }: Call<typeof routes.list>) {
    return this.imports.list(caller, query);
  }

  @Handle(routes.sheet)
  async sheet(_call: Call<typeof routes.sheet>) {
    return { content: await this.imports.empty(), contentType: EXCEL, fileName: '已有证书登记.xlsx', cacheSeconds: 0 };
  }

  @Handle(routes.upload)
  async upload({ caller, file }: Call<typeof routes.upload>) {
    return this.imports.upload(caller, file!);
  }

  @Handle(routes.view)
  async view({ caller, params }: Call<typeof routes.view>) {
    return this.imports.view(caller, params.id);
  }

  @Handle(routes.rows)
  async rows({ caller, params, query }: Call<typeof routes.rows>) {
    return this.imports.rows(caller, params.id, query);
  }

  @Handle(routes.results)
  async results({ caller, params }: Call<typeof routes.results>) {
    const content = await this.imports.results(caller, params.id);
    return { content, contentType: EXCEL, fileName: '没有登记的证书.xlsx', cacheSeconds: 0 };
  }

  @Handle(routes.confirm)
  async confirm({ caller, params, body, op }: Call<typeof routes.confirm>) {
    return this.imports.confirm(caller, params.id, body.version, op);
  }

  @Handle(routes.discard)
  async discard({ caller, params, body, op }: Call<typeof routes.discard>) {
    return this.imports.discard(caller, params.id, body.version, op);
  }

  @Handle(routes.undo)
  async undo({ caller, params, body, op }: Call<typeof routes.undo>) {
    return this.imports.undo(caller, params.id, body.version, op);
  }
}
