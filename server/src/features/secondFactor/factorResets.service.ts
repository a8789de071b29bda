import { Inject, Singleton } from '@midwayjs/core';
import type { FactorReset } from '@jzt/shared/contract/secondFactor';
import { ROLE_LABELS, type Role } from '@jzt/shared/domain/roles';
import { Types } from 'mongoose';
import { Audit } from '../../platform/audit';
import type { Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { conflict } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { findWithin, within } from '../../platform/policy';
import { Persons } from '../person/person.service';
import { Sessions } from '../session/session.service';
import { SecondFactorModel, type SecondFactorRecord } from './secondFactor.model';
import { resets as policy, scope } from './secondFactor.policy';
import { SecondFactors } from './secondFactor.service';

/** More colleagues than an authority has. */
const MOST = 100;

/** A lost factor: its owner, who has shown the first one, asks; another officer of the province has made sure who it is, and resets it. */
@Singleton()
export class FactorResets {
  @Inject() private readonly factors: SecondFactors;
  @Inject() private readonly sessions: Sessions;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly audit: Audit;
  @Inject() private readonly clock: Clock;

  /** Throws SECOND_FACTOR_NOT_ENROLLED. */
  async ask(caller: Caller, note: string): Promise<void> {
    const { personId, role, organisationId, jurisdiction } = caller;
    await this.factors.enrolled(personId);
    const lost = { at: this.clock.now(), role, organisationId: organisationId ?? '', note };
    await SecondFactorModel.updateOne({ _id: personId }, { $set: { lost, jurisdiction } });
    await this.record(caller, personId, 'RESET_ASKED', note);
  }

  async list(caller: Caller): Promise<{ items: FactorReset[] }> {
    const asked = within(scope(caller), { 'lost.at': trusted({ $exists: true }) });
    const found = await SecondFactorModel.find(asked as never)
      .sort({ 'lost.at': 1 })
      .limit(MOST)
      .lean<SecondFactorRecord[]>();
    const people = await this.persons.cards(found.map((one) => one._id.toHexString()));
    return {
      items: found.map(({ _id, lost }) => ({
        id: _id.toHexString(),
        name: people.get(_id.toHexString())!.name,
        roleZh: ROLE_LABELS[lost!.role as Role],
        askedAt: lost!.at.toISOString(),
        note: lost!.note,
      })),
    };
  }

  /** For the to-dos: their own is nothing they can do. */
  async waiting(caller: Caller): Promise<number> {
    const others = { 'lost.at': trusted({ $exists: true }), _id: trusted({ $ne: new Types.ObjectId(caller.personId) }) };
    return SecondFactorModel.countDocuments(within(scope(caller), others) as never);
  }

  /** Throws NOT_FOUND, OWN_CASE or, when somebody else has decided or another request came, VERSION_CONFLICT. */
  async decide(
    caller: Caller,
    personId: string,
    { decision, askedAt, reason }: { decision: 'RESET' | 'REFUSE'; askedAt: string; reason: string },
  ): Promise<void> {
    const one = await findWithin(SecondFactorModel, scope(caller), personId, '没有这项请求，可能已经处理');
    policy.demand(caller, 'RESET_SECOND_FACTOR', one);
    const gone = { lost: 1 as const, jurisdiction: 1 as const };
    const change =
      decision === 'REFUSE'
        ? { $unset: gone }
        : { $set: { recovery: [] }, $unset: { ...gone, secretSealed: 1 as const, enrolledAt: 1 as const, pending: 1 as const } };
    // Of two colleagues at once one decides.
    const decided = await SecondFactorModel.updateOne({ _id: one._id, 'lost.at': new Date(askedAt) }, change);
    if (!decided.modifiedCount) throw conflict('VERSION_CONFLICT', '这项请求已经处理或更新，请刷新后再看');
    await this.record(caller, personId, decision === 'RESET' ? 'RESET' : 'RESET_REFUSED', reason);
    if (decision === 'REFUSE') return;
    await this.sessions.endAll(personId);
    const name = this.persons.displayName(await this.persons.get(caller.personId));
    await this.persons.tell(personId, 'account.factorReset', { name });
  }

  private async record(caller: Caller, subjectId: string, outcome: string, reason: string): Promise<void> {
    const record = {
      action: 'secondFactor',
      subjectKind: 'Person',
      subjectId,
      outcome,
      actorRole: caller.role,
      actorId: caller.personId,
      actorName: this.persons.displayName(await this.persons.get(caller.personId)),
      reason,
      jurisdiction: caller.jurisdiction,
    };
    await this.audit.append(record, new Types.ObjectId().toHexString());
  }
}
