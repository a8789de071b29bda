import { Inject, Singleton } from '@midwayjs/core';
import type { exchangeRoutes, FileCheck } from '@jzt/shared/contract/exchange';
import type { BodyOf } from '@jzt/shared/contract/route';
import type { LocalDate } from '@jzt/shared/domain/calendar';
import { numberKey } from '@jzt/shared/domain/certificateNumber';
import { selfExchange as machine } from '@jzt/shared/workflow/machines/selfExchange';
import { Cases, type Actor } from '../../platform/cases';
import { today, type Clock } from '../../platform/clock';
import { badInput, conflict, isDuplicateKey, Refusal } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { asRefusal, Law } from '../../platform/law';
import { findPage, longestFirst, type PageAsked, type PageGiven } from '../../platform/pages';
import { findWithin, within } from '../../platform/policy';
import { RegisterEntries } from '../certificate/registerEntries.service';
import { Persons } from '../person/person.service';
import { ExchangeModel, type Exchange } from './exchange.model';
import { demand, scope } from './exchange.policy';
import { presentFileCheck } from './exchange.presenter';
import { ExchangeLaw, sameNumber } from './exchangeLaw.service';
import { Exchanges } from './exchanges.service';

type Received = BodyOf<typeof exchangeRoutes.receive>;
type Decided = BodyOf<typeof exchangeRoutes.decide>;

/** An accepted file, as its original reads. */
export interface Accepted {
  id: string;
  code: string;
  issuedOn: LocalDate;
  validTo?: LocalDate;
}

const SYSTEM: Actor = { role: 'SYSTEM' };
const LOST = { code: 'ALREADY_DECIDED', message: '这份档案已由其他人处理，请刷新' };

/** 现场核查档案 (HN-04): the holder comes with both originals by the last day; the office answers when it has looked. */
@Singleton()
export class FileChecks {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly exchanges: Exchanges;
  @Inject() private readonly exchangeLaw: ExchangeLaw;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly entries: RegisterEntries;

  async queue(caller: Caller, page: PageAsked): Promise<PageGiven<FileCheck>> {
    const order = longestFirst<Exchange>('waitingSince', (one) => one.waitingSince!);
    const { items, nextCursor } = await findPage<Exchange>(ExchangeModel, within(scope(caller), { status: 'FILE_CHECK' }), page, order);
    const cards = await this.persons.cards(items.map((one) => one.personId));
    return { items: items.map((one) => presentFileCheck(one, cards.get(one.personId)!)), nextCursor };
  }

  count(caller: Caller): Promise<number> {
    return ExchangeModel.countDocuments(within(scope(caller), { status: 'FILE_CHECK' }) as never);
  }

  /**
   * Both originals lie on the counter: opens the case, or notes it on the one that the holder has begun. Throws ORIGINALS_REQUIRED, CLOSED,
   * PERSON_NOT_FOUND for who has no real-name account, IN_REGISTER for what need not be checked.
   */
  async receive(caller: Caller, body: Received, op?: string): Promise<FileCheck> {
    const { idNumber, number, post, idOriginal, certificateOriginal } = body;
    const jurisdiction = caller.jurisdiction!;
    const law = this.law.in(jurisdiction);
    const decision = this.exchangeLaw.fileCheck(law, idOriginal && certificateOriginal);
    if (decision.refusals.length) throw asRefusal(decision);
    const person = await this.persons.findByIdNumber(idNumber);
    if (!person || !this.persons.identityFacts(person).verified) throw notFoundPerson();
    const personId = person._id.toHexString();
    demand(caller, 'EXCHANGE_FILE_CHECK', { personId });
    const earlier = await ExchangeModel.find({ personId, jurisdiction, oldKey: numberKey(number) })
      .sort({ round: -1 })
      .lean<Exchange[]>();
    const latest = earlier[0];
    const actor = this.persons.actor(await this.persons.get(caller.personId), caller.role, op);
    const seen = { originalsSeenOn: today(this.clock), post };
    if (latest?.status === 'FILE_CHECK') {
      const moved = latest.originalsSeenOn
        ? latest
        : await this.exchanges.move(latest, 'receiveFile', { actor, expectVersion: latest.version, set: seen, ruleIds: decision.ruleIds });
      return presentFileCheck(moved, this.persons.card(person));
    }
    if (latest && latest.status !== 'CLOSED')
      throw conflict('EXCHANGE_BEGUN', `这本证书的换证现在是“${machine.states[latest.status]}”，不用核查档案`);
    const records = await this.exchangeLaw.recordsOf(idNumber, jurisdiction);
    if (records !== 'UNAVAILABLE' && records.some((one) => sameNumber(one.number, number)))
      throw conflict('IN_REGISTER', '部培训管理系统中查得到这本证书，不用核查档案，请本人直接在“证书管理”换证', { ruleId: 'HN-04' });
    const place = this.exchangeLaw.placeOf(law)!;
    const closesOn = this.exchangeLaw.window(law).window?.closes;
    const fields = {
      status: 'FILE_CHECK' as const,
      jurisdiction,
      packVersion: law.pack.version,
      personId,
      oldNumber: number,
      oldKey: numberKey(number),
      round: earlier.length,
      waitingSince: this.clock.now(),
      fileCheckTo: place.until,
      ...(closesOn && { closesOn }),
      ...seen,
    };
    const story = { event: 'receiveFile', actor, ruleIds: decision.ruleIds, packVersion: law.pack.version };
    try {
      return presentFileCheck(await this.cases.create<Exchange>(ExchangeModel, machine, fields, story), this.persons.card(person));
    } catch (error) {
      if (isDuplicateKey(error)) throw conflict(LOST.code, LOST.message);
      throw error;
    }
  }

  /**
   * What the file says. Accepted, the certificate is entered as its original reads, once the case is won. Throws what the law says against it,
   * NUMBER_TAKEN, OWN_CASE, ALREADY_DECIDED.
   */
  async decide(caller: Caller, id: string, body: Decided, op?: string): Promise<FileCheck> {
    const one = await findWithin<Exchange>(ExchangeModel, scope(caller), id, '没有找到这份档案核查');
    demand(caller, 'EXCHANGE_FILE_CHECK', one);
    const person = await this.persons.know(one.personId);
    const actor = this.persons.actor(await this.persons.get(caller.personId), caller.role, op);
    const by = { actor, expectVersion: body.version, lost: LOST };
    if (one.status !== 'FILE_CHECK') {
      if (op && one.history.some((line) => line.op === op)) return presentFileCheck(one, this.persons.card(person));
      throw conflict(LOST.code, LOST.message);
    }
    if (body.decision === 'REFUSE') {
      if (!body.reason) throw badInput('REASON_REQUIRED', '核查不通过要写明原因，本人会看到');
      const { reason } = body;
      return presentFileCheck(await this.exchanges.move(one, 'refuseFile', { ...by, reason, set: { reason } }), this.persons.card(person));
    }
    if (!one.originalsSeenOn) throw asRefusal(this.exchangeLaw.fileCheck(this.law.of(one), false));
    const { issuedOn, validTo } = body;
    if (!issuedOn) throw badInput('ISSUED_ON_REQUIRED', '请按证书原件填写发证日期');
    const code = body.post ?? one.post!;
    const facts = {
      category: 'SITE_MANAGER' as const,
      code,
      title: 'SITE_MANAGER_PAPER' as const,
      provinceCode: one.jurisdiction,
      state: 'ACTIVE' as const,
      validTo: validTo ?? null,
      number: one.oldNumber,
      issuedOn,
      issuedByProvince: true,
    };
    const decision = this.exchangeLaw.certificate(this.law.of(one), facts, true);
    if (decision.refusals.length) throw asRefusal(decision);
    if (body.version !== one.version) throw conflict(LOST.code, LOST.message);
    const against = await this.entries.against(this.exchanges.paperOf(person, one.jurisdiction, facts));
    if (against) throw conflict(against.code, against.message);
    const accepted: Accepted = { id: one._id.toHexString(), code, issuedOn, ...(validTo && { validTo }) };
    const moved = await this.exchanges.move(one, 'acceptFile', {
      ...by,
      set: { post: code, ...(validTo && { oldValidTo: validTo }) },
      reason: body.reason,
      ruleIds: decision.ruleIds,
      follow: [{ topic: 'exchange.enterPaper', payload: { ...accepted } }],
    });
    return presentFileCheck(moved, this.persons.card(person));
  }

  /** The accepted certificate comes into our register; again, it is the same one. Whose number went to somebody else meanwhile is told so. */
  async enter({ id, ...original }: Accepted): Promise<void> {
    const one = await this.exchanges.find(id);
    if (one?.status !== 'ELIGIBLE' || one.certificateId) return;
    const person = await this.persons.know(one.personId);
    const row = this.exchanges.paperOf(person, one.jurisdiction, { ...original, number: one.oldNumber });
    const [result] = await this.entries.record([row]);
    const by = { actor: SYSTEM, expectVersion: one.version };
    if (result!.state === 'REFUSED') {
      const reason = result!.message;
      await this.exchanges.move(one, 'refuse', { ...by, reason, set: { reason } });
      return;
    }
    const { certificateId } = result!;
    await this.exchanges.move(one, 'enterPaper', { ...by, set: { certificateId }, evidence: [certificateId] });
  }
}

const notFoundPerson = () =>
  new Refusal(404, 'PERSON_NOT_FOUND', '没有这个身份证号的实名账号：请本人先在小程序里完成实名认证，再来现场核查');
