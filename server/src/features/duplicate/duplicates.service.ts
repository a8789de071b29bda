import { Inject, Singleton } from '@midwayjs/core';
import type { DuplicateCase as View, DuplicateItem, DuplicateNotice, OfficerDuplicate } from '@jzt/shared/contract/duplicate';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { maskPhone } from '@jzt/shared/domain/masking';
import type { Decision } from '@jzt/shared/policy/index';
import { step } from '@jzt/shared/workflow/machine';
import { certificate as certificateMachine } from '@jzt/shared/workflow/machines/certificate';
import { duplicateCase as machine } from '@jzt/shared/workflow/machines/duplicateCase';
import type { Actor } from '../../platform/cases';
import { today, type Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { conflict } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Law } from '../../platform/law';
import { findPage, longestFirst, newestFirst, type PageAsked, type PageGiven } from '../../platform/pages';
import { findWithin, within } from '../../platform/policy';
import { Certificates } from '../certificate/certificate.service';
import { Persons } from '../person/person.service';
import { DuplicateCaseModel, type Attempt, type DuplicateCase } from './duplicate.model';
import { demand, scope } from './duplicate.policy';
import { presentAttempts, presentCase, presentItem, presentNotice } from './duplicate.presenter';
import { CHANGED, DuplicateCases, waitsThere } from './duplicateCases.service';
import { DuplicateLists } from './duplicateLists.service';
import { DuplicateTelling } from './duplicateTelling.service';
import { CARRY, DuplicateWatch, mustNotWaitThere, OTHER_MISSING, TELL, WAITS_THERE } from './duplicateWatch.service';

const MISSING = '没有找到这件重复持证';
/** Something can be chosen: whoever was not reached may choose all the same. */
const CHOOSING: readonly DuplicateCase['status'][] = ['FOUND', 'NOTIFIED', 'UNREACHABLE'];

/** 跨省重复持证: the holder's choice, and the officers' board and steps (CQ-24…26). */
@Singleton()
export class Duplicates {
  @Inject() private readonly duplicates: DuplicateCases;
  @Inject() private readonly lists: DuplicateLists;
  @Inject() private readonly telling: DuplicateTelling;
  @Inject() private readonly watch: DuplicateWatch;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;

  async mine(caller: Caller, id: string): Promise<View> {
    return this.present(await this.of(caller, id));
  }

  /** The person's open cases, for their to-dos. */
  openOf(caller: Caller): Promise<DuplicateCase[]> {
    return DuplicateCaseModel.find(within(scope(caller), { open: true }) as never).lean<DuplicateCase[]>();
  }

  /** Cases of the officer's province in which somebody has something to do now. */
  dueFor(caller: Caller): Promise<number> {
    return DuplicateCaseModel.countDocuments(within(scope(caller), { open: true, nextAt: trusted({ $lte: this.clock.now() }) }) as never);
  }

  /** Once, and not to be changed. Throws DEADLINE_OVER, DUPLICATE_SOLVED, CERTIFICATE_BUSY or CHECK_PENDING. */
  async choose(caller: Caller, id: string, { cancel, version }: { cancel: 'OWN' | 'OTHER'; version: number }, op?: string): Promise<View> {
    const one = await this.of(caller, id);
    if (op && one.history.some((line) => line.op === op)) return this.present(one);
    const decision = this.law.of(one).require('DUPLICATE_CHOOSE', this.duplicates.facts(one, { chosen: one.chosen !== undefined }));
    const last = decision.window?.closes;
    if (last && today(this.clock) > last)
      throw conflict('DEADLINE_OVER', '选择的期限已过。现在只有办完注销才算处理完毕，请直接注销其中一本', { ruleId: 'CQ-25' });
    if (cancel === 'OWN') await this.ownFree(one);
    const actor = this.persons.actor(await this.persons.get(caller.personId), caller.role, op);
    const set = { chosen: cancel };
    const moved = await this.duplicates.move(one, 'choose', {
      actor,
      expectVersion: version,
      ruleIds: decision.ruleIds,
      reason: cancel === 'OWN' ? '注销本省的证书' : '注销外省的证书',
      set: one.deadline ? set : { ...set, notifiedOn: today(this.clock), deadline: this.knownDeadline(one) },
      follow: [CARRY],
    });
    return this.present(moved);
  }

  /**
   * The days to choose are over: the cancellation itself is what ends the case, this province's at once, the other one's when it is seen to be
   * done. It holds up nothing meanwhile (CQ-26). Throws CANCELLED_ELSEWHERE_SOON for who has chosen the other one in time, CERTIFICATE_BUSY.
   */
  async cancelMine(
    caller: Caller,
    id: string,
    { cancel, version }: { cancel: 'OWN' | 'OTHER'; version: number },
    op?: string,
  ): Promise<View> {
    const one = await this.of(caller, id);
    if (op && one.history.some((line) => line.op === op)) return this.present(one);
    mustNotWaitThere(one, 'CQ-26');
    if (cancel === 'OWN') await this.ownFree(one);
    const moved = await this.duplicates.move(one, 'cancelLate', {
      actor: await this.actor(caller, op),
      expectVersion: version,
      ruleIds: ['CQ-26'],
      reason: cancel === 'OWN' ? '注销本省的证书' : '注销外省的证书',
      set: { chosen: cancel, chosenLate: true },
      // What the other province had answered before was to another request.
      unset: { otherAnswer: 1 },
      follow: [CARRY],
    });
    return this.present(moved);
  }

  /** Public until its last day. */
  async notices({ jurisdiction, ...page }: PageAsked & { jurisdiction?: Jurisdiction }): Promise<PageGiven<DuplicateNotice>> {
    const filter = { status: 'PUBLICIZED', noticeEnds: trusted({ $gte: today(this.clock) }), ...(jurisdiction && { jurisdiction }) };
    const { items, nextCursor } = await findPage<DuplicateCase>(DuplicateCaseModel, filter, page, newestFirst);
    return { items: items.map((one) => presentNotice(one, this.known(one))), nextCursor };
  }

  async board(
    caller: Caller,
    { part = 'OPEN', ...page }: PageAsked & { part?: 'OPEN' | 'ENDED' },
  ): Promise<PageGiven<DuplicateItem> & { offered: boolean }> {
    const order = part === 'OPEN' ? longestFirst<DuplicateCase>('nextAt', (one) => one.nextAt) : newestFirst;
    const { items, nextCursor } = await findPage<DuplicateCase>(
      DuplicateCaseModel,
      within(scope(caller), { open: part === 'OPEN' }),
      page,
      order as typeof newestFirst,
    );
    return { items: items.map((one) => presentItem(one, this.known(one))), nextCursor, offered: this.lists.offered(caller) };
  }

  async view(caller: Caller, id: string): Promise<OfficerDuplicate> {
    return this.presentForOfficer(await this.of(caller, id));
  }

  async attempt(
    caller: Caller,
    id: string,
    { version, ...tried }: Pick<Attempt, 'channel' | 'reached' | 'note'> & { version: number },
    op?: string,
  ): Promise<OfficerDuplicate> {
    const one = await this.ofOfficer(caller, id, 'DUPLICATE_CASE');
    return this.presentForOfficer(await this.telling.attempt(one, tried, await this.actor(caller, op), version));
  }

  async tellAgain(caller: Caller, id: string, version: number, op?: string): Promise<OfficerDuplicate> {
    const one = await this.ofOfficer(caller, id, 'DUPLICATE_CASE');
    const by = { actor: await this.actor(caller, op), expectVersion: version, follow: [TELL] };
    return this.presentForOfficer(await this.duplicates.move(one, 'tellAgain', by));
  }

  /** Throws NOTIFY_FIRST, CHOICE_STILL_OPEN, CANCELLED_ELSEWHERE_SOON or CHECK_PENDING. A duplicate that is gone closes the case instead. */
  async publicize(caller: Caller, id: string, version: number, op?: string): Promise<OfficerDuplicate> {
    const one = await this.ofOfficer(caller, id, 'DUPLICATE_CASE');
    this.mustBe(one, version);
    return this.presentForOfficer(await this.watch.publicize(one._id, await this.actor(caller, op)));
  }

  /**
   * This province's certificate alone. Throws PUBLISH_FIRST, NOTICE_RUNNING, CANCELLED_ELSEWHERE_SOON, OTHER_NOT_FOUND or CHECK_PENDING.
   * A duplicate that is gone closes the case instead.
   */
  async cancel(caller: Caller, id: string, version: number, op?: string): Promise<OfficerDuplicate> {
    const before = await this.ofOfficer(caller, id, 'DUPLICATE_CANCEL');
    const decision = this.law.of(before).require('CANCEL_DUPLICATE', this.duplicates.facts(before));
    this.mustBe(before, version);
    const one = await this.watch.look(before._id);
    if (!one.open) return this.presentForOfficer(one);
    // Nothing is taken from anybody on a guess: that the other certificate stands is asked this very moment.
    mustNotWaitThere(one, 'CQ-26');
    const other = await this.watch.otherState(one);
    if (other === 'NOT_FOUND') throw conflict('OTHER_NOT_FOUND', OTHER_MISSING, { ruleId: 'CQ-26' });
    if (other !== 'STANDS')
      throw conflict('CHECK_PENDING', '国家平台暂时连不上，不能确认外省的证书是否还有效，请稍后再注销', { ruleId: 'CQ-26' });
    const by = { actor: await this.actor(caller, op), expectVersion: one.version, ruleIds: decision.ruleIds, follow: [CARRY] };
    return this.presentForOfficer(await this.duplicates.move(one, 'cancel', { ...by, reason: '公示期满' }));
  }

  async close(
    caller: Caller,
    id: string,
    { reason, version }: { reason: string; version: number },
    op?: string,
  ): Promise<OfficerDuplicate> {
    const one = await this.ofOfficer(caller, id, 'DUPLICATE_CASE');
    return this.presentForOfficer(await this.watch.close(one, reason, await this.actor(caller, op), version));
  }

  private knownDeadline(one: DuplicateCase): string {
    const deadline = this.duplicates.deadlineOf(one);
    if (!deadline) throw conflict('CHECK_PENDING', '官方放假安排还没有公布到期限那一天，请稍后再选择', { ruleId: 'A-04' });
    return deadline;
  }

  /** What is asked for with the certificate must be withdrawn first: a choice that cannot be carried out is none. */
  private async ownFree(one: DuplicateCase): Promise<void> {
    const own = await this.certificates.find(one.own.certificateId);
    if (own && !own.serviceId && step(certificateMachine, own.status, 'cancel', 'WORKER').ok) return;
    const status = own ? certificateMachine.states[own.status] : '查不到';
    throw conflict('CERTIFICATE_BUSY', `这本证书现在是“${status}”或有业务在办，请先撤回申请，再选择注销`, { ruleId: 'CQ-24' });
  }

  private mustBe(one: DuplicateCase, version: number): void {
    if (one.version !== version) throw conflict(CHANGED.code, CHANGED.message);
  }

  private of(caller: Caller, id: string): Promise<DuplicateCase> {
    return findWithin<DuplicateCase>(DuplicateCaseModel, scope(caller), id, MISSING);
  }

  private async ofOfficer(caller: Caller, id: string, act: 'DUPLICATE_CASE' | 'DUPLICATE_CANCEL'): Promise<DuplicateCase> {
    const one = await this.of(caller, id);
    demand(caller, act, one);
    return one;
  }

  private async actor(caller: Caller, op?: string): Promise<Actor> {
    return this.persons.actor(await this.persons.get(caller.personId), caller.role, op);
  }

  private known(one: DuplicateCase) {
    return { name: this.duplicates.name(one), idNumber: this.duplicates.idNumber(one), today: today(this.clock) };
  }

  private async present(one: DuplicateCase): Promise<View> {
    const own = await this.certificates.find(one.own.certificateId);
    const inTime = !one.deadline || today(this.clock) <= one.deadline;
    return presentCase(one, {
      ...this.known(one),
      own,
      mayChoose: CHOOSING.includes(one.status) && inTime,
      mayCancel: step(machine, one.status, 'cancelLate', 'WORKER').ok && !waitsThere(one),
    });
  }

  private async presentForOfficer(one: DuplicateCase): Promise<OfficerDuplicate> {
    const person = one.personId ? await this.persons.find(one.personId) : undefined;
    const phone = (person && this.persons.phone(person)) ?? this.duplicates.listedPhone(one);
    const facts = this.duplicates.facts(one);
    return {
      ...(await this.present(one)),
      phoneMasked: phone && maskPhone(phone),
      hasAccount: person !== undefined,
      attempts: presentAttempts(one),
      publicize: verdict(one, 'publicize', this.law.of(one).decide('PUBLICIZE_DUPLICATE', facts)),
      cancel: verdict(one, 'cancel', this.law.of(one).decide('CANCEL_DUPLICATE', facts)),
    };
  }
}

/** May it be done today, and what stands against it. */
function verdict(one: DuplicateCase, event: 'publicize' | 'cancel', decision: Decision): { allowed: boolean; why?: string } {
  const who = event === 'cancel' ? 'AUTHORITY_ISSUER' : 'AUTHORITY_REVIEWER';
  const legal = step(machine, one.status, event, who).ok;
  const [against] = decision.refusals;
  if (one.open && waitsThere(one)) return { allowed: false, why: WAITS_THERE };
  const why = against ? [against.messageZh, against.nextStepZh].filter(Boolean).join('，') : decision.pending[0]?.messageZh;
  if (event === 'cancel' && one.open && one.otherMissing) return { allowed: false, why: OTHER_MISSING };
  return { allowed: legal && decision.allowed, ...(one.open && why && { why }) };
}
