import { Inject, Singleton } from '@midwayjs/core';
import type { PassListBatch as View, PassListBatchItem } from '@jzt/shared/contract/passList';
import type { Category } from '@jzt/shared/domain/categories';
import { sameSource, type Source } from '@jzt/shared/domain/sources';
import { preview } from '@jzt/shared/policy/index';
import { step, type Event } from '@jzt/shared/workflow/machine';
import { passListBatch as machine } from '@jzt/shared/workflow/machines/passListBatch';

import { Cases, type Actor, type Move } from '../../platform/cases';
import type { Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { conflict, forbidden, notFound } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { asRefusal, Law } from '../../platform/law';
import { findPage, newestFirst, type PageAsked, type PageGiven } from '../../platform/pages';
import { Persons } from '../person/person.service';
import { discards, follows } from './followUp.service';
import { PassListBatchModel, type PassListBatch, type PassListRow } from './passList.model';
import { isFirstHand } from './passList.presenter';
import { PassListViews } from './passListView.service';
import { isWaiting, RowChecks } from './rowChecks.service';

/** First look after the national platform failed; from there on the outbox's own pauses grow. */
const RECHECK_AFTER_MS = 30_000;
/** States in which the authority has filed the list (QH-35). */
const FILED = ['APPROVED', 'SIGNING', 'SIGN_FAILED', 'ISSUED'];

type BatchEvent = Event<typeof machine>;
type BatchMove = Omit<Move<PassListBatch['status'], BatchEvent>, 'machine' | 'actor'>;

/** 合格人员名单: checked row by row, approved by a second officer, signed as a whole (QH-19, QH-20, QH-35, QH-36). */
@Singleton()
export class PassLists {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly checks: RowChecks;
  @Inject() private readonly views: PassListViews;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;

  async list(filter: { institutionId?: string }, caller: Caller, page: PageAsked): Promise<PageGiven<PassListBatchItem>> {
    const own = filter.institutionId ? { 'subject.category': trusted({ $in: this.categoriesOfInstitutions() }) } : {};
    const { items, nextCursor } = await findPage<PassListBatch>(PassListBatchModel, { ...filter, ...own }, page, newestFirst);
    return { items: await Promise.all(items.map((one) => this.views.item(one, caller))), nextCursor };
  }

  async view(id: string, caller: Caller): Promise<View> {
    return this.views.whole(await this.get(id, caller), caller);
  }

  /** Looks at every row; without a fault the list is CHECKED, else it stays a draft with the faults written beside its rows. */
  async check(caller: Caller, id: string, version: number, op?: string): Promise<View> {
    const batch = await this.get(id, caller);
    const actor = await this.actor(caller, op);
    if (!step(machine, batch.status, 'check', caller.role).ok) return this.move(batch, 'check', caller, { expectVersion: version }, op);
    return this.views.whole(await this.record(batch, actor, { expectVersion: version }), caller);
  }

  /** Takes one person out; what is left is checked and approved again. */
  async removeRow(caller: Caller, id: string, input: { version: number; source: Source; reason: string }, op?: string): Promise<View> {
    const batch = await this.get(id, caller);
    const row = batch.rows.find((one) => sameSource(one.source, input.source));
    if (!row && !batch.history.some((line) => op && line.op === op)) throw notFound('名单里没有这个人，请刷新');
    if (row && batch.rows.length === 1) throw conflict('LAST_ROW', '名单里只剩这一人，不能移出，请驳回整个名单');
    return this.move(
      batch,
      'removeRow',
      caller,
      {
        expectVersion: input.version,
        reason: input.reason,
        set: { rows: batch.rows.filter((one) => one !== row) },
        unset: { signing: 1, reason: 1 },
        ...(row && {
          push: {
            removed: {
              source: row.source,
              personId: row.personId,
              reason: input.reason,
              byPerson: caller.personId,
              at: this.clock.now(),
            },
          },
          follow: [follows(row, id), ...discards([row])],
        }),
      },
      op,
    );
  }

  /** Throws SECOND_OFFICER_REQUIRED for who imported or checked it, ROW_ERRORS, ILLEGAL_TRANSITION. */
  async approve(caller: Caller, id: string, version: number, op?: string): Promise<View> {
    const batch = await this.get(id, caller);
    if (isFirstHand(batch.history, caller.personId)) {
      throw forbidden('SECOND_OFFICER_REQUIRED', '导入或校验名单的人不能批准，请由另一位签发人员复核批准', { ruleId: 'QH-19' });
    }
    const legal = step(machine, batch.status, 'approve', caller.role).ok;
    await this.mustBeSound(batch, legal);
    return this.move(batch, 'approve', caller, { expectVersion: version }, op);
  }

  async reject(caller: Caller, id: string, input: { version: number; reason: string }, op?: string): Promise<View> {
    const batch = await this.get(id, caller);
    return this.move(
      batch,
      'reject',
      caller,
      {
        expectVersion: input.version,
        reason: input.reason,
        set: { reason: input.reason },
        follow: [...batch.rows.map((row) => follows(row, id)), ...discards(batch.rows)],
      },
      op,
    );
  }

  /**
   * Hands the list to the signing worker. Throws WRONG_ISSUER, WRONG_SEAL, NOT_FILED (QH-35, QH-36), ROW_ERRORS or ILLEGAL_TRANSITION.
   * Day and moment on the certificates are those of the first try.
   */
  async sign(caller: Caller, id: string, version: number, op?: string): Promise<View> {
    const batch = await this.get(id, caller);
    const issuer = caller.role === 'INSTITUTION_STAFF' ? ('INSTITUTION' as const) : ('AUTHORITY' as const);
    const signing = {
      filed: FILED.includes(batch.status),
      issuer,
      seal: issuer === 'INSTITUTION' ? ('INSTITUTION' as const) : ('PROVINCE' as const),
    };
    const decision = preview(this.law.pack(batch.packVersion), 'ISSUE', { subject: batch.subject, signing }, this.clock.now());
    if (decision.refusals.length) throw asRefusal(decision);
    await this.mustBeSound(batch, step(machine, batch.status, 'sign', caller.role).ok);
    const now = this.clock.now();
    const { issuedOn, signedAt, attempt } = batch.signing ?? { issuedOn: this.law.today(), signedAt: now, attempt: 0 };
    return this.move(
      batch,
      'sign',
      caller,
      {
        expectVersion: version,
        ruleIds: decision.ruleIds,
        unset: { reason: 1 },
        set: {
          rows: batch.rows.map((row) => ({ ...row, faults: [] })),
          signing: { issuedOn, signedAt, attempt: attempt + 1, byPerson: caller.personId, byRole: caller.role, dueAt: now, failures: 0 },
        },
      },
      op,
    );
  }

  /**
   * Goes on with a check that the national platform left open, as the officer who began it. Throws while it is still silent,
   * and so is tried again.
   */
  async recheck(id: string, actor: Actor): Promise<void> {
    const batch = await PassListBatchModel.findById(id).lean<PassListBatch>();
    if (batch?.status !== 'DRAFT' || !batch.rows.some(isWaiting)) return;
    const checked = await this.checks.check(batch, actor.role, { askNation: true });
    if (checked.waiting) throw new Error('the national platform does not answer yet');
    await this.store(batch, actor, checked.rows, { expectVersion: batch.version });
  }

  private async record(batch: PassListBatch, actor: Actor, by: { expectVersion: number }): Promise<PassListBatch> {
    const { rows, waiting } = await this.checks.check(batch, actor.role, { askNation: true });
    const again = {
      topic: 'passList.recheck',
      payload: { actor: { ...actor, op: undefined } },
      notBefore: new Date(this.clock.now().getTime() + RECHECK_AFTER_MS),
    };
    return this.store(batch, actor, rows, { ...by, follow: waiting ? [again] : [] });
  }

  private store(
    batch: PassListBatch,
    actor: Actor,
    rows: PassListRow[],
    by: Pick<BatchMove, 'expectVersion' | 'follow'>,
  ): Promise<PassListBatch> {
    const event = rows.some((row) => row.faults.length) ? 'recordFaults' : 'check';
    return this.cases.move(PassListBatchModel, batch._id, { machine, event, actor, packVersion: batch.packVersion, set: { rows }, ...by });
  }

  /** No step beyond the check with a faulty row: the faults on record, and what our own records say now. */
  private async mustBeSound(batch: PassListBatch, legal: boolean): Promise<void> {
    const stands =
      batch.status === 'DRAFT' ? batch.rows : legal ? (await this.checks.check(batch, 'AUTHORITY_ISSUER', { askNation: false })).rows : [];
    const faulty = stands.filter((row) => row.faults.length);
    if (!faulty.length) return;
    const cards = await this.persons.cards(faulty.map((row) => row.personId));
    const refusals = faulty.flatMap((row) =>
      row.faults.map((fault) => ({ ...fault, message: `${cards.get(row.personId)?.name ?? ''}：${fault.message}` })),
    );
    throw conflict('ROW_ERRORS', `名单里有 ${faulty.length} 人有问题，整批不能往下办：${refusals[0]!.message}`, {
      ruleId: 'QH-19',
      refusals,
    });
  }

  private async move(batch: PassListBatch, event: BatchEvent, caller: Caller, move: Omit<BatchMove, 'event'>, op?: string): Promise<View> {
    const moved = await this.cases.move(PassListBatchModel, batch._id, {
      machine,
      event,
      actor: await this.actor(caller, op),
      packVersion: batch.packVersion,
      ...move,
    });
    return this.views.whole(moved, caller);
  }

  /** Officers see every batch; an institution its own, of the kinds it issues itself. */
  private async get(id: string, caller: Caller): Promise<PassListBatch> {
    const found = await PassListBatchModel.findById(id).lean<PassListBatch>();
    const hidden =
      caller.role === 'INSTITUTION_STAFF' &&
      (found?.institutionId !== caller.organisationId || !this.categoriesOfInstitutions().includes(found!.subject.category));
    if (!found || hidden) throw notFound('没有找到这个名单');
    return found;
  }

  private categoriesOfInstitutions(): Category[] {
    const kinds = Object.entries(this.law.pack().kinds);
    return kinds.filter(([, terms]) => terms.issuer?.value === 'INSTITUTION').map(([category]) => category as Category);
  }

  private async actor(caller: Caller, op?: string): Promise<Actor> {
    return this.persons.actor(await this.persons.get(caller.personId), caller.role, op);
  }
}
