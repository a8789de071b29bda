import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Controller, Inject } from '@midwayjs/core';
import { EXCEL, filingRoutes as routes, MANUAL_LABELS } from '@jzt/shared/contract/filing';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import type { Settings } from '../../platform/settings';
import { FilingReviews } from './filingReviews.service';
import { FilingSheets } from './filingSheets.service';
import { Filings } from './filings.service';

const HOUR = 3600;

@Controller('/')
export class FilingController {
  @Inject() private readonly filings: Filings;
  @Inject() private readonly sheets: FilingSheets;
  @Inject() private readonly settings: Settings;
  @Inject() private readonly reviews: FilingReviews;

  @Handle(routes.add)
  async add({ caller, body, op }: Call<typeof routes.add>) {
    return this.filings.add(caller, body, op);
  }

  @Handle(routes.listOfEnterprise)
  async listOfEnterprise({ caller, query }: Call<typeof routes.listOfEnterprise>) {
    return this.filings.list(caller, query);
  }

  @Handle(routes.sheet)
  async sheet(_call: Call<typeof routes.sheet>) {
    return { content: await this.sheets.empty(), contentType: EXCEL, fileName: '安全员换证批量添加.xlsx', cacheSeconds: 0 };
  }

  @Handle(routes.importSheet)
  async importSheet({ caller, file }: Call<typeof routes.importSheet>) {
    return this.sheets.take(caller, file!);
  }

  @Handle(routes.viewOfEnterprise)
  async viewOfEnterprise({ caller, params }: Call<typeof routes.viewOfEnterprise>) {
    return this.filings.view(caller, params.id);
  }

  @Handle(routes.choosePost)
  async choosePost({ caller, params, body }: Call<typeof routes.choosePost>) {
    return this.filings.choosePost(caller, params.id, body.post);
  }

  @Handle(routes.upload)
  async upload({ caller, params, file }: Call<typeof routes.upload>) {
    return this.filings.upload(caller, params.id, params.part, file!);
  }

  @Handle(routes.letter)
  async letter({ caller, params }: Call<typeof routes.letter>) {
    return { ...(await this.filings.letter(caller, params.id)), contentType: 'application/pdf', cacheSeconds: 0 };
  }

  @Handle(routes.submit)
  async submit({ caller, params, body, op }: Call<typeof routes.submit>) {
    return this.filings.submit(caller, params.id, body, op);
  }

  @Handle(routes.abandon)
  async abandon({ caller, params, body, op }: Call<typeof routes.abandon>) {
    return this.filings.abandon(caller, params.id, body.version, op);
  }

  @Handle(routes.manual)
  async manual({ params: { who } }: Call<typeof routes.manual>) {
    const content = await readFile(join(this.settings.manualsDir, `${who}.pdf`));
    return { content, contentType: 'application/pdf', fileName: `安全员换证${MANUAL_LABELS[who]}.pdf`, cacheSeconds: HOUR };
  }

  @Handle(routes.search)
  async search({ caller, body }: Call<typeof routes.search>) {
    return this.reviews.search(caller, body);
  }

  @Handle(routes.viewForAuthority)
  async viewForAuthority({ caller, params }: Call<typeof routes.viewForAuthority>) {
    return this.filings.view(caller, params.id);
  }

  @Handle(routes.review)
  async review({ caller, body, op }: Call<typeof routes.review>) {
    return this.reviews.review(caller, body, op);
  }

  @Handle(routes.withdraw)
  async withdraw({ caller, params, body, op }: Call<typeof routes.withdraw>) {
    return this.reviews.withdraw(caller, params.id, body, op);
  }
}
