import { Controller, Inject } from '@midwayjs/core';
import { EXCEL } from '@jzt/shared/contract/filing';
import { yearlyHoursRoutes as routes } from '@jzt/shared/contract/yearlyHours';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { Findings } from './findings.service';
import { HourReports } from './hourReports.service';
import { HoursAccounts } from './hoursAccounts.service';
import { HoursSheets } from './hoursSheets.service';

/** Continuing education by the year: the holder's account, the institutions' reports, the authority's review and findings. */
@Controller('/')
export class YearlyHoursController {
  @Inject() private readonly accountsOf: HoursAccounts;
  @Inject() private readonly hourReports: HourReports;
  @Inject() private readonly findingsOf: Findings;
  @Inject() private readonly sheets: HoursSheets;

  @Handle(routes.accounts)
  async accounts({ caller }: Call<typeof routes.accounts>) {
    return { items: await this.accountsOf.mine(caller) };
  }

  @Handle(routes.appeal)
  async appeal({ caller, params, body, op }: Call<typeof routes.appeal>) {
    return this.findingsOf.appeal(caller, params.id, body, op);
  }

  @Handle(routes.reports)
  async reports({ caller, query }: Call<typeof routes.reports>) {
    return this.hourReports.list(caller, query);
  }

  @Handle(routes.report)
  async report({ caller, body, op }: Call<typeof routes.report>) {
    return this.hourReports.report(caller, body.rows, op);
  }

  @Handle(routes.sheet)
  async sheet(_call: Call<typeof routes.sheet>) {
    return { content: await this.sheets.empty(), contentType: EXCEL, fileName: '上报学时.xlsx', cacheSeconds: 0 };
  }

  @Handle(routes.readSheet)
  async readSheet({ file }: Call<typeof routes.readSheet>) {
    return this.sheets.read(file!);
  }

  @Handle(routes.reportSheet)
  async reportSheet({ caller, params }: Call<typeof routes.reportSheet>) {
    return { content: await this.sheets.ofReport(caller, params.id), contentType: EXCEL, fileName: '学时批次.xlsx', cacheSeconds: 0 };
  }

  @Handle(routes.correct)
  async correct({ caller, params, body, op }: Call<typeof routes.correct>) {
    return this.hourReports.correct(caller, params.id, body, op);
  }

  @Handle(routes.reportQueue)
  async reportQueue({ caller, query }: Call<typeof routes.reportQueue>) {
    return this.hourReports.queue(caller, query);
  }

  @Handle(routes.decideReport)
  async decideReport({ caller, params, body, op }: Call<typeof routes.decideReport>) {
    return this.hourReports.decide(caller, params.id, body, op);
  }

  @Handle(routes.findings)
  async findings({ caller, query }: Call<typeof routes.findings>) {
    return this.findingsOf.queue(caller, query);
  }

  @Handle(routes.openFinding)
  async openFinding({ caller, params, body, op }: Call<typeof routes.openFinding>) {
    return this.findingsOf.open(caller, params.id, body, op);
  }

  @Handle(routes.decideFinding)
  async decideFinding({ caller, params, body, op }: Call<typeof routes.decideFinding>) {
    return this.findingsOf.decide(caller, params.id, body, op);
  }
}
