import { Inject, Singleton } from '@midwayjs/core';
import type { CeOptions, CeOverview } from '@jzt/shared/contract/continuingEducation';
import { daysBetween } from '@jzt/shared/domain/calendar';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { Source } from '@jzt/shared/domain/sources';
import { continuingEducation as machine } from '@jzt/shared/workflow/machines/continuingEducation';
import type { Event } from '@jzt/shared/workflow/machine';
import { describe } from '@jzt/shared/policy/words';
import type { Types } from 'mongoose';
import { Cases, type Actor, type Move } from '../../platform/cases';
import { today, type Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { badInput, isDuplicateKey, notFound } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { asVerdict, Law } from '../../platform/law';
import { findWithin, within } from '../../platform/policy';
import { presentSubject } from '../../platform/subject';
import type { Certificate } from '../certificate/certificate.model';
import { Certificates } from '../certificate/certificate.service';
import { institutionFacts, Organisations } from '../organisation/organisation.service';
import { Persons } from '../person/person.service';
import { Studies, type Enrolment } from '../study/study.service';
import { TrainingClasses } from '../training/training.service';
import { CeLaw } from './ceLaw.service';
import { ContinuingEducationModel, type ContinuingEducation } from './continuingEducation.model';
import { scope } from './continuingEducation.policy';
import { presentCe } from './continuingEducation.presenter';

const MISSING = '没有找到这份继续教育';
/** Nothing more can come of them for this period. */
const ONGOING = machine.transitions.filter((row) => row.event === 'miss').map((row) => row.from);

export const sourceOf = (one: Pick<ContinuingEducation, '_id'>): Source => ({
  kind: 'CONTINUING_EDUCATION',
  id: one._id.toHexString(),
});

/** What a sign-up chooses, to be taken away again. */
export const CHOICE = {
  mode: 1,
  institutionId: 1,
  classId: 1,
  className: 1,
  classStartsOn: 1,
  classEndsOn: 1,
  platformId: 1,
  providerName: 1,
} as const;

type CeMove = Omit<Move<ContinuingEducation['status'], Event<typeof machine>>, 'machine' | 'event'>;

/** 继续教育 of a holder (S1's flow chart; CQ-08…14, QH-23…29): when, how, where, and how far it has come. */
@Singleton()
export class ContinuingEducations {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly ceLaw: CeLaw;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly classes: TrainingClasses;
  @Inject() private readonly studies: Studies;

  /** Every certificate of the caller that has continuing education, the first to end first. */
  async listMine(caller: Caller): Promise<CeOverview[]> {
    const mine = (await this.certificates.ofPerson(caller.personId)).filter((one) => this.concerns(one));
    mine.sort((a, b) => (a.validTo! < b.validTo! ? -1 : 1));
    return Promise.all(mine.map((one) => this.overview(one)));
  }

  async view(caller: Caller, certificateId: string): Promise<CeOverview> {
    return this.overview(await this.certificates.mine(caller, certificateId));
  }

  /** Classes and platforms, each with the law's word on it (CQ-09, CQ-10, CQ-13, QH-24, QH-27). */
  async options(caller: Caller, certificateId: string): Promise<CeOptions> {
    const one = await this.certificates.mine(caller, certificateId);
    const person = await this.persons.get(caller.personId);
    const modes = this.ceLaw.modes(one, person);
    const classes = modes.includes('OFFLINE') ? await this.classes.ceClasses(one.jurisdiction, one.subject) : [];
    const institutions = await this.organisations.institutions(classes.map(({ institutionId }) => institutionId));
    const platforms = modes.includes('ONLINE') ? await this.organisations.platforms(one.jurisdiction) : [];
    return {
      modes,
      classes: classes.map((found) => {
        const institution = institutions.get(found.institutionId)!;
        const decision = this.ceLaw.signUp(one, person, {
          ceChoice: { mode: 'OFFLINE', platformApproved: null },
          trainingClass: { endsOn: found.endsOn },
          institution: institutionFacts(institution),
        });
        return {
          id: found._id.toHexString(),
          name: found.name,
          institutionName: institution.name,
          address: institution.address,
          phone: institution.phone,
          startsOn: found.startsOn,
          endsOn: found.endsOn,
          seatsLeft: found.seatsLeft,
          requiredHours: found.course.requiredHours,
          verdict: asVerdict(decision),
        };
      }),
      platforms: platforms.map((platform) => ({
        id: platform._id.toHexString(),
        name: platform.name,
        phone: platform.phone,
        verdict: asVerdict(
          this.ceLaw.signUp(one, person, {
            ceChoice: { mode: 'ONLINE', platformApproved: this.approved(platform, one) },
            trainingClass: null,
            institution: null,
          }),
        ),
      })),
    };
  }

  /** Throws the law's refusal, CLASS_FULL, or ILLEGAL_TRANSITION for who is signed up already. */
  async enrol(
    caller: Caller,
    certificateId: string,
    input: { mode: 'ONLINE' | 'OFFLINE'; classId?: string; platformId?: string },
    op?: string,
  ): Promise<CeOverview> {
    const one = await this.certificates.mine(caller, certificateId);
    if (!this.ceLaw.exists(one)) this.ceLaw.requireSignUp(one, await this.persons.get(caller.personId), NOTHING_CHOSEN);
    const actor = this.persons.actor(await this.persons.get(caller.personId), caller.role, op);
    const earlier = await this.currentOf(one);
    if (earlier?.history.some((line) => line.op && line.op === op)) return this.overview(one);
    const enrolled =
      input.mode === 'OFFLINE' ? await this.enrolInClass(one, actor, input.classId) : await this.enrolOnline(one, actor, input.platformId);
    if (enrolled.classId) await this.startDue(enrolled._id);
    return this.overview(one);
  }

  /** Before the class has begun. */
  async withdraw(caller: Caller, id: string, version: number, op?: string): Promise<CeOverview> {
    const found = await findWithin(ContinuingEducationModel, scope(caller), id, MISSING);
    const actor = this.persons.actor(await this.persons.get(caller.personId), caller.role, op);
    const done = found.history.some((line) => line.op && line.op === op);
    const left = await this.move(found, 'withdraw', {
      actor,
      expectVersion: version,
      unset: CHOICE,
    });
    if (found.classId && !done) await this.classes.giveCeSeat(found.classId, id);
    return this.overview((await this.certificates.find(left.certificateId))!);
  }

  /** Whose class has begun and whose study has not. */
  startable(): Record<string, unknown> {
    return { status: 'ENROLLED', classStartsOn: trusted({ $lte: today(this.clock) }) };
  }

  /** ENROLLED → LEARNING on the first day of the class, with a study of its own. */
  async startDue(id: Types.ObjectId): Promise<void> {
    const one = (await ContinuingEducationModel.findById(id).lean<ContinuingEducation>())!;
    if (one.status !== 'ENROLLED' || !one.classId || one.classStartsOn! > today(this.clock)) return;
    const found = await this.classes.ceClass(one.classId);
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
      endsOn: found.endsOn,
    };
    await this.move(one, 'startLearning', {
      actor: { role: 'SYSTEM' },
      follow: [{ topic: 'study.enrolled', payload: { ...enrolment } }],
    });
    // Who has chosen a class that has begun taps on at once.
    await this.studies.begin(enrolment);
  }

  /** Whose period is over by the calendar. */
  missable(): Record<string, unknown> {
    return { status: trusted({ $in: [...ONGOING] }), periodEnd: trusted({ $lt: today(this.clock) }) };
  }

  /** Closed only once the certificate itself is over: who acted in time and waits for an office misses nothing. */
  async missDue(id: Types.ObjectId): Promise<void> {
    const one = (await ContinuingEducationModel.findById(id).lean<ContinuingEducation>())!;
    const certificate = await this.certificates.find(one.certificateId);
    if (!certificate || certificate.status !== 'EXPIRED') return;
    await this.move(one, 'miss', { actor: { role: 'SYSTEM' }, ruleIds: ['CQ-12', 'CQ-14'] });
  }

  /** The case of the certificate's present period. */
  async currentOf(one: Certificate): Promise<ContinuingEducation | undefined> {
    const key = { certificateId: one._id.toHexString(), periodEnd: one.validTo ?? '' };
    return (await ContinuingEducationModel.findOne(key).lean<ContinuingEducation>()) ?? undefined;
  }

  async find(id: string): Promise<ContinuingEducation | undefined> {
    return (await ContinuingEducationModel.findById(id).lean<ContinuingEducation>()) ?? undefined;
  }

  async list(filter: Record<string, unknown>, caller?: Caller): Promise<ContinuingEducation[]> {
    return ContinuingEducationModel.find(caller ? within(scope(caller), filter) : filter)
      .sort({ _id: 1 })
      .limit(1_000)
      .lean<ContinuingEducation[]>();
  }

  count(filter: Record<string, unknown>, caller?: Caller): Promise<number> {
    return ContinuingEducationModel.countDocuments(caller ? within(scope(caller), filter) : filter);
  }

  /** One step of the machine; the holder is told where the arrow has a message. */
  async move(one: ContinuingEducation, event: Event<typeof machine>, { notices, ...story }: CeMove & { params?: Record<string, string> }) {
    const { params, ...move } = story;
    const said = {
      number: one.certificateNumber,
      subject: describe(one.subject),
      deadline: one.periodEnd,
      ...(move.reason && { reason: move.reason }),
      ...params,
    };
    return this.cases.move(ContinuingEducationModel, one._id, {
      packVersion: one.packVersion,
      ...move,
      machine,
      event,
      notices: notices ?? [{ personId: one.personId, params: said, page: pageOf(one) }],
    });
  }

  private async enrolInClass(one: Certificate, actor: Actor, classId?: string): Promise<ContinuingEducation> {
    const person = await this.persons.get(one.personId!);
    const chosen = classId ? await this.classes.ceClass(classId) : undefined;
    if (chosen && (chosen.jurisdiction !== one.jurisdiction || !this.classes.suits(chosen.course, one.subject)))
      throw notFound('没有找到适合这本证书的班次');
    const institution = chosen && (await this.organisations.institution(chosen.institutionId));
    const decision = this.ceLaw.requireSignUp(one, person, {
      ceChoice: { mode: 'OFFLINE', platformApproved: null },
      trainingClass: chosen ? { endsOn: chosen.endsOn } : null,
      institution: institution ? institutionFacts(institution) : null,
    });
    if (!chosen || !institution) throw badInput('CLASS_REQUIRED', '请选择班次');
    const ce = await this.open(one);
    return this.classes.takeCeSeat(classId!, ce._id.toHexString(), {
      enrol: () =>
        this.move(ce, 'enrol', {
          actor,
          expectVersion: ce.version,
          ruleIds: decision.ruleIds,
          packVersion: decision.packVersion,
          set: {
            packVersion: decision.packVersion,
            mode: 'OFFLINE',
            institutionId: chosen.institutionId,
            classId,
            className: chosen.name,
            classStartsOn: chosen.startsOn,
            classEndsOn: chosen.endsOn,
            providerName: institution.name,
          },
        }),
      isIn: async () => !!(await ContinuingEducationModel.exists({ _id: ce._id, classId })),
    });
  }

  private async enrolOnline(one: Certificate, actor: Actor, platformId?: string): Promise<ContinuingEducation> {
    const person = await this.persons.get(one.personId!);
    const platform = (await this.organisations.platforms(one.jurisdiction)).find((each) => each._id.toHexString() === platformId);
    const decision = this.ceLaw.requireSignUp(one, person, {
      ceChoice: { mode: 'ONLINE', platformApproved: platform ? this.approved(platform, one) : null },
      trainingClass: null,
      institution: null,
    });
    if (!platform) throw badInput('PLATFORM_REQUIRED', '请选择继续教育平台');
    const ce = await this.open(one);
    return this.move(ce, 'enrol', {
      actor,
      expectVersion: ce.version,
      ruleIds: decision.ruleIds,
      packVersion: decision.packVersion,
      set: { packVersion: decision.packVersion, mode: 'ONLINE', platformId, providerName: platform.name },
    });
  }

  /** The case of this period, begun if it is not there yet. */
  private async open(one: Certificate): Promise<ContinuingEducation> {
    const earlier = await this.currentOf(one);
    if (earlier) return earlier;
    const { packVersion } = { packVersion: this.law.in(one.jurisdiction).pack.version };
    try {
      return await this.cases.create(
        ContinuingEducationModel,
        machine,
        {
          certificateId: one._id.toHexString(),
          periodEnd: one.validTo!,
          personId: one.personId!,
          jurisdiction: one.jurisdiction,
          packVersion,
          subject: one.subject,
          certificateNumber: one.number,
          ...(one.portraitFileId && { portraitFileId: one.portraitFileId }),
        },
        { event: 'open', actor: { role: 'SYSTEM' }, packVersion },
      );
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return (await this.currentOf(one))!;
    }
  }

  private approved(platform: Parameters<Organisations['isAuthorised']>[0], { subject }: Certificate): boolean {
    return this.organisations.isAuthorised(
      platform,
      { category: subject.category, ...(subject.code && { codes: [subject.code] }) },
      today(this.clock),
    );
  }

  /** Shown as long as it can be kept, and for a while after it was lost, to say why. */
  private concerns(one: Certificate): boolean {
    return this.ceLaw.exists(one) && !['CANCELLED', 'RESCINDED', 'REVOKED', 'VOIDED', 'REPLACED', 'TRANSFERRED_OUT'].includes(one.status);
  }

  private async overview(one: Certificate): Promise<CeOverview> {
    const person = await this.persons.know(one.personId!);
    const ce = await this.currentOf(one);
    const [signUp, extension] = [this.ceLaw.signUp(one, person), this.ceLaw.extension(one, ce, { role: 'WORKER', channel: 'WEAPP' })];
    const windows = [this.ceLaw.days(signUp, one.validTo), this.ceLaw.days(extension, one.validTo)] as const;
    const hours = ce?.mode === 'OFFLINE' ? await this.studies.hoursOf(sourceOf(ce)) : undefined;
    const current = ce && presentCe(ce, { needsRecord: this.ceLaw.needsRecord(ce, one), hours });
    const left = one.validTo ? daysBetween(today(this.clock), one.validTo) : undefined;
    return {
      certificateId: one._id.toHexString(),
      number: one.number,
      subject: presentSubject(one.subject),
      provinceZh: this.law.in(one.jurisdiction).pack.nameZh,
      validTo: one.validTo,
      daysLeft: left !== undefined && left >= 0 ? left : undefined,
      step: stepOf(ce, windows[0].state),
      signUp: { verdict: asVerdict(signUp), window: windows[0] },
      extension: { verdict: asVerdict(extension), window: windows[1] },
      classBy: this.ceLaw.classBy(one, person),
      current,
      serviceId: one.serviceId,
      version: one.version,
    };
  }
}

const NOTHING_CHOSEN = { ceChoice: { mode: null, platformApproved: null }, trainingClass: null, institution: null } as const;

const pageOf = (one: ContinuingEducation) => pageAddress('continuingEducation', { id: one.certificateId });

/** Where on the flow chart the person stands. */
function stepOf(ce: ContinuingEducation | undefined, window: CeOverview['signUp']['window']['state']): number {
  if (!ce || ce.status === 'ELIGIBLE') return window === 'BEFORE' ? 0 : 1;
  return ['ENROLLED', 'LEARNING'].includes(ce.status) ? 3 : 4;
}
