import { Inject, Singleton } from '@midwayjs/core';
import type { Clearing as Row, ClearingDetail } from '@jzt/shared/contract/clearing';
import { clearing as machine } from '@jzt/shared/workflow/machines/clearing';
import type { Event } from '@jzt/shared/workflow/machine';
import { Cases } from '../../platform/cases';
import { conflict, Refusal } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Law } from '../../platform/law';
import { findPage, newestFirst, type PageAsked, type PageGiven } from '../../platform/pages';
import { findWithin } from '../../platform/policy';
import type { Certificate } from '../certificate/certificate.model';
import { Certificates } from '../certificate/certificate.service';
import { RegisterEntries } from '../certificate/registerEntries.service';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';
import { ClearingModel, type ClearedRow, type Clearing } from './clearing.model';
import { demand, scope } from './clearing.policy';
import { batchNumberOf, presentClearing, presentRows } from './clearing.presenter';

/** Looked at in one go; a large province goes through its certificates batch by batch. */
const LOOKED_AT_ONCE = 500;
const MOST_LOOKED_AT = 20_000;
const NOT_CHECKED = { status: 'NONE', verified: false, ledgered: false } as const;
const MISSING = '没有找到这个批次';
const FASTER = { code: 'ALREADY_DECIDED', message: '这个批次已由其他人处理，请刷新' };

/** 「分期分批次进行清理，取消其激活状态」 (CQ-23): found, looked at, confirmed, carried out one by one; undone by each holder's own real-name check. */
@Singleton()
export class Clearings {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly register: RegisterEntries;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly law: Law;

  async list(caller: Caller, page: PageAsked): Promise<PageGiven<Row>> {
    const { items, nextCursor } = await findPage<Clearing>(ClearingModel, scope(caller), page, newestFirst);
    return { items: items.map((one) => presentClearing(one, caller)), nextCursor };
  }

  async view(caller: Caller, id: string): Promise<ClearingDetail> {
    return this.present(await this.of(caller, id), caller);
  }

  /** Nothing is changed by it. Throws SERVICE_NOT_OFFERED where the law knows no clearing, NOTHING_TO_CLEAR. */
  async preview(caller: Caller, size: number, op?: string): Promise<ClearingDetail> {
    const officer = await this.persons.get(caller.personId);
    const actor = this.persons.actor(officer, caller.role, op);
    const jurisdiction = caller.jurisdiction!;
    const { pack } = this.law.in(jurisdiction);
    if (!pack.services.DEACTIVATE) throw conflict('SERVICE_NOT_OFFERED', `${pack.nameZh}的文件没有取消激活的规定，不能清理`);
    const earlier = op && (await ClearingModel.findOne({ createdOp: op }).lean<Clearing>());
    if (earlier) return this.present(earlier, caller);
    const { rows, lookedTo } = await this.find(caller, size);
    if (!rows.length) throw conflict('NOTHING_TO_CLEAR', '没有找到实名认证未完成的有效证书。证书很多时，可以再找一次，系统接着往后找');
    const made = await this.cases.create<Clearing>(
      ClearingModel,
      machine,
      { jurisdiction, packVersion: pack.version, madeBy: { personId: caller.personId, name: actor.name }, rows, lookedTo } as never,
      { event: 'preview', actor, ruleIds: ['CQ-23'], packVersion: pack.version },
    );
    return this.present(made, caller);
  }

  confirm(caller: Caller, id: string, version: number, op?: string): Promise<ClearingDetail> {
    return this.decide(caller, id, 'confirm', version, op);
  }

  discard(caller: Caller, id: string, version: number, op?: string): Promise<ClearingDetail> {
    return this.decide(caller, id, 'discard', version, op);
  }

  /** Every row once, however often it is delivered; who completed the check meanwhile is spared. */
  async run({ id }: { id: string }): Promise<void> {
    const batch = await ClearingModel.findById(id).lean<Clearing>();
    if (batch?.status !== 'RUNNING') return;
    const confirmed = batch.history.findLast((line) => line.event === 'confirm')!;
    const actor = { role: confirmed.byRole, personId: confirmed.byPerson, name: confirmed.byName };
    for (const row of batch.rows.filter(({ state }) => state === 'WAITING')) {
      const certificate = await this.certificates.find(row.certificateId);
      const note = certificate ? await this.clear(certificate, batch, actor) : '查不到这本证书';
      await this.mark(batch, row.certificateId, note ? { state: 'SPARED', note } : { state: 'DONE' });
    }
    await this.cases.move(ClearingModel, batch._id, {
      machine,
      event: 'finish',
      actor: { role: 'SYSTEM' },
      packVersion: batch.packVersion,
    });
  }

  /** Both badges are there: what a clearing took away comes back by itself (CQ-22). */
  async giveBack(personId: string): Promise<void> {
    // Found by the check of this moment, it has its holder first.
    await this.register.bringTo(personId);
    for (const one of await this.certificates.ofPerson(personId)) {
      const batchId = one.status === 'DEACTIVATED' ? batchOf(one) : undefined;
      if (!batchId) continue;
      const decision = this.law
        .of(one)
        .decide('ACTIVATE', { identity: await this.certificates.identityOf(one), certificate: this.certificates.facts(one) });
      if (!decision.allowed) continue;
      await this.certificates.change(one, 'reactivate', { actor: { role: 'SYSTEM' }, ruleIds: decision.ruleIds });
      const batch = await ClearingModel.findById(batchId).lean<Clearing>();
      if (batch) await this.mark(batch, one._id.toHexString(), { state: 'BACK' });
    }
  }

  /** Its activation taken away; or why it was not. */
  private async clear(one: Certificate, batch: Clearing, actor: { role: Caller['role']; personId?: string; name?: string }) {
    const id = batch._id.toHexString();
    if (one.status === 'DEACTIVATED' && batchOf(one) === id) return undefined;
    const decision = this.law
      .in(batch.jurisdiction)
      .decide('DEACTIVATE', { identity: await this.certificates.identityOf(one), certificate: this.certificates.facts(one) });
    const [refusal] = decision.refusals;
    if (refusal) return refusal.messageZh;
    try {
      await this.certificates.change(one, 'deactivate', {
        actor: actor as never,
        expectVersion: one.version,
        reason: `实名认证未完成，清理批次${batchNumberOf(batch)}`,
        ruleIds: decision.ruleIds,
        evidence: [`clearing:${id}`],
      });
      return undefined;
    } catch (error) {
      if (error instanceof Refusal && error.status === 409) return '证书刚刚有了变化';
      throw error;
    }
  }

  /** The next certificates whose holder's check is not complete, behind where the last batch stopped; at the end of all it begins again. */
  private async find(caller: Caller, size: number): Promise<{ rows: ClearedRow[]; lookedTo?: string }> {
    const last = await ClearingModel.findOne(scope(caller) as never, { lookedTo: 1 })
      .sort({ _id: -1 })
      .lean<Clearing>();
    const found = await this.findBehind(caller, size, last?.lookedTo);
    return found.rows.length || !last?.lookedTo ? found : this.findBehind(caller, size, undefined);
  }

  private async findBehind(caller: Caller, size: number, from: string | undefined): Promise<{ rows: ClearedRow[]; lookedTo?: string }> {
    const listed = await this.openOnes(caller);
    const rows: ClearedRow[] = [];
    let after = from;
    for (let looked = 0; looked < MOST_LOOKED_AT; looked += LOOKED_AT_ONCE) {
      const found = await this.certificates.activeIn(caller.jurisdiction!, after, LOOKED_AT_ONCE);
      const people = await this.persons.getMany(found.flatMap((one) => one.personId ?? []));
      for (const one of found) {
        after = one._id.toHexString();
        const missing = listed.has(after) ? undefined : this.missingOf(one, people);
        if (missing) rows.push({ certificateId: after, state: 'WAITING', missing });
        if (rows.length >= size) return { rows, lookedTo: after };
      }
      if (found.length < LOOKED_AT_ONCE) return { rows };
    }
    return { rows, ...(after && { lookedTo: after }) };
  }

  /** What of the check is missing, where the law takes the activation away for it. */
  private missingOf(one: Certificate, people: Map<string, Person>): ClearedRow['missing'] | undefined {
    const holder = one.personId ? people.get(one.personId) : undefined;
    const { status, verified, ledgered } = holder ? this.persons.identityFacts(holder) : NOT_CHECKED;
    const identity = { status: status as never, badges: { verified, ledgered } };
    const { allowed } = this.law.in(one.jurisdiction).decide('DEACTIVATE', { identity, certificate: this.certificates.facts(one) });
    if (!allowed) return undefined;
    return verified ? 'LEDGER' : 'CHECK';
  }

  /** Those on a list that waits for its confirmation stand on no other one. */
  private async openOnes(caller: Caller): Promise<Set<string>> {
    const open = await ClearingModel.find({ ...scope(caller), status: 'PREVIEW' } as never, { rows: 1 }).lean<Clearing[]>();
    return new Set(open.flatMap((one) => one.rows.map(({ certificateId }) => certificateId)));
  }

  private async decide(caller: Caller, id: string, event: Event<typeof machine>, version: number, op?: string): Promise<ClearingDetail> {
    const one = await this.of(caller, id);
    demand(caller, 'CLEAR_CERTIFICATES', one);
    const moved = await this.cases.move(ClearingModel, one._id, {
      machine,
      event,
      actor: this.persons.actor(await this.persons.get(caller.personId), caller.role, op),
      expectVersion: version,
      packVersion: one.packVersion,
      lost: FASTER,
      follow: event === 'confirm' ? [{ topic: 'clearing.run', payload: { id } }] : [],
    });
    return this.present(moved, caller);
  }

  private async mark(batch: Clearing, certificateId: string, now: Partial<ClearedRow>): Promise<void> {
    await ClearingModel.updateOne(
      { _id: batch._id, 'rows.certificateId': certificateId },
      { $set: Object.fromEntries(Object.entries(now).map(([field, value]) => [`rows.$.${field}`, value])) },
    );
  }

  private of(caller: Caller, id: string): Promise<Clearing> {
    return findWithin(ClearingModel, scope(caller), id, MISSING);
  }

  private async present(one: Clearing, caller: Caller): Promise<ClearingDetail> {
    const found = await this.certificates.byIds(one.rows.map(({ certificateId }) => certificateId));
    return { ...presentClearing(one, caller), rows: presentRows(one, found, (each) => this.certificates.name(each)) };
  }
}

/** The batch that took its activation away last. */
function batchOf({ history }: Certificate): string | undefined {
  const line = history.findLast(({ event }) => event === 'deactivate');
  return line?.evidence.find((each) => each.startsWith('clearing:'))?.slice('clearing:'.length);
}
