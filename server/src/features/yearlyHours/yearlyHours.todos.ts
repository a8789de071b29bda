import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import { isOfficer } from '@jzt/shared/domain/roles';
import { today, type Clock } from '../../platform/clock';
import type { Todo, TodoSource } from '../../platform/feature';
import type { Caller } from '../../platform/http/tokens';
import { countedTodos } from '../../platform/todos';
import { Findings } from './findings.service';
import { HourReports } from './hourReports.service';
import { HoursAccounts } from './hoursAccounts.service';

/** From this month on a year that is not met stands among what is to be done. */
const LAST_MONTHS_FROM = 10;

/** Reports and findings that wait for the authority; for a holder what may end the certificate: a finding to speak on, and a year that is short (A-13, HN-11). */
@Singleton()
export class YearlyHoursTodos implements TodoSource {
  @Inject() private readonly reports: HourReports;
  @Inject() private readonly findings: Findings;
  @Inject() private readonly accounts: HoursAccounts;
  @Inject() private readonly clock: Clock;

  async todosOf(caller: Caller): Promise<Todo[]> {
    if (caller.role === 'WORKER') return this.ofHolder(caller);
    if (!isOfficer(caller.role)) return [];
    const page = pageAddress('authorityHours');
    return [
      ...countedTodos([await this.reports.count(caller), 'hours-reports', '学时审核', '个批次等待审核录入', page, 26]),
      ...countedTodos([await this.findings.count(caller), 'ce-findings', '作废认定', '件等待核实', page, 27]),
    ];
  }

  private async ofHolder(caller: Caller): Promise<Todo[]> {
    const page = pageAddress('yearlyHours');
    const now = today(this.clock);
    return (await this.accounts.mine(caller)).flatMap(({ certificateId, subject, years, target, finding }): Todo[] => {
      if (finding?.canAppeal)
        return [
          {
            key: `ce-finding-${certificateId}`,
            title: '证书可能被作废，请说明情况',
            detail: `${subject.labelZh}：${finding.groundZh}，最迟${finding.appealBy}`,
            page,
            urgency: 5,
          },
        ];
      const [year] = years;
      if (year?.state !== 'RUNNING' || Number(now.slice(5, 7)) < LAST_MONTHS_FROM) return [];
      return [
        {
          key: `hours-${certificateId}-${year.year}`,
          title: `${year.year}年继续教育还没学够`,
          detail: `${subject.labelZh}：已有${year.total}学时，要求${target.total}学时，12月31日前学完`,
          page,
          urgency: 32,
        },
      ];
    });
  }
}
