import { Readable } from 'node:stream';
import { Inject, Singleton } from '@midwayjs/core';
import { endOfDay, startOfDay } from '@jzt/shared/domain/calendar';
import { Types } from 'mongoose';
import { Audit } from '../../platform/audit';
import type { Clock } from '../../platform/clock';
import { badInput } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Limits, type Limit } from '../../platform/limits';
import { exportLines } from '../../platform/trail/export';
import { Persons } from '../person/person.service';
import { scope } from './account.policy';

const A_DAY: Limit = {
  name: 'audit-export',
  most: 20,
  per: 'DAY',
  code: 'EXPORT_TOO_OFTEN',
  words: () => '今天导出的次数已用完，请明天再试',
};

/** The trail of an officer's province as a file: to be kept elsewhere for six months and longer, and checked there. */
@Singleton()
export class AuditExports {
  @Inject() private readonly audit: Audit;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly limits: Limits;
  @Inject() private readonly clock: Clock;

  /** Both days are in it. Is in the trail before the first line is out. Throws PERIOD_INVALID, EXPORT_TOO_OFTEN. */
  async begin(caller: Caller, { from, to }: { from: string; to: string }): Promise<Readable> {
    if (from > to) throw badInput('PERIOD_INVALID', '开始日期不能晚于结束日期', { fields: { from: '不能晚于结束日期' } });
    await this.limits.take(A_DAY, caller.personId);
    const { personId, role, jurisdiction } = caller;
    const record = {
      action: 'account.auditExport',
      subjectKind: 'Audit',
      subjectId: personId,
      outcome: 'EXPORTED',
      actorRole: role,
      actorId: personId,
      actorName: this.persons.displayName(await this.persons.get(personId)),
      reason: `${from} 至 ${to}`,
      jurisdiction,
    };
    await this.audit.append(record, new Types.ObjectId().toHexString());
    const period = { from: new Date(startOfDay(from)), to: new Date(endOfDay(to) + 1) };
    const head = { jurisdiction: jurisdiction ?? '', from, to, madeAt: this.clock.now().toISOString() };
    return Readable.from(exportLines(scope(caller), period, head));
  }
}
