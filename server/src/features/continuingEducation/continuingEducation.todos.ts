import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import { isOfficer } from '@jzt/shared/domain/roles';
import type { Todo, TodoSource } from '../../platform/feature';
import type { Caller } from '../../platform/http/tokens';
import { countedTodos } from '../../platform/todos';
import { CeRecords } from './ceRecords.service';
import { ContinuingEducations } from './continuingEducation.service';

/** What a holder can do now for a certificate that comes to its end, and what waits for the authority's records. */
@Singleton()
export class ContinuingEducationTodos implements TodoSource {
  @Inject() private readonly educations: ContinuingEducations;
  @Inject() private readonly records: CeRecords;

  async todosOf(caller: Caller): Promise<Todo[]> {
    if (isOfficer(caller.role))
      return countedTodos([
        await this.records.count(caller),
        'ce-records',
        '继续教育记录',
        '人考核合格，等待导入或审核',
        pageAddress('authorityEducation'),
        25,
      ]);
    if (caller.role !== 'WORKER') return [];
    const mine = await this.educations.listMine(caller);
    return mine.flatMap((one): Todo[] => {
      const page = pageAddress('continuingEducation', { id: one.certificateId });
      const item = (title: string, days: number | undefined) => ({
        key: `ce-${one.certificateId}`,
        title,
        detail: `${one.subject.labelZh}${days === undefined ? '' : `，还剩${days}天`}`,
        page,
        urgency: 40,
      });
      if (one.extension.verdict.allowed) return [item('申请证书延期', one.extension.window.days)];
      if (!one.current && one.signUp.verdict.refusals.length === 0 && one.signUp.window.state === 'OPEN' && soon(one.daysLeft))
        return [item('报名继续教育', one.signUp.window.days)];
      return [];
    });
  }
}

/** Where the law opens the sign-up years before the end, nobody is reminded of it before the last half year. */
const soon = (daysLeft: number | undefined) => daysLeft !== undefined && daysLeft <= 184;
