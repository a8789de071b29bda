import { Inject, Singleton } from '@midwayjs/core';
import type { DeadLetter as View } from '@jzt/shared/contract/deadLetter';
import { Types } from 'mongoose';
import { Audit } from '../../platform/audit';
import { DeadLetters } from '../../platform/deadLetters';
import type { Caller } from '../../platform/http/tokens';
import { Outbox } from '../../platform/outbox';
import type { PageAsked, PageGiven } from '../../platform/pages';
import { Persons } from '../person/person.service';
import { scope } from './deadLetter.policy';
import { presentDeadLetter } from './deadLetter.presenter';

/** What keeps failing, for officers: to see it, and to have it tried at once instead of at its next turn. */
@Singleton()
export class StuckLetters {
  @Inject() private readonly audit: Audit;
  @Inject() private readonly deadLetters: DeadLetters;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly persons: Persons;

  async list(caller: Caller, page: PageAsked): Promise<PageGiven<View>> {
    const { items, nextCursor } = await this.deadLetters.list(scope(caller), page);
    return { items: items.map(presentDeadLetter), nextCursor };
  }

  /** Throws NOT_FOUND, also for what has succeeded meanwhile. */
  async retry(caller: Caller, id: string): Promise<void> {
    const one = await this.deadLetters.find(scope(caller), id);
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
      jurisdiction: one.jurisdiction ?? caller.jurisdiction,
    };
    await this.audit.append(record, new Types.ObjectId().toHexString());
    await this.deadLetters.hasten(one._id);
    if (one.kind === 'MESSAGE' && !(await this.outbox.hasten(one.sourceKind, one.sourceId, one.entryId!)))
      await this.deadLetters.settle(one);
  }
}
