import { Inject, Singleton } from '@midwayjs/core';
import type { DeadLetter as View } from '@jzt/shared/contract/deadLetter';
import { Types } from 'mongoose';
import { Audit } from '../../platform/audit';
import { DeadLetters } from '../../platform/deadLetters';
import { forbidden, notFound } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Outbox } from '../../platform/outbox';
import type { PageAsked, PageGiven } from '../../platform/pages';
import { Persons } from '../person/person.service';
import { can } from './deadLetter.policy';
import { presentDeadLetter } from './deadLetter.presenter';

/** What keeps failing, for officers: to see it, and to have it tried at once instead of at its next turn. */
@Singleton()
export class StuckLetters {
  @Inject() private readonly audit: Audit;
  @Inject() private readonly deadLetters: DeadLetters;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly persons: Persons;

  async list(caller: Caller, page: PageAsked): Promise<PageGiven<View>> {
    this.require(caller, 'list');
    const { items, nextCursor } = await this.deadLetters.list(page);
    return { items: items.map(presentDeadLetter), nextCursor };
  }

  /** Throws NOT_FOUND for what has succeeded meanwhile. */
  async retry(caller: Caller, id: string): Promise<void> {
    this.require(caller, 'retry');
    const one = await this.deadLetters.find(id);
    if (!one) throw notFound('没有找到，可能已经办成了，请刷新');
    const viewer = await this.persons.get(caller.personId);
    const record = {
      action: 'deadLetter.retry',
      subjectKind: one.sourceKind,
      subjectId: one.sourceId,
      outcome: 'RETRIED',
      actorRole: caller.role,
      actorId: caller.personId,
      actorName: this.persons.displayName(viewer),
      reason: one.topic,
    };
    await this.audit.append(record, new Types.ObjectId().toHexString());
    await this.deadLetters.hasten(one._id);
    if (one.kind === 'MESSAGE' && !(await this.outbox.hasten(one.sourceKind, one.sourceId, one.entryId!)))
      await this.deadLetters.settle(one);
  }

  private require(caller: Caller, act: 'list' | 'retry'): void {
    if (!can(caller, act)) throw forbidden('ROLE_NOT_ALLOWED', '您当前的身份不能办理此事，请切换身份');
  }
}
