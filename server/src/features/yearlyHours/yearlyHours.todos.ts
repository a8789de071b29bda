import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import { isOfficer } from '@jzt/shared/domain/roles';
import type { Todo, TodoSource } from '../../platform/feature';
import type { Caller } from '../../platform/http/tokens';
import { countedTodos } from '../../platform/todos';
import { Findings } from './findings.service';
import { HourReports } from './hourReports.service';

/** Reports and findings that wait for the authority. */
@Singleton()
export class YearlyHoursTodos implements TodoSource {
  @Inject() private readonly reports: HourReports;
  @Inject() private readonly findings: Findings;

  async todosOf(caller: Caller): Promise<Todo[]> {
    if (!isOfficer(caller.role)) return [];
    const page = pageAddress('authorityHours');
    return [
      ...countedTodos([await this.reports.count(caller), 'hours-reports', '学时审核', '个批次等待审核录入', page, 26]),
      ...countedTodos([await this.findings.count(caller), 'ce-findings', '作废认定', '件等待核实', page, 27]),
    ];
  }
}
