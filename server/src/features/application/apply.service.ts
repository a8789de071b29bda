import { Inject, Singleton } from '@midwayjs/core';
import type { Application as View, ApplicationType, applicationRoutes } from '@jzt/shared/contract/application';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { BodyOf, ResponseOf } from '@jzt/shared/contract/route';
import { CATEGORY_LABELS, TERRITORY_LABELS } from '@jzt/shared/domain/categories';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { Decision } from '@jzt/shared/policy/index';
import { describe } from '@jzt/shared/policy/words';
import { step } from '@jzt/shared/workflow/machine';
import { application } from '@jzt/shared/workflow/machines/application';
import { Types } from 'mongoose';
import { Cases } from '../../platform/cases';
import { today, type Clock } from '../../platform/clock';
import { badInput, conflict, isDuplicateKey, notFound } from '../../platform/errors';
import { Files, type StoredFile } from '../../platform/files';
import type { Caller } from '../../platform/http/tokens';
import { asRefusal, asVerdict } from '../../platform/law';
import type { NewOutboxEntry } from '../../platform/outbox';
import type { Settings } from '../../platform/settings';
import { Employments } from '../employment/employment.service';
import { homeOf, Organisations } from '../organisation/organisation.service';
import { Persons } from '../person/person.service';
import { ServingProvinces } from '../province/servingProvinces.service';
import type { Application } from './application.model';
import { presentSubject } from '../../platform/subject';
import type { PageAsked, PageGiven } from '../../platform/pages';
import { presentApplication } from './application.presenter';
import { Applications } from './application.service';
import { ApplyLaw } from './applyLaw.service';
import { NationalHoldings } from '../certificate/nationalHoldings.service';
import { ALL_SUBJECTS, isSubject } from './subjects';

type SubmitBody = BodyOf<typeof applicationRoutes.submit>;
type ResubmitBody = BodyOf<typeof applicationRoutes.resubmit>;

/** The worker's own steps: what may be applied for, submit, correct, withdraw (CQ-01…07, QH-09…11). */
@Singleton()
export class Apply {
  @Inject() private readonly applications: Applications;
  @Inject() private readonly applyLaw: ApplyLaw;
  @Inject() private readonly cases: Cases;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly employments: Employments;
  @Inject() private readonly files: Files;
  @Inject() private readonly national: NationalHoldings;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly provinces: ServingProvinces;
  @Inject() private readonly settings: Settings;

  /** Every subject that the person's province offers, with the law's verdict beforehand (CQ-03…07, QH-09). */
  async types(caller: Caller): Promise<ResponseOf<typeof applicationRoutes.types>> {
    const person = await this.persons.get(caller.personId);
    const jurisdiction = await this.provinces.of(person);
    const [known, holdings] = await Promise.all([this.applyLaw.about(person, jurisdiction), this.national.glance(person)]);
    const { kinds, services, demoRules } = known.law.pack;
    if (!services.APPLY) {
      const [refusal] = this.applyLaw.beforehand(known, ALL_SUBJECTS[0]!, holdings).refusals;
      return {
        items: [],
        nationalPortalUrl: this.settings.nationalPortalUrl,
        demoRules,
        insteadZh: refusal && `${refusal.messageZh}。${refusal.nextStepZh}`,
      };
    }
    const items = ALL_SUBJECTS.flatMap((subject): ApplicationType[] => {
      const decision = this.applyLaw.beforehand(known, subject, holdings);
      if (decision.refusals.some((one) => one.code === 'ITEM_NOT_OFFERED')) return [];
      const territory = kinds[subject.category]?.territory?.value;
      return [
        {
          subject: presentSubject(subject),
          groupZh: CATEGORY_LABELS[subject.category],
          territoryZh: territory ? TERRITORY_LABELS[territory] : '',
          verdict: asVerdict(decision),
        },
      ];
    });
    return { items, nationalPortalUrl: this.settings.nationalPortalUrl, onsiteNoticeZh: this.applyLaw.onsiteNotice(known.law), demoRules };
  }

  /**
   * Submits. Throws the law's refusals (422), NOT_FOUND for a portrait or institution that is not there, INPUT_INVALID for a subject nobody knows.
   * While the national platform is down the case waits in CHECK_PENDING (CQ-07).
   */
  async submit(caller: Caller, body: SubmitBody, op?: string): Promise<View> {
    const earlier = await this.applications.createdBy(op);
    if (earlier) return this.present(earlier);
    if (!isSubject(body.subject))
      throw badInput('INPUT_INVALID', '没有这个报名类型，请从列表中选择', { fields: { subject: '请从列表中选择报名类型' } });
    const person = await this.persons.get(caller.personId);
    const [institution, portrait] = await Promise.all([
      this.organisations.institution(body.institutionId),
      this.portrait(caller, body.portraitFileId),
    ]);
    const jurisdiction = homeOf(institution);
    const round = await this.applications.nextRound(caller.personId, jurisdiction, body.subject);
    const decision = await this.applyLaw.decide(person, { ...body, institution });
    if (decision.refusals.length) throw asRefusal(decision);
    const event = eventFor(decision);
    const verdict = step(application, application.initial, event, 'WORKER');
    if (!verdict.ok) throw new Error(verdict.messageZh);
    const _id = new Types.ObjectId();
    const number = await this.applications.newNumber(jurisdiction);
    const notices = verdict.notify
      ? [
          {
            personId: caller.personId,
            template: verdict.notify,
            params: { number, subject: describe(body.subject) },
            page: pageAddress('application', { id: _id.toHexString() }),
          },
        ]
      : [];
    try {
      const created = await this.applications.create(
        {
          _id,
          number,
          jurisdiction,
          personId: caller.personId,
          subject: body.subject,
          status: verdict.to,
          round,
          open: true,
          packVersion: decision.packVersion,
          ...(await this.filled(caller, jurisdiction, body, portrait)),
        },
        {
          event,
          actor: this.persons.actor(person, 'WORKER', op),
          ruleIds: decision.ruleIds,
          packVersion: decision.packVersion,
          notices,
          follow: followOf(decision, _id.toHexString()),
        },
      );
      return this.present(created);
    } catch (error) {
      // Somebody of the same name was faster by a moment: the law sees that application now, and says so in its own words.
      if (isDuplicateKey(error)) return this.submit(caller, body, op);
      throw error;
    }
  }

  async listMine(caller: Caller, page: PageAsked): Promise<PageGiven<View>> {
    const { items, nextCursor } = await this.applications.ofPerson(caller, page);
    return { items: await this.presentAll(items), nextCursor };
  }

  async view(caller: Caller, id: string): Promise<View> {
    return this.present(await this.applications.of(caller, id));
  }

  /** Submits a returned application again, under the law it was first submitted under. */
  async resubmit(caller: Caller, id: string, body: ResubmitBody, op?: string): Promise<View> {
    const current = await this.applications.of(caller, id);
    if (op && current.history.some((line) => line.op === op)) return this.present(current);
    const open = step(application, current.status, 'submit', 'WORKER');
    if (!open.ok) throw conflict(open.code, open.messageZh);
    const person = await this.persons.get(caller.personId);
    const [institution, portrait] = await Promise.all([
      this.organisations.institution(body.institutionId),
      this.portrait(caller, body.portraitFileId),
    ]);
    if (!institution.jurisdictions.includes(current.jurisdiction))
      throw badInput('OTHER_PROVINCE', '这份报名只能选择本省的培训机构；要在外省报名，请撤回后重新报名', {
        fields: { institutionId: '请选择本省的培训机构' },
      });
    const decision = await this.applyLaw.decide(person, { ...body, subject: current.subject, institution }, current);
    if (decision.refusals.length) throw asRefusal(decision);
    const moved = await this.applications.move(id, eventFor(decision), {
      actor: this.persons.actor(person, 'WORKER', op),
      expectVersion: body.version,
      set: await this.filled(caller, current.jurisdiction, body, portrait),
      ruleIds: decision.ruleIds,
      packVersion: decision.packVersion,
      follow: followOf(decision, id),
    });
    return this.present(moved);
  }

  async withdraw(caller: Caller, id: string, body: { version: number; reason?: string }, op?: string): Promise<View> {
    await this.applications.of(caller, id);
    const person = await this.persons.get(caller.personId);
    const moved = await this.applications.move(id, 'withdraw', {
      actor: this.persons.actor(person, 'WORKER', op),
      expectVersion: body.version,
      reason: body.reason || undefined,
    });
    return this.present(moved);
  }

  /** Asks the national platform again for a case that waits for it; throws while there is no answer, so that it is asked again later (CQ-07). */
  async checkAgain(id: string): Promise<void> {
    const current = await this.applications.get(id);
    if (current.status !== 'CHECK_PENDING') return;
    const [person, institution] = await Promise.all([
      this.persons.get(current.personId),
      this.organisations.institution(current.institutionId!),
    ]);
    // What the form said was judged on the day it was sent.
    const { subject, education } = current;
    const form = { subject, institution, education, medicalOn: today(this.clock), declaredTrue: true, selfChecked: true };
    const decision = await this.applyLaw.decide(person, form, current);
    if (!decision.refusals.length && decision.pending.length) throw new Error('the national platform has not answered yet');
    const story = {
      actor: { role: 'SYSTEM' as const },
      expectVersion: current.version,
      ruleIds: decision.ruleIds,
      packVersion: decision.packVersion,
    };
    const reason = decision.refusals.map((one) => one.messageZh).join('；');
    await (reason
      ? this.applications.move(id, 'failOutsideCheck', { ...story, reason })
      : this.applications.move(id, 'passOutsideCheck', story));
  }

  /** What the form and the current employer put into the case. */
  private async filled(caller: Caller, jurisdiction: Jurisdiction, body: Omit<SubmitBody, 'subject'>, portrait: StoredFile) {
    const now = this.clock.now();
    const employment = await this.employments.currentOf(caller.personId, jurisdiction);
    return {
      institutionId: body.institutionId,
      education: body.education,
      portraitFileId: portrait.id,
      portraitHash: portrait.sha256,
      submittedAt: now,
      waitingSince: now,
      ...(body.medicalOn && { medicalOn: body.medicalOn }),
      ...(body.selfChecked && { selfCheckedAt: now }),
      ...(employment && { enterpriseId: employment.enterpriseId, employmentId: employment._id.toHexString() }),
    };
  }

  private async portrait(caller: Caller, fileId: string): Promise<StoredFile> {
    const file = await this.files.find(fileId);
    if (!file || file.ownerId !== caller.personId || file.purpose !== 'PORTRAIT') throw notFound('没有找到这张照片，请重新上传本人照片');
    return file;
  }

  private async present(one: Application): Promise<View> {
    return (await this.presentAll([one]))[0]!;
  }

  private async presentAll(all: Application[]): Promise<View[]> {
    const [institutions, enterprises] = await Promise.all([
      this.organisations.institutions(all.flatMap((one) => one.institutionId ?? [])),
      this.organisations.enterprises(all.flatMap((one) => one.enterpriseId ?? [])),
    ]);
    return all.map((one) =>
      presentApplication(one, {
        institution: one.institutionId && (institutions.get(one.institutionId)?.name ?? ''),
        enterprise: one.enterpriseId && enterprises.get(one.enterpriseId)?.name,
      }),
    );
  }
}

const eventFor = (decision: Decision): 'submit' | 'submitForCheck' => (decision.pending.length ? 'submitForCheck' : 'submit');
const followOf = (decision: Decision, applicationId: string): NewOutboxEntry[] =>
  decision.pending.length ? [{ topic: 'application.nationalCheck', payload: { applicationId } }] : [];
