import { Controller, Inject } from '@midwayjs/core';
import { exchangeRoutes as routes } from '@jzt/shared/contract/exchange';
import { EXCEL } from '@jzt/shared/contract/filing';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { Exchanges } from './exchanges.service';
import { FileChecks } from './fileChecks.service';
import { UnexchangedPeople } from './unexchanged.service';
import { unexchangedSheet } from './unexchangedSheet';

/** 换证: the holder's side, the counter, and the lists of who has not exchanged. */
@Controller('/')
export class ExchangeController {
  @Inject() private readonly exchanges: Exchanges;
  @Inject() private readonly files: FileChecks;
  @Inject() private readonly unexchanged: UnexchangedPeople;

  @Handle(routes.desk)
  async desk({ caller }: Call<typeof routes.desk>) {
    return this.exchanges.desk(caller);
  }

  @Handle(routes.begin)
  async begin({ caller, body, op }: Call<typeof routes.begin>) {
    return this.exchanges.begin(caller, body, op);
  }

  // Before the address of one exchange, which would take its name for an id.
  @Handle(routes.pending)
  async pending({ caller, query }: Call<typeof routes.pending>) {
    return this.unexchanged.page(caller, query);
  }

  @Handle(routes.remind)
  async remind({ caller, body }: Call<typeof routes.remind>) {
    return this.unexchanged.remind(caller, body.city);
  }

  @Handle(routes.sheet)
  async sheet({ caller, query }: Call<typeof routes.sheet>) {
    const content = await unexchangedSheet(await this.unexchanged.rows(caller, query.city));
    return { content, contentType: EXCEL, fileName: '未换证人员名单.xlsx', cacheSeconds: 0 };
  }

  @Handle(routes.view)
  async view({ caller, params }: Call<typeof routes.view>) {
    return this.exchanges.view(caller, params.id);
  }

  @Handle(routes.complete)
  async complete({ caller, params, body }: Call<typeof routes.complete>) {
    return this.exchanges.complete(caller, params.id, body);
  }

  @Handle(routes.classes)
  async classes({ caller, params }: Call<typeof routes.classes>) {
    return { items: await this.exchanges.listClasses(caller, params.id) };
  }

  @Handle(routes.enrol)
  async enrol({ caller, params, body, op }: Call<typeof routes.enrol>) {
    return this.exchanges.enrol(caller, params.id, body, op);
  }

  @Handle(routes.update)
  async update({ caller, params, op }: Call<typeof routes.update>) {
    return this.exchanges.update(caller, params.id, op);
  }

  @Handle(routes.fileChecks)
  async fileChecks({ caller, query }: Call<typeof routes.fileChecks>) {
    return this.files.queue(caller, query);
  }

  @Handle(routes.receive)
  async receive({ caller, body, op }: Call<typeof routes.receive>) {
    return this.files.receive(caller, body, op);
  }

  @Handle(routes.decide)
  async decide({ caller, params, body, op }: Call<typeof routes.decide>) {
    return this.files.decide(caller, params.id, body, op);
  }
}
