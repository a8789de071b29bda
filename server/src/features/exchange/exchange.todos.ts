import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import { isOfficer } from '@jzt/shared/domain/roles';
import type { Todo, TodoSource } from '../../platform/feature';
import type { Caller } from '../../platform/http/tokens';
import { countedTodos } from '../../platform/todos';
import type { Exchange } from './exchange.model';
import { Exchanges } from './exchanges.service';
import { FileChecks } from './fileChecks.service';
import { UnexchangedPeople } from './unexchanged.service';

const NEXT: Partial<Record<Exchange['status'], (one: Exchange) => string>> = {
  CHECKING: () => '正在向部培训管理系统查询',
  FILE_CHECK: (one) => (one.originalsSeenOn ? '正在核查档案' : `请最迟${one.fileCheckTo}当天带两样原件去核查`),
  ELIGIBLE: (one) => (!one.portraitFileId ? '请完善个人信息，上传头像' : one.classId ? '请学满继续教育学时' : '请选择培训班'),
  HOURS_MET: (one) => (one.examSessionId ? '考核已安排，请按时参加' : '学时已满，等培训机构安排考核'),
  ASSESSED: () => '考核合格，请点“更新”',
  UPDATING: () => '正在生成电子证书',
};

/** The holder's next step, what waits at the counter, and how many of the own people are still to exchange (HN-23). */
@Singleton()
export class ExchangeTodos implements TodoSource {
  @Inject() private readonly exchanges: Exchanges;
  @Inject() private readonly files: FileChecks;
  @Inject() private readonly unexchanged: UnexchangedPeople;

  async todosOf(caller: Caller): Promise<Todo[]> {
    if (isOfficer(caller.role))
      return countedTodos([
        await this.files.count(caller),
        'exchange-files',
        '换证档案核查',
        '份档案等待核查',
        pageAddress('fileChecks'),
        24,
      ]);
    if (caller.role === 'ENTERPRISE_STAFF' || caller.role === 'INSTITUTION_STAFF')
      return countedTodos([
        await this.unexchanged.count(caller),
        'unexchanged',
        '还没有换发电子证书',
        '人还没有换证，可以一键提醒',
        pageAddress('unexchanged'),
        45,
      ]);
    if (caller.role !== 'WORKER') return [];
    const { cases, papers, unknown } = await this.exchanges.waiting(caller);
    const begin: Todo[] =
      papers || unknown
        ? [
            {
              key: 'exchange',
              title: '换发电子证书',
              detail: papers ? `${papers}本旧证书可以换证` : '有旧的岗位证书的，请来查一查能不能换',
              page: pageAddress('exchanges'),
              urgency: papers ? 15 : 60,
            },
          ]
        : [];
    return [
      ...begin,
      ...cases.flatMap((one): Todo[] => {
        const id = one._id.toHexString();
        const next = NEXT[one.status]?.(one);
        return next ? [{ key: `exchange-${id}`, title: '换证', detail: next, page: pageAddress('exchange', { id }), urgency: 14 }] : [];
      }),
    ];
  }
}
