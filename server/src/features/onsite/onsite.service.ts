import { Inject, Singleton } from '@midwayjs/core';
import type { OnsitePerson, onsiteRoutes } from '@jzt/shared/contract/onsite';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { ReviewCase } from '@jzt/shared/contract/review';
import type { BodyOf, QueryOf, ResponseOf } from '@jzt/shared/contract/route';
import { fullYears } from '@jzt/shared/domain/calendar';
import { CATEGORY_LABELS } from '@jzt/shared/domain/categories';
import { parseIdNumber, SEX_LABELS } from '@jzt/shared/domain/idNumber';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { ONSITE_PAPERS, type OnsitePaper } from '@jzt/shared/domain/onsitePapers';
import { describe } from '@jzt/shared/policy/words';
import { step } from '@jzt/shared/workflow/machine';
import { application } from '@jzt/shared/workflow/machines/application';
import { Types } from 'mongoose';
import { Audit } from '../../platform/audit';
import { Cases } from '../../platform/cases';
import { today, type Clock } from '../../platform/clock';
import { badInput, conflict, isDuplicateKey, notFound, Refusal } from '../../platform/errors';
import { Files, type StoredFile } from '../../platform/files';
import type { Caller } from '../../platform/http/tokens';
import { cleanImage } from '../../platform/images/refusals';
import { asRefusal, asVerdict, Law } from '../../platform/law';
import { presentSubject } from '../../platform/subject';
import { ALL_SUBJECTS, Applications, isSubject, type ApplicationStatus } from '../application/application.service';
import { ApplyLaw } from '../application/applyLaw.service';
import { NationalHoldings } from '../certificate/nationalHoldings.service';
import { Employments } from '../employment/employment.service';
import { ExamPlans } from '../exam/examPlan.service';
import { Organisations } from '../organisation/organisation.service';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';
import { CaseFiles, presentItem } from '../review/caseFiles.service';
import { Reviews } from '../review/review.service';
import { demand } from './onsite.policy';

type Who = BodyOf<typeof onsiteRoutes.findPerson>;
type Accepted = BodyOf<typeof onsiteRoutes.accept>;

const ALL_PAPERS = Object.keys(ONSITE_PAPERS) as OnsitePaper[];
const STATES = Object.keys(application.states) as ApplicationStatus[];

/** 现场报名 (QH-07): an officer signs up at the counter whom an enterprise has trained; the exam is then planned by the authority itself. */
@Singleton()
export class Onsite {
  @Inject() private readonly applications: Applications;
  @Inject() private readonly applyLaw: ApplyLaw;
  @Inject() private readonly audit: Audit;
  @Inject() private readonly caseFiles: CaseFiles;
  @Inject() private readonly cases: Cases;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly employments: Employments;
  @Inject() private readonly files: Files;
  @Inject() private readonly law: Law;
  @Inject() private readonly national: NationalHoldings;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly plans: ExamPlans;
  @Inject() private readonly reviews: Reviews;

  /** Who signed up at this counter; `status` one state, by default all, longest in their state first. */
  async list(caller: Caller, { status, ...page }: QueryOf<typeof onsiteRoutes.list>): Promise<ResponseOf<typeof onsiteRoutes.list>> {
    const statuses = status ? STATES.filter((one) => one === status) : STATES;
    const { items, nextCursor } = await this.applications.queue(caller, { trainedBy: 'ENTERPRISE', statuses }, page);
    const offered = this.applyLaw.onsiteNotice(this.law.in(placeOf(caller))) !== undefined;
    return { items: (await this.caseFiles.all(items)).map(presentItem), nextCursor, offered };
  }

  /** Whose card lies on the counter. Throws ONSITE_NOT_OFFERED, ID_NUMBER_INVALID, PERSON_NOT_FOUND. */
  async findPerson(caller: Caller, who: Who): Promise<OnsitePerson> {
    const person = await this.personOf(caller, who);
    const jurisdiction = placeOf(caller);
    const id = person._id.toHexString();
    await this.noteLook(caller, id);
    const [known, employment, holdings] = await Promise.all([
      this.applyLaw.about(person, jurisdiction),
      this.employments.currentOf(id, jurisdiction),
      this.national.glance(person),
    ]);
    const enterprise = employment && (await this.organisations.enterprise(employment.enterpriseId));
    const counter = { jurisdiction, role: caller.role, papers: ALL_PAPERS };
    const types = ALL_SUBJECTS.flatMap((subject) => {
      const decision = this.applyLaw.beforehand(known, subject, holdings, counter);
      if (decision.refusals.some((one) => one.code === 'ITEM_NOT_OFFERED')) return [];
      return [{ subject: presentSubject(subject), groupZh: CATEGORY_LABELS[subject.category], verdict: asVerdict(decision) }];
    });
    const { name, idNumberMasked, sex, birthDate } = this.persons.card(person);
    const { verified, ledgered } = this.persons.identityFacts(person);
    return {
      name,
      idNumberMasked,
      sexZh: sex ? SEX_LABELS[sex] : '',
      age: birthDate ? fullYears(birthDate, today(this.clock)) : 0,
      identityBadges: { verified, ledgered },
      enterpriseName: enterprise?.name,
      types,
    };
  }

  /** The officer's until the record is made, then the person's. */
  async keepPortrait(caller: Caller, file: Buffer): Promise<{ fileId: string }> {
    const { buffer } = await cleanImage(file);
    const { id } = await this.files.save(buffer, { ownerId: caller.personId, purpose: 'PORTRAIT', contentType: 'image/jpeg' });
    return { fileId: id };
  }

  /**
   * Makes the record, past the institution's review, the insurance bureau and the training: the officer has seen the papers of all of them.
   * Throws the law's refusals (422), OWN_CASE, or CHECK_PENDING while the national platform does not answer: then nothing is stored.
   */
  async accept(caller: Caller, body: Accepted, op?: string): Promise<ReviewCase> {
    const earlier = await this.applications.createdBy(op);
    if (earlier) return this.reviews.present(earlier);
    if (!isSubject(body.subject))
      throw badInput('INPUT_INVALID', '没有这个报名类型，请从列表中选择', { fields: { subject: '请选择报名类型' } });
    const person = await this.personOf(caller, body);
    const personId = person._id.toHexString();
    demand(caller, 'ACCEPT_ONSITE', { personId });
    const jurisdiction = placeOf(caller);
    const portrait = await this.portrait(caller, personId, body.portraitFileId);
    const round = await this.applications.nextRound(personId, jurisdiction, body.subject);
    const counter = { jurisdiction, role: caller.role, papers: body.papers };
    const { subject, education, medicalOn, selfChecked } = body;
    const decision = await this.applyLaw.decide(person, { subject, education, medicalOn, selfChecked, declaredTrue: true, counter });
    if (decision.refusals.length) throw asRefusal(decision);
    const [waiting] = decision.pending;
    if (waiting) throw conflict('CHECK_PENDING', `${waiting.messageZh}。填好的内容还在，请稍后再提交`, { ruleId: waiting.ruleId });
    const verdict = step(application, application.initial, 'acceptOnsite', caller.role);
    if (!verdict.ok) throw new Error(verdict.messageZh);
    await this.files.give(portrait.id, personId);
    const employment = await this.employments.currentOf(personId, jurisdiction);
    const office = caller.organisationId && (await this.organisations.nameOf(caller.organisationId));
    const now = this.clock.now();
    const _id = new Types.ObjectId();
    const number = await this.applications.newNumber(jurisdiction);
    const fields = {
      _id,
      number,
      jurisdiction,
      personId,
      trainedBy: 'ENTERPRISE' as const,
      papers: body.papers,
      subject,
      education,
      ...(medicalOn && { medicalOn }),
      ...(selfChecked && { selfCheckedAt: now }),
      portraitFileId: portrait.id,
      portraitHash: portrait.sha256,
      ...(employment && { enterpriseId: employment.enterpriseId, employmentId: employment._id.toHexString() }),
      status: verdict.to,
      round,
      open: true,
      submittedAt: now,
      waitingSince: now,
      packVersion: decision.packVersion,
    };
    try {
      const created = await this.applications.create(fields, {
        event: 'acceptOnsite',
        actor: { ...(await this.reviews.actor(caller, op)), channel: 'ENTERPRISE_ONSITE' },
        ruleIds: decision.ruleIds,
        packVersion: decision.packVersion,
        evidence: body.papers,
        notices: [
          {
            personId,
            template: 'application.acceptedOnsite',
            params: { number, subject: describe(subject), place: office || '主管部门' },
            page: pageAddress('application', { id: _id.toHexString() }),
          },
        ],
      });
      return this.reviews.present(created);
    } catch (error) {
      // Signed up for the same somewhere else by a moment: the law sees that application now, and says so.
      if (isDuplicateKey(error)) return this.accept(caller, body, op);
      throw error;
    }
  }

  /** Takes back a record that should not have been made. Throws OWN_CASE, IN_EXAM_PLAN, ILLEGAL_TRANSITION. */
  async cancel(caller: Caller, id: string, body: { reason: string; version: number }, op?: string): Promise<ReviewCase> {
    const current = await this.applications.of(caller, id);
    demand(caller, 'ACCEPT_ONSITE', current);
    if (current.trainedBy !== 'ENTERPRISE') throw conflict('ILLEGAL_TRANSITION', '这份报名不是现场报名，不能在这里撤销');
    if (await this.plans.isPlanned({ source: { kind: 'APPLICATION', id }, jurisdiction: current.jurisdiction }))
      throw conflict('IN_EXAM_PLAN', '这个人已列入考试计划，请先取消计划或把人从计划里去掉');
    const moved = await this.applications.move(id, 'cancelOnsite', {
      actor: { ...(await this.reviews.actor(caller, op)), channel: 'ENTERPRISE_ONSITE' },
      expectVersion: body.version,
      reason: body.reason,
      ruleIds: ['QH-07'],
    });
    return this.reviews.present(moved);
  }

  /** One answer for "not here", "another name" and "no real-name check": both name and number lie on the counter, and must lead to one person. */
  private async personOf(caller: Caller, who: Who): Promise<Person> {
    if (!this.applyLaw.onsiteNotice(this.law.in(placeOf(caller))))
      throw conflict('ONSITE_NOT_OFFERED', '本省的文件没有企业自主培训的现场报名，请让本人选择培训机构报名');
    if (!parseIdNumber(who.idNumber))
      throw badInput('ID_NUMBER_INVALID', '身份证号码有误，请逐位核对', {
        ruleId: 'CQ-35',
        fields: { idNumber: '身份证号码有误，请逐位核对' },
      });
    const person = await this.persons.findByIdNumber(who.idNumber);
    if (!person || this.persons.name(person) !== who.name || !this.persons.identityFacts(person).verified)
      throw new Refusal(404, 'PERSON_NOT_FOUND', '没有找到这个人：请核对姓名和身份证号，或请其先在小程序完成实名认证');
    return person;
  }

  private async portrait(caller: Caller, personId: string, fileId: string): Promise<StoredFile> {
    const file = await this.files.find(fileId);
    if (!file || file.purpose !== 'PORTRAIT' || ![caller.personId, personId].includes(file.ownerId))
      throw notFound('没有找到这张照片，请重新拍摄本人照片');
    return file;
  }

  /** Written before anything is shown: a look that could not be recorded does not happen. */
  private async noteLook(caller: Caller, personId: string): Promise<void> {
    const viewer = await this.persons.get(caller.personId);
    const record = {
      action: 'Person.lookUpOnsite',
      subjectKind: 'Person',
      subjectId: personId,
      outcome: 'FOUND',
      actorRole: caller.role,
      actorId: caller.personId,
      actorName: this.persons.displayName(viewer),
      ruleIds: ['QH-07'],
    };
    await this.audit.append(record, new Types.ObjectId().toHexString());
  }
}

/** An officer always acts for a province. */
const placeOf = ({ jurisdiction }: Caller): Jurisdiction => {
  if (!jurisdiction) throw notFound('没有找到您所在的主管部门');
  return jurisdiction;
};
