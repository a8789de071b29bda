import { Inject, Singleton } from '@midwayjs/core';
import type { TransferIn as View, TransferInDesk } from '@jzt/shared/contract/transferIn';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { Decision } from '@jzt/shared/policy/index';
import { describe } from '@jzt/shared/policy/words';
import type { Event } from '@jzt/shared/workflow/machine';
import { transferIn as machine } from '@jzt/shared/workflow/machines/transferIn';
import { Cases, type Move } from '../../platform/cases';
import type { Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { badInput, conflict, isDuplicateKey } from '../../platform/errors';
import { Files } from '../../platform/files';
import type { Caller } from '../../platform/http/tokens';
import { asRefusal, asVerdict, Law } from '../../platform/law';
import { findPage, longestFirst, type PageAsked, type PageGiven } from '../../platform/pages';
import { findWithin, within } from '../../platform/policy';
import { NationalHoldings } from '../certificate/nationalHoldings.service';
import { Employments } from '../employment/employment.service';
import { order } from '../issuing/issuances.service';
import { Organisations } from '../organisation/organisation.service';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';
import { ServingProvinces } from '../province/servingProvinces.service';
import { TransferInModel, type TransferIn } from './transferIn.model';
import { demand, scope } from './transferIn.policy';
import { presentReleased, presentTransferIn } from './transferIn.presenter';

export const KIND = 'TRANSFER_IN';
const EVENTS = { APPROVE: 'approve', RETURN: 'returnRequest', REJECT: 'reject', ORDER: 'orderCertificate' } as const;
const FASTER = { code: 'ALREADY_DECIDED', message: '这份调入申请已由其他人处理，请刷新' };
const MISSING = '没有找到这份调入申请';
const OPEN = ['SUBMITTED', 'RETURNED', 'APPROVED'];

type From = Pick<TransferIn, 'fromNumber' | 'fromProvince' | 'fromIdentifier' | 'subject' | 'validTo'>;
type TransferInEvent = Event<typeof machine>;
type TransferInMove = Omit<Move<TransferIn['status'], TransferInEvent>, 'machine' | 'event'> & { number?: string };

/** 证书调入 (QH-03): of what another province has let go, asked for by its holder, decided by the authority, made anew with the same last day. */
@Singleton()
export class TransfersIn {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly files: Files;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly employments: Employments;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly holdings: NationalHoldings;
  @Inject() private readonly provinces: ServingProvinces;

  async desk(caller: Caller): Promise<TransferInDesk> {
    const person = await this.persons.get(caller.personId);
    const jurisdiction = (await this.provinces.find(person))?.jurisdiction;
    const none = { allowed: false, refusals: [], pending: [] };
    if (!jurisdiction || !this.law.in(jurisdiction).pack.services.TRANSFER_IN) return { offered: false, verdict: none, released: [] };
    const [newest, released] = [await this.newest(caller, jurisdiction), await this.released(person, jurisdiction)];
    const subject = (released !== 'UNAVAILABLE' && released[0]?.subject) || { category: 'SAFETY_MGMT' as const };
    const decision = await this.decision(
      caller.personId,
      jurisdiction,
      subject,
      released === 'UNAVAILABLE' ? released : released.length > 0,
    );
    return {
      offered: true,
      provinceZh: this.law.in(jurisdiction).pack.nameZh,
      verdict: asVerdict(decision),
      released: released === 'UNAVAILABLE' ? [] : released.map(presentReleased),
      ...(newest && { request: await this.present(newest, caller) }),
    };
  }

  /** A new request, or one that came back. Throws the law's refusals, CHECK_PENDING, PORTRAIT_REQUIRED, ILLEGAL_TRANSITION while one is being decided. */
  async submit(caller: Caller, { number, portraitFileId }: { number: string; portraitFileId: string }, op?: string): Promise<View> {
    const person = await this.persons.get(caller.personId);
    const jurisdiction = await this.provinces.of(person);
    const { pack } = this.law.in(jurisdiction);
    if (!pack.services.TRANSFER_IN)
      throw conflict('SERVICE_NOT_OFFERED', `${pack.nameZh}的文件没有证书调入，请在首页换一个省份，或咨询主管部门`);
    const newest = await this.newest(caller, jurisdiction);
    if (newest && op && (newest.createdOp === op || newest.history.some((line) => line.op === op))) return this.present(newest, caller);
    const released = await this.released(person, jurisdiction);
    const from = released === 'UNAVAILABLE' ? undefined : released.find((one) => one.fromNumber === number);
    const subject = from?.subject ?? newest?.subject ?? { category: 'SAFETY_MGMT' as const };
    const decision = await this.decision(
      caller.personId,
      jurisdiction,
      subject,
      released === 'UNAVAILABLE' ? released : from !== undefined,
    );
    this.require(decision);
    await this.requirePortrait(caller, portraitFileId);
    const actor = this.persons.actor(person, 'WORKER', op);
    const sent = { ...from!, portraitFileId, waitingSince: this.clock.now() };
    if (newest?.status === 'RETURNED')
      return this.present(await this.move(newest, 'submit', { actor, ruleIds: decision.ruleIds, set: sent, unset: { reason: 1 } }), caller);
    if (newest && OPEN.includes(newest.status)) throw conflict('ILLEGAL_TRANSITION', '您已经申请了调入，正在办理');
    const fields = { ...sent, jurisdiction, packVersion: pack.version, personId: caller.personId, round: newest ? newest.round + 1 : 0 };
    try {
      const story = { event: 'submitRequest', actor, ruleIds: decision.ruleIds, packVersion: pack.version };
      return this.present(await this.cases.create<TransferIn>(TransferInModel, machine, fields as never, story), caller);
    } catch (error) {
      if (isDuplicateKey(error)) throw conflict('ILLEGAL_TRANSITION', '您已经申请了调入，正在办理');
      throw error;
    }
  }

  async withdraw(caller: Caller, id: string, version: number, op?: string): Promise<View> {
    const one = await findWithin<TransferIn>(TransferInModel, scope(caller), id, MISSING);
    const actor = this.persons.actor(await this.persons.get(caller.personId), caller.role, op);
    return this.present(await this.move(one, 'withdraw', { actor, expectVersion: version }), caller);
  }

  async queue(caller: Caller, page: PageAsked): Promise<PageGiven<View>> {
    const oldest = longestFirst<TransferIn>('waitingSince', (one) => one.waitingSince);
    const { items, nextCursor } = await findPage<TransferIn>(TransferInModel, within(scope(caller), WAITING), page, oldest);
    return { items: await Promise.all(items.map((one) => this.present(one, caller))), nextCursor };
  }

  count(caller: Caller): Promise<number> {
    return TransferInModel.countDocuments(within(scope(caller), WAITING) as never);
  }

  /** The holder's that is under way. */
  openOf(caller: Caller): Promise<TransferIn | null> {
    return TransferInModel.findOne(within(scope(caller), { status: trusted({ $in: OPEN }) }) as never).lean<TransferIn>();
  }

  /** The holder's, when it came back. */
  returned(caller: Caller): Promise<TransferIn | null> {
    return TransferInModel.findOne(within(scope(caller), { status: 'RETURNED' }) as never).lean<TransferIn>();
  }

  /** What was let go is asked again at the approval. Throws OWN_CASE, REASON_REQUIRED, ALREADY_DECIDED, CHECK_PENDING and the law's refusals. */
  async decide(
    caller: Caller,
    id: string,
    { decision, reason, version }: { decision: keyof typeof EVENTS; reason?: string; version: number },
    op?: string,
  ): Promise<View> {
    const one = await findWithin<TransferIn>(TransferInModel, scope(caller), id, MISSING);
    const makes = decision === 'APPROVE' || decision === 'ORDER';
    demand(caller, makes ? 'APPROVE_SERVICE' : 'REFUSE_SERVICE', one);
    if (!makes && !reason) throw badInput('REASON_REQUIRED', '退回或不予调入要写明原因，本人会看到', { fields: { reason: '请写明原因' } });
    const ruleIds = decision === 'APPROVE' && one.status === 'SUBMITTED' ? await this.requireReleased(one) : [];
    const moved = await this.move(one, EVENTS[decision], {
      actor: this.persons.actor(await this.persons.get(caller.personId), caller.role, op),
      expectVersion: version,
      lost: FASTER,
      ...(ruleIds.length && { ruleIds }),
      ...(reason && { reason, set: { reason } }),
      ...(decision === 'ORDER' && { unset: { reason: 1, orderFrom: 1 } }),
      ...(makes && { follow: [order({ kind: KIND, id })] }),
    });
    return this.present(moved, caller);
  }

  move(one: TransferIn, event: TransferInEvent, { number = one.fromNumber, ...move }: TransferInMove): Promise<TransferIn> {
    return this.cases.move(TransferInModel, one._id, {
      machine,
      event,
      ...move,
      packVersion: one.packVersion,
      notices: [
        {
          personId: one.personId,
          params: { number, subject: describe(one.subject), ...(move.reason && { reason: move.reason }) },
          page: pageAddress('transferIn'),
        },
      ],
    });
  }

  private async requireReleased(one: TransferIn): Promise<readonly string[]> {
    const released = await this.released(await this.persons.know(one.personId), one.jurisdiction);
    const out = released === 'UNAVAILABLE' ? released : released.some(({ fromNumber }) => fromNumber === one.fromNumber);
    const decision = await this.decision(one.personId, one.jurisdiction, one.subject, out);
    this.require(decision);
    return decision.ruleIds;
  }

  private require(decision: Decision): void {
    if (decision.refusals.length) throw asRefusal(decision);
    const [pending] = decision.pending;
    if (pending) throw conflict('CHECK_PENDING', pending.messageZh, { ruleId: pending.ruleId });
  }

  private async decision(
    personId: string,
    jurisdiction: Jurisdiction,
    subject: TransferIn['subject'],
    out: boolean | 'UNAVAILABLE',
  ): Promise<Decision> {
    return this.law.in(jurisdiction).decide('TRANSFER_IN', {
      subject,
      employments: await this.employments.factsOf(personId, jurisdiction),
      transferRecord: out === 'UNAVAILABLE' ? out : { out },
    });
  }

  /** What other provinces have let go and nobody has taken in yet, as the nation shows it today. */
  private async released(person: Person, jurisdiction: Jurisdiction): Promise<From[] | 'UNAVAILABLE'> {
    const held = await this.holdings.askReleased(person);
    if (held === 'UNAVAILABLE') return held;
    const elsewhere = held.filter(({ provinceCode }) => provinceCode !== jurisdiction);
    const taken = await TransferInModel.find(
      {
        personId: person._id.toHexString(),
        jurisdiction,
        status: 'ISSUED',
        fromNumber: trusted({ $in: elsewhere.map((one) => one.certificateNo) }),
      } as never,
      { fromNumber: 1 },
    ).lean<TransferIn[]>();
    return elsewhere
      .filter((one) => !taken.some(({ fromNumber }) => fromNumber === one.certificateNo))
      .map((one) => ({
        fromNumber: one.certificateNo,
        fromProvince: one.provinceCode,
        ...(one.identifier && { fromIdentifier: one.identifier }),
        subject: { category: one.kind, code: one.subCode },
        validTo: one.validTo,
      }));
  }

  private async newest(caller: Caller, jurisdiction: Jurisdiction): Promise<TransferIn | undefined> {
    const found = await TransferInModel.findOne(within(scope(caller), { jurisdiction }) as never)
      .sort({ round: -1 })
      .lean<TransferIn>();
    return found ?? undefined;
  }

  private async requirePortrait({ personId }: Caller, fileId: string): Promise<void> {
    const file = await this.files.find(fileId);
    if (file?.purpose !== 'PORTRAIT' || file.ownerId !== personId)
      throw badInput('PORTRAIT_REQUIRED', '没有找到这张照片，请重新上传', { fields: { portraitFileId: '请重新上传' } });
  }

  private async present(one: TransferIn, caller: Caller): Promise<View> {
    const [person, employment] = await Promise.all([
      this.persons.know(one.personId),
      this.employments.currentOf(one.personId, one.jurisdiction),
    ]);
    const enterpriseName = employment && (await this.organisations.nameOf(employment.enterpriseId));
    return presentTransferIn(one, caller, { card: this.persons.card(person), ...(enterpriseName && { enterpriseName }) });
  }
}

/** What was approved and could not be made waits for an officer as well. */
const WAITING = { $or: [{ status: 'SUBMITTED' }, { status: 'APPROVED', reason: trusted({ $exists: true }) }] };
