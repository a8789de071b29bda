import { Inject, Singleton } from '@midwayjs/core';
import type { Exchange as View, ExchangeClass, ExchangeDesk, HeldCertificate } from '@jzt/shared/contract/exchange';
import { pageAddress } from '@jzt/shared/contract/pages';
import { CERTIFICATE_KINDS } from '@jzt/shared/domain/categories';
import type { LocalDate } from '@jzt/shared/domain/calendar';
import { numberKey } from '@jzt/shared/domain/certificateNumber';
import { formatHours, parseHours, type Hours } from '@jzt/shared/domain/hours';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { Source } from '@jzt/shared/domain/sources';
import type { CertificateFacts, Decision, Facts, SiteTitle } from '@jzt/shared/policy/index';
import { describe, fill } from '@jzt/shared/policy/words';
import type { Event } from '@jzt/shared/workflow/machine';
import { selfExchange as machine } from '@jzt/shared/workflow/machines/selfExchange';
import type { Types } from 'mongoose';
import type { SiteRecord } from '../../gateways/national/port';
import { Cases, type Actor, type Move, type Notice } from '../../platform/cases';
import { today, type Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { conflict, isDuplicateKey, notFound, Refusal, refusedByRule } from '../../platform/errors';
import { Files } from '../../platform/files';
import type { Caller } from '../../platform/http/tokens';
import { asRefusal, asVerdict, Law, type LawText } from '../../platform/law';
import { findWithin, within } from '../../platform/policy';
import { presentSubject } from '../../platform/subject';
import type { Certificate } from '../certificate/certificate.model';
import { Certificates } from '../certificate/certificate.service';
import { RegisterEntries, type RegisterRow } from '../certificate/registerEntries.service';
import type { CourseRecord } from '../course/course.model';
import { order } from '../issuing/issuances.service';
import { institutionFacts, Organisations } from '../organisation/organisation.service';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';
import { ServingProvinces } from '../province/servingProvinces.service';
import { Studies, type Enrolment } from '../study/study.service';
import type { TrainingClassRecord } from '../training/training.model';
import { TrainingClasses } from '../training/training.service';
import { ExchangeModel, type Exchange } from './exchange.model';
import { scope } from './exchange.policy';
import { presentClass, presentExchange, presentState } from './exchange.presenter';
import { ExchangeLaw, factsOfRecord, sameNumber, type Records } from './exchangeLaw.service';

export const KIND = 'EXCHANGE';
const SYSTEM: Actor = { role: 'SYSTEM' };
const MISSING = '没有找到这次换证';
/** All that a chosen class wrote on the exchange. */
export const CHOICE = {
  institutionId: 1,
  providerName: 1,
  classId: 1,
  className: 1,
  classStartsOn: 1,
  classEndsOn: 1,
  startedOn: 1,
} as const satisfies Partial<Record<keyof Exchange, 1>>;
/** A register that did not answer is asked again after so long. */
const ASK_AGAIN_MS = 60_000;
const TITLES: Record<SiteTitle, string> = {
  SITE_MANAGER_PAPER: CERTIFICATE_KINDS.SITE_MANAGER_PAPER.label,
  SITE_MANAGER_ELECTRONIC: CERTIFICATE_KINDS.SITE_MANAGER_ELECTRONIC.label,
  LEGACY_POST: '建设企事业单位专业管理人员岗位证书',
};

type ExchangeEvent = Event<typeof machine>;
type ExchangeMove = Omit<Move<Exchange['status'], ExchangeEvent>, 'machine' | 'event'> & { params?: Record<string, string> };

export const sourceOf = (one: Pick<Exchange, '_id'>): Source => ({ kind: KIND, id: one._id.toHexString() });

/** A certificate of the person, by both registers. */
interface Known {
  number: string;
  facts: CertificateFacts;
  record?: SiteRecord;
  held?: Certificate;
}

/** 换证 by the holder (HN-01…09): looked up, learnt, assessed, updated; what follows of it is the source's. */
@Singleton()
export class Exchanges {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly exchangeLaw: ExchangeLaw;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly files: Files;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly provinces: ServingProvinces;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly entries: RegisterEntries;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly classes: TrainingClasses;
  @Inject() private readonly studies: Studies;

  /** 证书管理: every site certificate of the person here, with the law's word on each, and how far its exchange is. */
  async desk(caller: Caller): Promise<ExchangeDesk> {
    const person = await this.persons.get(caller.personId);
    const served = await this.provinces.find(person);
    const nothing = { register: 'NOT_ASKED' as const, certificates: [], others: [], hours: [] };
    if (!served) return { offered: false, verdict: { allowed: false, refusals: [], pending: [] }, ...nothing };
    const { jurisdiction } = served;
    const law = this.law.in(jurisdiction);
    const open = this.exchangeLaw.window(law);
    const offered = law.pack.services.EXCHANGE !== undefined;
    if (!offered) return { offered, verdict: asVerdict(open), ...nothing };
    const idNumber = this.persons.idNumber(person);
    const records = idNumber ? await this.exchangeLaw.recordsOf(idNumber, jurisdiction) : [];
    const [known, cases, studies] = await Promise.all([
      this.knownOf(caller.personId, jurisdiction, records),
      this.casesOf(caller, jurisdiction),
      this.studies.listMine(caller),
    ]);
    const caseOf = (number: string) => cases.find((one) => sameNumber(one.oldNumber, number));
    return {
      offered,
      // What still has to be known of a certificate says nothing of the exchange as such.
      verdict: { ...asVerdict(open), allowed: open.refusals.length === 0, pending: [] },
      closesOn: open.window?.closes ?? undefined,
      register: !idNumber ? 'NOT_ASKED' : records === 'UNAVAILABLE' ? 'DOWN' : 'ANSWERED',
      certificates: known.map((one) => this.presentKnown(law, one, records, caseOf(one.number))),
      others: cases
        .filter((one) => !known.some((each) => sameNumber(each.number, one.oldNumber)))
        .map((one) => ({ ...presentState(one), number: one.oldNumber })),
      fileCheck: this.exchangeLaw.placeOf(law),
      hours: studies
        .filter(({ subject }) => subject.category === 'SITE_MANAGER')
        .map(({ courseTitle, statusZh, requiredHours, earnedHours }) => ({ courseTitle, statusZh, requiredHours, earnedHours })),
    };
  }

  /**
   * Begins: a certificate of the register may be exchanged or is refused in words; one that is not there goes to the file check; while the register
   * does not answer it waits and is asked again. Throws the law's refusals, IDENTITY_REQUIRED, PROVINCE_REQUIRED.
   */
  async begin(caller: Caller, { number, post }: { number: string; post?: string }, op?: string): Promise<View> {
    const person = await this.persons.get(caller.personId);
    const idNumber = this.persons.idNumber(person);
    if (!idNumber || !this.persons.identityFacts(person).verified)
      throw refusedByRule('HN-08', 'IDENTITY_REQUIRED', '请先完成实名认证，再办理换证');
    const jurisdiction = await this.provinces.of(person);
    const law = this.law.in(jurisdiction);
    const earlier = (await this.casesOf(caller, jurisdiction)).filter((one) => sameNumber(one.oldNumber, number));
    const latest = earlier[0];
    if (latest && (latest.status !== 'CLOSED' || (op && latest.createdOp === op))) return this.present(latest);
    const records = await this.exchangeLaw.recordsOf(idNumber, jurisdiction);
    const known = (await this.knownOf(caller.personId, jurisdiction, records)).find((one) => sameNumber(one.number, number));
    const decision = this.exchangeLaw.certificate(law, known?.facts ?? 'UNAVAILABLE', foundIn(records, known));
    const refused = decision.refusals.filter((one) => one.code !== 'NOT_IN_REGISTER');
    if (refused.length) throw asRefusal({ ...decision, refusals: refused });
    const missing = decision.refusals.length > 0;
    if (missing && this.exchangeLaw.fileCheck(law).refusals.length) throw asRefusal(decision);
    const code = known?.facts.code ?? post;
    const fields = {
      jurisdiction,
      packVersion: law.pack.version,
      personId: caller.personId,
      oldNumber: known?.number ?? number,
      oldKey: numberKey(number),
      round: earlier.length,
      ...(code && { post: code }),
      ...(decision.window?.closes && { closesOn: decision.window.closes }),
    };
    const down = records === 'UNAVAILABLE';
    const found = !missing && !down && known !== undefined;
    const own = found ? await this.record(person, jurisdiction, known) : undefined;
    const place = missing ? this.exchangeLaw.placeOf(law) : undefined;
    const more: Partial<Exchange> = found
      ? { status: 'ELIGIBLE', certificateId: own!, ...(known.facts.validTo && { oldValidTo: known.facts.validTo }) }
      : missing
        ? { status: 'FILE_CHECK', waitingSince: this.clock.now(), ...(place && { fileCheckTo: place.until }) }
        : { status: 'CHECKING', checkFrom: new Date(this.clock.now().getTime() + ASK_AGAIN_MS) };
    const event = found ? 'confirmFound' : missing ? 'requestFileCheck' : 'lookUp';
    const template = missing ? ('exchange.fileCheck' as const) : undefined;
    try {
      const made = await this.cases.create<Exchange>(
        ExchangeModel,
        machine,
        { ...fields, ...more },
        {
          event,
          actor: this.persons.actor(person, 'WORKER', op),
          ruleIds: decision.ruleIds,
          packVersion: law.pack.version,
          ...(template && {
            notices: [
              {
                personId: caller.personId,
                template,
                params: { number, deadline: dayZh(place!.until), place: place!.place },
                page: listPage(),
              },
            ],
          }),
        },
      );
      return await this.present(made);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      // Two taps at once: the first one has begun.
      const first = (await this.casesOf(caller, jurisdiction)).find((one) => sameNumber(one.oldNumber, number));
      if (!first) throw error;
      return this.present(first);
    }
  }

  async view(caller: Caller, id: string): Promise<View> {
    return this.present(await findWithin<Exchange>(ExchangeModel, scope(caller), id, MISSING));
  }

  /** 完善个人基本信息并上传头像 (HN-08). Throws NOT_FOUND for a portrait that is not theirs. */
  async complete(caller: Caller, id: string, { education, portraitFileId }: { education: string; portraitFileId: string }): Promise<View> {
    const one = await findWithin<Exchange>(ExchangeModel, scope(caller), id, MISSING);
    const portrait = await this.files.find(portraitFileId);
    if (!portrait || portrait.ownerId !== caller.personId || portrait.purpose !== 'PORTRAIT')
      throw notFound('没有找到这张照片，请重新上传本人照片');
    if (one.education === education && one.portraitFileId === portraitFileId) return this.present(one);
    return this.present(await this.move(one, 'complete', { actor: await this.actorOf(caller), set: { education, portraitFileId } }));
  }

  /** Continuing-education classes of the province, in no order of preference (HN-21); each with the law's word (HN-07, HN-14). */
  async listClasses(caller: Caller, id: string): Promise<ExchangeClass[]> {
    const one = await findWithin<Exchange>(ExchangeModel, scope(caller), id, MISSING);
    if (!one.certificateId) return [];
    const person = await this.persons.get(caller.personId);
    const held = await this.oldOf(one);
    const found = await this.classes.ceClasses(one.jurisdiction, held.subject);
    const institutions = await this.organisations.institutions(found.map(({ institutionId }) => institutionId));
    return Promise.all(
      found.map(async (each) => {
        const institution = institutions.get(each.institutionId)!;
        const decisions = [this.signUp(one, person, held, each, institution), await this.enough(one, each.course)];
        return presentClass(each, institution, hoursIn(each.course), joined(decisions));
      }),
    );
  }

  /** A seat in a class of the holder's own choice (HN-21). Throws what the law says against it, CLASS_FULL, ILLEGAL_TRANSITION. */
  async enrol(caller: Caller, id: string, { classId }: { classId: string }, op?: string): Promise<View> {
    const one = await findWithin<Exchange>(ExchangeModel, scope(caller), id, MISSING);
    if (one.classId === classId) return this.present(one);
    if (one.status !== 'ELIGIBLE') throw conflict('ILLEGAL_TRANSITION', `现在是“${machine.states[one.status]}”，不能再选培训班`);
    if (one.startedOn) throw conflict('ILLEGAL_TRANSITION', '已经开始学习，不能再换培训班，请联系现在的培训机构');
    const [person, held, chosen] = [await this.persons.get(caller.personId), await this.oldOf(one), await this.classes.ceClass(classId)];
    if (chosen.jurisdiction !== one.jurisdiction || !this.classes.suits(chosen.course, held.subject))
      throw notFound('没有找到适合这本证书的班次');
    const institution = await this.organisations.institution(chosen.institutionId);
    const profile = await this.exchangeLaw.update(one, { passed: true, total: LOTS, professional: LOTS });
    const decision = joined([profile, this.signUp(one, person, held, chosen, institution), await this.enough(one, chosen.course)]);
    if (decision.refusals.length) throw asRefusal(decision);
    const moved = await this.classes.takeCeSeat(classId, id, {
      enrol: () =>
        this.move(one, 'enrol', {
          actor: this.persons.actor(person, 'WORKER', op),
          expectVersion: one.version,
          ruleIds: decision.ruleIds,
          set: {
            institutionId: chosen.institutionId,
            providerName: institution.name,
            classId,
            className: chosen.name,
            classStartsOn: chosen.startsOn,
            classEndsOn: chosen.endsOn,
          },
        }),
      isIn: async () => !!(await ExchangeModel.exists({ _id: one._id, classId })),
    });
    if (one.classId) await this.classes.giveCeSeat(one.classId, id);
    await this.startDue(moved._id);
    return this.present(await findWithin<Exchange>(ExchangeModel, scope(caller), id, MISSING));
  }

  /** Whose class has begun and whose study has not. */
  startable(): Record<string, unknown> {
    return { status: 'ELIGIBLE', classStartsOn: trusted({ $lte: today(this.clock) }), startedOn: trusted({ $exists: false }) };
  }

  async startDue(id: Types.ObjectId): Promise<void> {
    const one = (await ExchangeModel.findById(id).lean<Exchange>())!;
    if (one.status !== 'ELIGIBLE' || !one.classId || one.startedOn || one.classStartsOn! > today(this.clock)) return;
    const found = await this.classes.ceClass(one.classId);
    const ends = [one.classEndsOn, one.closesOn].filter((day) => day !== undefined).sort();
    const enrolment: Enrolment = {
      source: sourceOf(one),
      jurisdiction: one.jurisdiction,
      packVersion: one.packVersion,
      personId: one.personId,
      institutionId: found.institutionId,
      courseId: found.courseId.toHexString(),
      courseVersion: found.courseVersion,
      classId: one.classId,
      requiredHours: found.course.requiredHours,
      ...(ends[0] && { endsOn: ends[0] }),
    };
    await this.move(one, 'startLearning', {
      actor: SYSTEM,
      expectVersion: one.version,
      set: { startedOn: today(this.clock) },
      follow: [{ topic: 'study.enrolled', payload: { ...enrolment } }],
    });
    // Who has chosen a class that has begun taps on at once.
    await this.studies.begin(enrolment);
  }

  /** 更新 (HN-09): the order of the new certificate, whose coming into being voids the old one. A second tap finds the first. Throws the law's refusals. */
  async update(caller: Caller, id: string, op?: string): Promise<View> {
    const one = await findWithin<Exchange>(ExchangeModel, scope(caller), id, MISSING);
    if (one.status === 'UPDATING' || one.status === 'EXCHANGED') return this.present(one);
    const decision = await this.exchangeLaw.update(one);
    if (decision.refusals.length) throw asRefusal(decision);
    const actor = await this.actorOf(caller, op);
    const lost = { code: 'UPDATE_RACED', message: '正在更新' };
    try {
      const moved = await this.move(one, 'update', {
        actor,
        expectVersion: one.version,
        lost,
        ruleIds: decision.ruleIds,
        unset: { reason: 1, orderFrom: 1 },
        follow: [order(sourceOf(one))],
      });
      return await this.present(moved);
    } catch (error) {
      const now = await findWithin<Exchange>(ExchangeModel, scope(caller), id, MISSING);
      if (error instanceof Refusal && error.status === 409 && now.status !== one.status) return this.present(now);
      throw error;
    }
  }

  /** Whom the register has not answered yet. */
  unanswered(): Record<string, unknown> {
    return { status: 'CHECKING', checkFrom: trusted({ $lte: this.clock.now() }) };
  }

  /** Asks the register again: found, to the file check, or refused in words. */
  async lookAgain(id: Types.ObjectId): Promise<void> {
    const one = (await ExchangeModel.findById(id).lean<Exchange>())!;
    if (one.status !== 'CHECKING') return;
    const person = await this.persons.know(one.personId);
    const records = await this.exchangeLaw.recordsOf(this.persons.idNumber(person)!, one.jurisdiction);
    if (records === 'UNAVAILABLE') {
      await ExchangeModel.updateOne(
        { _id: id, status: 'CHECKING' },
        { $set: { checkFrom: new Date(this.clock.now().getTime() + ASK_AGAIN_MS) } },
      );
      return;
    }
    const law = this.law.of(one);
    const known = (await this.knownOf(one.personId, one.jurisdiction, records)).find((each) => sameNumber(each.number, one.oldNumber));
    const decision = this.exchangeLaw.certificate(law, known?.facts ?? 'UNAVAILABLE', foundIn(records, known));
    const by = { actor: SYSTEM, expectVersion: one.version, unset: { checkFrom: 1 } };
    const refused = decision.refusals.find((each) => each.code !== 'NOT_IN_REGISTER');
    const place = this.exchangeLaw.placeOf(law);
    if (refused) {
      await this.move(one, 'refuse', { ...by, reason: refused.messageZh, set: { reason: refused.messageZh }, ruleIds: [refused.ruleId] });
    } else if (!decision.refusals.length && known) {
      const certificateId = await this.record(person, one.jurisdiction, known);
      const { code: post, validTo } = known.facts;
      await this.move(one, 'confirmFound', {
        ...by,
        set: { certificateId, post, ...(validTo && { oldValidTo: validTo }) },
        ruleIds: decision.ruleIds,
      });
    } else if (place && !this.exchangeLaw.fileCheck(law).refusals.length) {
      const set = { waitingSince: this.clock.now(), fileCheckTo: place.until };
      await this.move(one, 'requestFileCheck', { ...by, set, params: { deadline: dayZh(place.until), place: place.place } });
    } else {
      const late = decision.refusals[0]!;
      await this.move(one, 'refuse', { ...by, reason: late.messageZh, set: { reason: late.messageZh }, ruleIds: [late.ruleId] });
    }
  }

  /** HN-06: what was not updated in time; HN-04: whose originals nobody has seen in time. */
  over(): Record<string, unknown> {
    const day = today(this.clock);
    const open = ['CHECKING', 'FILE_CHECK', 'ELIGIBLE', 'HOURS_MET', 'ASSESSED'];
    const unseen = { status: 'FILE_CHECK', fileCheckTo: trusted({ $lt: day }), originalsSeenOn: trusted({ $exists: false }) };
    return { $or: [{ status: trusted({ $in: open }), closesOn: trusted({ $lt: day }) }, unseen] };
  }

  async close(id: Types.ObjectId): Promise<void> {
    const one = (await ExchangeModel.findById(id).lean<Exchange>())!;
    const unseen = one.status === 'FILE_CHECK' && !one.originalsSeenOn && one.fileCheckTo! < today(this.clock);
    const reason = unseen ? `没有在${dayZh(one.fileCheckTo!)}当天以前带原件核查档案` : `换证到${dayZh(one.closesOn!)}截止`;
    await this.move(one, 'close', {
      actor: SYSTEM,
      expectVersion: one.version,
      reason,
      set: { reason },
      ruleIds: [unseen ? 'HN-04' : 'HN-06'],
    });
    if (one.classId && !one.startedOn) await this.classes.giveCeSeat(one.classId, id.toHexString());
  }

  /** One move; the person is told where the arrow has a message. */
  move(one: Exchange, event: ExchangeEvent, { params, ...move }: ExchangeMove): Promise<Exchange> {
    const words = {
      number: one.oldNumber,
      subject: one.post ? describe({ category: 'SITE_MANAGER', code: one.post }) : '现场专业人员',
      ...(one.closesOn && { deadline: dayZh(one.closesOn) }),
      ...(move.reason && { reason: move.reason }),
      ...params,
    };
    const page = pageAddress('exchange', { id: one._id.toHexString() });
    const notices: Notice[] = [{ personId: one.personId, params: words, page }];
    return this.cases.move(ExchangeModel, one._id, { machine, event, ...move, packVersion: one.packVersion, notices });
  }

  /** Puts the found certificate into our register, so that the new one can take its place (HN-09); again, it is the same one. Its id. */
  private async record(person: Person, jurisdiction: Jurisdiction, { number, facts, record, held }: Known): Promise<string> {
    if (held) return held._id.toHexString();
    const [result] = await this.entries.record([this.paperOf(person, jurisdiction, { ...facts, number }, record?.name)]);
    if (result!.state === 'REFUSED') throw conflict(result!.code, result!.message);
    return result!.certificateId;
  }

  /** The old certificate as our register takes it. */
  paperOf(
    person: Person,
    jurisdiction: Jurisdiction,
    { number, issuedOn, validTo, code }: { number: string; issuedOn: LocalDate; validTo?: LocalDate | null; code?: string },
    name = this.persons.name(person)!,
  ): RegisterRow {
    return {
      jurisdiction,
      kind: 'SITE_MANAGER_PAPER',
      subject: { category: 'SITE_MANAGER', code: code! },
      number,
      name,
      idNumber: this.persons.idNumber(person)!,
      issuedOn,
      ...(validTo && { validTo }),
    };
  }

  async find(id: string): Promise<Exchange | undefined> {
    return (await ExchangeModel.findById(id).lean<Exchange>()) ?? undefined;
  }

  /** Of one province, the newest first. */
  casesOf(caller: Caller, jurisdiction: Jurisdiction): Promise<Exchange[]> {
    return ExchangeModel.find(within(scope(caller), { jurisdiction }))
      .sort({ _id: -1 })
      .limit(100)
      .lean<Exchange[]>();
  }

  /** The holder's that are under way, the newest first. */
  openOf(caller: Caller): Promise<Exchange[]> {
    const open = { status: trusted({ $nin: [...machine.terminal] }) };
    return ExchangeModel.find(within(scope(caller), open))
      .sort({ _id: -1 })
      .limit(20)
      .lean<Exchange[]>();
  }

  /** For the list of what waits: papers of the wallet that could be exchanged and are not begun, and the exchanges under way. */
  async waiting(caller: Caller): Promise<{ cases: Exchange[]; papers: number; unknown?: boolean }> {
    const person = await this.persons.find(caller.personId);
    const served = person && (await this.provinces.find(person));
    if (!served) return { cases: [], papers: 0 };
    const law = this.law.in(served.jurisdiction);
    if (!law.pack.services.EXCHANGE || this.exchangeLaw.window(law).refusals.length) return { cases: [], papers: 0 };
    const [cases, known] = await Promise.all([
      this.casesOf(caller, served.jurisdiction),
      this.knownOf(caller.personId, served.jurisdiction, 'UNAVAILABLE'),
    ]);
    const papers = known.filter(
      (one) => !cases.some((each) => sameNumber(each.oldNumber, one.number)) && this.exchangeLaw.certificate(law, one.facts, true).allowed,
    );
    return { cases, papers: papers.length, unknown: cases.length === 0 && known.length === 0 };
  }

  async present(one: Exchange): Promise<View> {
    return presentExchange(one, {
      verdict: await this.exchangeLaw.update(one),
      required: this.exchangeLaw.required(one),
      earned: await this.exchangeLaw.hoursOf(one),
      place: this.exchangeLaw.placeOf(this.law.of(one)),
    });
  }

  private presentKnown(law: LawText, { number, facts }: Known, records: Records, begun?: Exchange): HeldCertificate {
    const inRegister = records !== 'UNAVAILABLE' && records.some((one) => sameNumber(one.number, number));
    const decision = this.exchangeLaw.certificate(law, facts, records === 'UNAVAILABLE' ? records : inRegister);
    return {
      number,
      titleZh: TITLES[facts.title ?? 'SITE_MANAGER_ELECTRONIC'],
      subject: presentSubject(facts),
      issuedOn: facts.issuedOn,
      validTo: facts.validTo ?? undefined,
      inRegister,
      verdict: asVerdict(decision),
      exchange: begun && presentState(begun),
    };
  }

  /** Both registers, each number once; how it stands is ours to say where we have it. */
  private async knownOf(personId: string, jurisdiction: Jurisdiction, records: Records): Promise<Known[]> {
    const held = (await this.certificates.heldBy(personId, jurisdiction)).filter(({ subject }) => subject.category === 'SITE_MANAGER');
    const ours = held.map((one): Known => ({ number: one.number, facts: this.certificates.facts(one), held: one }));
    const theirs = records === 'UNAVAILABLE' ? [] : records;
    return [
      ...ours,
      ...theirs
        .filter((record) => !held.some((one) => sameNumber(one.number, record.number)))
        .map((record): Known => ({ number: record.number, facts: factsOfRecord(record), record })),
    ];
  }

  private signUp(
    one: Exchange,
    person: Person,
    held: Certificate,
    chosen: Pick<TrainingClassRecord, 'endsOn'>,
    institution: Parameters<typeof institutionFacts>[0],
  ): Decision {
    const { status, verified, ledgered } = this.persons.identityFacts(person);
    return this.law.of(one).decide('CE_SIGN_UP', {
      identity: { status: status as Facts['identity']['status'], badges: { verified, ledgered } },
      certificate: this.certificates.facts(held),
      ceChoice: { mode: 'OFFLINE', platformApproved: null },
      trainingClass: { endsOn: chosen.endsOn },
      institution: institutionFacts(institution),
    });
  }

  /** Can the whole course give the hours that the law asks for (HN-07)? */
  private enough(one: Exchange, course: CourseRecord): Promise<Decision> {
    return this.exchangeLaw.update(one, { portrait: true, profileComplete: true, passed: true, ...hoursIn(course) });
  }

  private async oldOf(one: Exchange): Promise<Certificate> {
    const held = one.certificateId ? await this.certificates.find(one.certificateId) : undefined;
    if (!held && one.status === 'ELIGIBLE') throw conflict('PAPER_NOT_ENTERED', '原证书正在登记，请稍等一会儿再选培训班');
    if (!held) throw conflict('ILLEGAL_TRANSITION', `现在是“${machine.states[one.status]}”，还不能选培训班`);
    return held;
  }

  private async actorOf(caller: Caller, op?: string): Promise<Actor> {
    return this.persons.actor(await this.persons.get(caller.personId), 'WORKER', op);
  }
}

const LOTS = '9999';

/** What a whole course gives, and the professional part of it. */
function hoursIn({ chapters }: CourseRecord): Record<'total' | 'professional', string> {
  const sum = (of: CourseRecord['chapters']) => formatHours(of.reduce((all, { hours }) => all + parseHours(hours), 0) as Hours);
  return { total: sum(chapters), professional: sum(chapters.filter(({ kind }) => kind === 'PROFESSIONAL')) };
}

/** As people write it: 2020年12月31日. */
export const dayZh = (day: string): string => fill('{day}', '', { day });
const listPage = () => pageAddress('exchanges');

/** Whose register counts: the ministry's (HN-03). Of a certificate it does not show nothing else is known there. */
const foundIn = (records: Records, known?: Known): boolean | 'UNAVAILABLE' =>
  records === 'UNAVAILABLE' ? records : known !== undefined && records.some((one) => sameNumber(one.number, known.number));

/** Several decisions on one act, as one. */
function joined(decisions: readonly Decision[]): Decision {
  const refusals = decisions.flatMap((one) => one.refusals);
  return {
    ...decisions[0]!,
    allowed: refusals.length === 0,
    refusals: refusals.filter((one, at) => refusals.findIndex((other) => other.code === one.code) === at),
    pending: [],
    ruleIds: [...new Set(decisions.flatMap((one) => one.ruleIds))],
  };
}
