import { Inject, Singleton } from '@midwayjs/core';
import {
  CERTIFICATE_SERVICES,
  certificateServiceRoutes,
  type CertificateServiceName,
  type ChangeItem,
  type ServiceCase as View,
  type ServiceOffer,
} from '@jzt/shared/contract/certificateService';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { ResponseOf } from '@jzt/shared/contract/route';
import { addDays, addMonths, daysBetween, type LocalDate } from '@jzt/shared/domain/calendar';
import { maskIdNumber } from '@jzt/shared/domain/masking';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { describe } from '@jzt/shared/policy/words';
import type { Decision, Facts } from '@jzt/shared/policy/index';
import { certificate as certificateMachine } from '@jzt/shared/workflow/machines/certificate';
import { certificateService as machine } from '@jzt/shared/workflow/machines/certificateService';
import { Types } from 'mongoose';
import { Cases } from '../../platform/cases';
import { today, type Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { badInput, conflict, notFound } from '../../platform/errors';
import { Files } from '../../platform/files';
import type { Caller } from '../../platform/http/tokens';
import { asRefusal, asVerdict, Law } from '../../platform/law';
import type { NewOutboxEntry } from '../../platform/outbox';
import { findPage, newestFirst, oldestFirst, type PageAsked, type PageGiven } from '../../platform/pages';
import { findWithin, within } from '../../platform/policy';
import { presentSubject } from '../../platform/subject';
import type { Certificate } from '../certificate/certificate.model';
import { Certificates } from '../certificate/certificate.service';
import { CeLaw } from '../continuingEducation/ceLaw.service';
import { TIME_TO_GO_ON_DAYS } from '../continuingEducation/ceRecords.service';
import { ContinuingEducations } from '../continuingEducation/continuingEducation.service';
import { Employments } from '../employment/employment.service';
import { Organisations } from '../organisation/organisation.service';
import { Persons } from '../person/person.service';
import type { Agency } from './agency.model';
import { Agencies } from './agencies.service';
import { ServiceCaseModel, type ServiceCase, type ServiceRequest } from './certificateService.model';
import { demand, scope } from './certificateService.policy';
import { presentService } from './certificateService.presenter';
import { ServiceFollowUp } from './followUp.service';
import { TransfersOut } from './transfersOut.service';
import { TERMS } from './terms';

const MISSING = '没有找到这件业务';
const NO_CERTIFICATE = '没有找到这本证书';
const BUSY = { code: 'CERT_BUSY', message: '这本证书正在办理其他业务，或者刚刚有了变化。请刷新看一看，等办完再申请' };
const FASTER = { code: 'ALREADY_DECIDED', message: '这件业务已由其他人处理，请刷新' };
const NO_EMPLOYER = { code: 'NO_EMPLOYER', message: '您现在没有聘用企业。请先到“我的-聘用关系”与企业建立聘用关系' };
const MONTHS = 12;

/** What comes with a request, first and when it is put right. */
interface Brought {
  changes?: ChangeItem[];
  portraitFileId?: string;
  reason?: string;
  toProvince?: Jurisdiction;
  version: number;
}

interface Asked extends Brought {
  service: CertificateServiceName;
}

/** 证书业务 (JS-06…09, QH-26, QH-29, CQ-11): told beforehand, asked for by whoever the law lets, decided once. */
@Singleton()
export class CertificateServices {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly educations: ContinuingEducations;
  @Inject() private readonly ceLaw: CeLaw;
  @Inject() private readonly employments: Employments;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly files: Files;
  @Inject() private readonly followUp: ServiceFollowUp;
  @Inject() private readonly agencies: Agencies;
  @Inject() private readonly transfers: TransfersOut;

  /** Every business, possible or not, and what is under way: which one it is, who has no part in it is not told. */
  async offers(caller: Caller, certificateId: string): Promise<ResponseOf<typeof certificateServiceRoutes.offers>> {
    const one = await this.certificateOf(caller, certificateId);
    const { services } = this.law.in(one.jurisdiction).pack;
    const asked = await this.agencies.standing(caller, one);
    const shown = (Object.keys(TERMS) as CertificateServiceName[])
      .filter((service) => (service === 'EXTEND' ? services.CE_EXTEND || !services.RENEW : service === 'RENEW' ? services.RENEW : true))
      .filter((service) => caller.role !== 'BASE_AGENT' || asked.some((each) => each.service === service));
    const items = await Promise.all(shown.map((service) => this.offer(caller, one, service, asked)));
    const mine = within(scope(caller), { _id: one.serviceId });
    const open = one.serviceId ? await ServiceCaseModel.findOne(mine as never).lean<ServiceCase>() : undefined;
    return {
      certificate: {
        number: one.number,
        subject: presentSubject(one.subject),
        holderName: this.certificates.name(one),
        jurisdiction: one.jurisdiction,
        validTo: one.validTo,
        version: one.version,
      },
      items,
      ...(one.fileId && { download: downloadOf(this.certificates.download(one, await this.actorOf(caller, one))) }),
      busy: one.serviceId !== undefined,
      ...(open && { open: await this.present(open, caller) }),
    };
  }

  /** The e-certificate for the employer, or the base that stands for it (JS-07, JS-08). Throws the law's refusal, NOT_MADE_HERE, FILE_NOT_READY. */
  async file(caller: Caller, certificateId: string): Promise<{ content: Buffer; fileName: string }> {
    const one = await this.certificateOf(caller, certificateId);
    return this.certificates.fileOf(one, await this.actorOf(caller, one));
  }

  /**
   * One request. The certificate's own write is what decides who came first: of 延期 and 变更 at once one wins, the other is told.
   * Throws the law's refusal, CERT_BUSY, PORTRAIT_REQUIRED, CHANGES_REQUIRED, REASON_REQUIRED or PROVINCE_REQUIRED.
   */
  async apply(caller: Caller, certificateId: string, asked: Asked, op?: string): Promise<View> {
    const one = await this.certificateOf(caller, certificateId, asked.service);
    const actor = this.persons.actor(await this.persons.get(caller.personId), caller.role, op);
    const earlier = op && (await ServiceCaseModel.findOne({ createdOp: op }).lean<ServiceCase>());
    if (earlier) return this.present(earlier, caller);
    const terms = TERMS[asked.service];
    const decision = await this.decide(caller, one, asked.service);
    // In hand already: who comes second hears that, and not how the law calls the state that the first brought it into.
    if (one.serviceId && one.status !== 'SUSPENDED' && !certificateMachine.terminal.includes(one.status))
      throw conflict(BUSY.code, BUSY.message);
    if (!decision.allowed) {
      if (decision.refusals.length) throw asRefusal(decision);
      throw conflict('CHECK_PENDING', decision.pending[0]!.messageZh, { ruleId: decision.pending[0]!.ruleId });
    }
    const request = await this.requestOf(caller, one, asked, decision);
    const serviceId = new Types.ObjectId().toHexString();
    const follow: NewOutboxEntry[] = [{ topic: 'certificateService.open', payload: { serviceId, request, actor } }];
    if (terms.request) {
      await this.certificates.change(one, terms.request, {
        actor,
        expectVersion: asked.version,
        ruleIds: decision.ruleIds,
        // Asked for in time, it is kept until it is decided, also through a suspension.
        set: { serviceId, ...(terms.prolongs && { kept: {} }) },
        follow,
        lost: BUSY,
      });
    } else if (asked.version !== one.version || !(await this.certificates.reserve(one, serviceId, follow)))
      throw conflict(BUSY.code, BUSY.message);
    const opened = await this.followUp.open({ serviceId, request, actor });
    return this.present(opened, caller);
  }

  /** Has the employer told that the holder asks for it: one tap where the law gives the business to the employer (JS-07, JS-08). */
  async ask(caller: Caller, certificateId: string, service: CertificateServiceName): Promise<{ message: string }> {
    const one = await this.certificateOf(caller, certificateId);
    const employment = await this.employments.currentOf(caller.personId, one.jurisdiction);
    if (!employment) throw conflict(NO_EMPLOYER.code, NO_EMPLOYER.message);
    const staff = await this.persons.findMembers('ENTERPRISE_STAFF', employment.enterpriseId);
    const params = { subject: describe(one.subject), number: one.number, post: CERTIFICATE_SERVICES[service] };
    for (const personId of staff) await this.persons.tell(personId, 'service.asked', params);
    const { name } = await this.organisations.enterprise(employment.enterpriseId);
    return { message: `已告诉${name}的经办人，请等单位办理` };
  }

  /** The bases that may act for it, where the law lets a base act (JS-08). */
  async bases(caller: Caller, certificateId: string) {
    return this.agencies.bases(await this.certificateOf(caller, certificateId));
  }

  /** Throws BASE_NOT_ALLOWED where the business of this kind is not a base's, NO_EMPLOYER where it would act in nobody's name. */
  async askBase(
    caller: Caller,
    certificateId: string,
    { service, baseId }: { service: CertificateServiceName; baseId: string },
  ): Promise<{ message: string }> {
    const one = await this.certificateOf(caller, certificateId);
    if (!this.isForBase(one, service)) throw conflict('BASE_NOT_ALLOWED', '这种证书的业务不能由考核基地代办', { ruleId: 'JS-08' });
    const principal = await this.agencies.principalOf(one);
    if (!principal) throw conflict(NO_EMPLOYER.code, NO_EMPLOYER.message);
    return this.agencies.ask(caller, one, { service, baseId, enterpriseId: principal._id.toHexString() });
  }

  async takeBackBase(caller: Caller, certificateId: string, asked: { service: CertificateServiceName; baseId: string }): Promise<void> {
    await this.agencies.takeBack(caller, await this.certificateOf(caller, certificateId), asked);
  }

  /** The certificates of an employer's people in the province it employs them in, the first to end first. */
  async listOfPeople(caller: Caller) {
    const people = caller.organisationId ? await this.employments.peopleOf(caller.organisationId) : [];
    const found = await this.certificates.ofPeople(people);
    const now = today(this.clock);
    return found.map((one) => {
      const left = one.validTo ? daysBetween(now, one.validTo) : undefined;
      return {
        certificateId: one._id.toHexString(),
        number: one.number,
        subject: presentSubject(one.subject),
        holderName: this.certificates.name(one),
        idNumberMasked: maskIdNumber(this.certificates.idNumber(one)),
        status: one.status,
        statusZh: certificateMachine.states[one.status],
        validTo: one.validTo,
        daysLeft: left !== undefined && left >= 0 ? left : undefined,
      };
    });
  }

  async listMine(caller: Caller, page: PageAsked): Promise<PageGiven<View>> {
    const { items, nextCursor } = await findPage<ServiceCase>(ServiceCaseModel, scope(caller), page, newestFirst);
    return { items: await Promise.all(items.map((one) => this.present(one, caller))), nextCursor };
  }

  async view(caller: Caller, id: string): Promise<View> {
    return this.present(await this.of(caller, id), caller);
  }

  /**
   * What was returned, put right by who asked for it: it waits again, under the law it was asked under.
   * Throws WRONG_ROLE, ILLEGAL_TRANSITION, and for what comes with it the same as `apply`.
   */
  async correct(caller: Caller, id: string, brought: Brought, op?: string): Promise<View> {
    const one = await this.of(caller, id);
    demand(caller, 'CORRECT_SERVICE', one);
    const certificate = (await this.certificates.find(one.certificateId))!;
    // Without a new photo the one that came first stays.
    const sentBefore = one.portraitFileId === certificate.portraitFileId ? undefined : one.portraitFileId;
    const again = await this.check(caller, certificate, { ...brought, service: one.service }, sentBefore);
    const moved = await this.cases.move(ServiceCaseModel, one._id, {
      machine,
      event: 'correct',
      actor: this.persons.actor(await this.persons.get(caller.personId), caller.role, op),
      expectVersion: brought.version,
      packVersion: one.packVersion,
      lost: FASTER,
      set: { ...again },
      unset: { decisionReason: 1, correctBy: 1 },
    });
    return this.present(moved, caller);
  }

  /**
   * Before it is decided, when no document could be made of it, or before the other province has received it (QH-03); the certificate is as it was.
   * Throws ALREADY_RECEIVED, CHECK_PENDING.
   */
  async withdraw(caller: Caller, id: string, version: number, op?: string): Promise<View> {
    const one = await this.of(caller, id);
    if (one.status === 'RELEASED') await this.transfers.requireUnreceived(one);
    const moved = await this.cases.move(ServiceCaseModel, one._id, {
      machine,
      event: 'withdraw',
      actor: this.persons.actor(await this.persons.get(caller.personId), caller.role, op),
      expectVersion: version,
      packVersion: one.packVersion,
      lost: FASTER,
      follow: [{ topic: 'certificateService.release', payload: { serviceId: id } }],
    });
    await this.followUp.releaseNow(id);
    return this.present(moved, caller);
  }

  /** What waits for this authority, to be decided or to be mended, the longest first. */
  async queue(caller: Caller, { service, ...page }: PageAsked & { service?: CertificateServiceName }): Promise<PageGiven<View>> {
    const asked = within(scope(caller), { ...waiting, ...(service && { service }) });
    const { items, nextCursor } = await findPage<ServiceCase>(ServiceCaseModel, asked, page, oldestFirst);
    return { items: await Promise.all(items.map((one) => this.present(one, caller))), nextCursor };
  }

  count(caller: Caller): Promise<number> {
    return ServiceCaseModel.countDocuments(within(scope(caller), waiting));
  }

  /** Throws WRONG_ROLE, OWN_CASE, REASON_REQUIRED, or ALREADY_DECIDED for who comes second. */
  async decideCase(
    caller: Caller,
    id: string,
    input: { decision: 'APPROVE' | 'RETURN' | 'REFUSE'; reason?: string; version: number },
    op?: string,
  ): Promise<View> {
    const one = await this.of(caller, id);
    if (input.decision === 'RETURN') return this.returnCase(caller, one, input, op);
    const refuse = input.decision === 'REFUSE';
    demand(caller, refuse ? 'REFUSE_SERVICE' : 'APPROVE_SERVICE', one);
    const isMine = one.history.some((line) => line.op && line.op === op);
    if (!isMine && !['SUBMITTED', 'STUCK'].includes(one.status)) throw conflict(FASTER.code, FASTER.message);
    if (refuse && !input.reason) throw badInput('REASON_REQUIRED', '不予办理要写明原因', { fields: { reason: '请写明原因' } });
    const moved = await this.cases.move(ServiceCaseModel, one._id, {
      machine,
      event: refuse ? 'refuse' : one.status === 'STUCK' ? 'resume' : TERMS[one.service].releases ? 'release' : 'approve',
      actor: this.persons.actor(await this.persons.get(caller.personId), caller.role, op),
      expectVersion: input.version,
      packVersion: one.packVersion,
      ...(input.reason && { reason: input.reason }),
      lost: FASTER,
      set: { ...(input.reason && { decisionReason: input.reason }) },
      follow: refuse ? [{ topic: 'certificateService.release', payload: { serviceId: id } }] : this.followUp.carrying(one),
      notices:
        refuse && !TERMS[one.service].refuse?.startsWith('refuse')
          ? [
              {
                personId: one.personId,
                template: 'service.refused',
                params: {
                  subject: describe(one.subject),
                  number: one.certificateNumber,
                  post: CERTIFICATE_SERVICES[one.service],
                  reason: input.reason!,
                },
                page: pageAddress('certificateService', { id }),
              },
            ]
          : [],
    });
    if (refuse) await this.followUp.releaseNow(id);
    return this.present(moved, caller);
  }

  /** 退回补正: who asked gets time to put it right, and the certificate waits meanwhile. */
  private async returnCase(caller: Caller, one: ServiceCase, { reason, version }: { reason?: string; version: number }, op?: string) {
    demand(caller, 'REFUSE_SERVICE', one);
    if (!reason) throw badInput('REASON_REQUIRED', '退回补正要写明哪里要改', { fields: { reason: '请写明哪里要改' } });
    const correctBy = addDays(today(this.clock), TIME_TO_GO_ON_DAYS);
    const params = {
      subject: describe(one.subject),
      number: one.certificateNumber,
      post: CERTIFICATE_SERVICES[one.service],
      reason,
      deadline: correctBy,
    };
    const moved = await this.cases.move(ServiceCaseModel, one._id, {
      machine,
      event: 'returnForCorrection',
      actor: this.persons.actor(await this.persons.get(caller.personId), caller.role, op),
      expectVersion: version,
      packVersion: one.packVersion,
      reason,
      lost: FASTER,
      set: { decisionReason: reason, correctBy },
      notices: [...new Set([one.personId, one.askedBy.personId])].map((personId) => ({
        personId,
        params,
        page: pageAddress('certificateService', { id: one._id.toHexString() }),
        urgent: { deadline: correctBy, jurisdiction: one.jurisdiction },
      })),
    });
    return this.present(moved, caller);
  }

  private async offer(caller: Caller, one: Certificate, service: CertificateServiceName, asked: readonly Agency[]): Promise<ServiceOffer> {
    const basesAsked = caller.role === 'BASE_AGENT' ? [] : await this.agencies.named(asked, service);
    const decision = await this.decide(caller, one, service);
    const byEmployer = decision.refusals.some((refusal) => refusal.code === 'CHANNEL');
    return {
      service,
      nameZh: CERTIFICATE_SERVICES[service],
      verdict: asVerdict(decision),
      window: this.ceLaw.days(decision, one.validTo),
      ...(byEmployer && caller.role === 'WORKER' && { askedBy: decision.refusals.find(({ code }) => code === 'CHANNEL')!.messageZh }),
      ...(byEmployer && caller.role !== 'BASE_AGENT' && this.isForBase(one, service) && { byBase: true }),
      ...(basesAsked.length && { basesAsked }),
      needsPhoto: !!TERMS[service].prints && !one.portraitFileId,
    };
  }

  /** As the rules look at who acts: a base in the name of the enterprise that employs the holder (JS-08). */
  private async actorOf({ role }: Caller, one: Certificate): Promise<Facts['actor']> {
    const principal = role === 'BASE_AGENT' ? await this.agencies.principalOf(one) : undefined;
    return { role, channel: 'WEAPP', ...(principal?.creditCode && { onBehalfOf: principal.creditCode }) };
  }

  private async decide(caller: Caller, one: Certificate, service: CertificateServiceName): Promise<Decision> {
    const law = this.law.in(one.jurisdiction);
    const actor = await this.actorOf(caller, one);
    if (service === 'EXTEND') return this.ceLaw.extension(one, await this.educations.currentOf(one), actor);
    return law.decide(TERMS[service].law as 'RENEW', {
      actor,
      relation: caller.role === 'WORKER' ? 'SELF' : 'EMPLOYER',
      certificate: this.certificates.facts(one),
    });
  }

  /** Would the law let a base do this, whatever else stands against it today (JS-08)? */
  private isForBase(one: Certificate, service: CertificateServiceName): boolean {
    const law = this.law.in(one.jurisdiction);
    const name = TERMS[service].law as 'RENEW';
    const asked = (actor: Facts['actor']) =>
      law.decide(name, { actor, relation: 'EMPLOYER', certificate: this.certificates.facts(one) }).refusals.map(({ code }) => code);
    const base = { role: 'BASE_AGENT', channel: 'WEAPP', onBehalfOf: 'X' } as const;
    const worker = { role: 'WORKER', channel: 'WEAPP' } as const;
    return !!law.pack.services[name] && asked(worker).includes('CHANNEL') && !asked(base).includes('CHANNEL');
  }

  /** What must come with a request of this kind; `sentBefore`: a photo that came with it already. Throws CHANGES_REQUIRED, REASON_REQUIRED, PROVINCE_REQUIRED or PORTRAIT_REQUIRED. */
  private async check(
    caller: Caller,
    one: Certificate,
    asked: Asked,
    sentBefore?: string,
  ): Promise<Omit<Brought, 'version'> & { changes: ChangeItem[] }> {
    const terms = TERMS[asked.service];
    const changes = asked.service === 'CHANGE' ? [...new Set(asked.changes ?? [])] : [];
    if (asked.service === 'CHANGE' && changes.length === 0)
      throw badInput('CHANGES_REQUIRED', '请选择要变更什么', { fields: { changes: '请至少选一项' } });
    if (terms.needsReason && !asked.reason) throw badInput('REASON_REQUIRED', '请写明原因', { fields: { reason: '请写明原因' } });
    if (asked.service === 'TRANSFER_OUT' && (!asked.toProvince || asked.toProvince === one.jurisdiction))
      throw badInput('PROVINCE_REQUIRED', '请选择调入省份，不能是证书所在的省份', { fields: { toProvince: '请选择其他省份' } });
    const sent = asked.portraitFileId ?? sentBefore;
    const portraitFileId = sent ?? one.portraitFileId;
    if (changes.includes('PHOTO') ? !sent : terms.prints && !portraitFileId)
      throw badInput('PORTRAIT_REQUIRED', '请上传本人近期证件照，新证书上要用', { fields: { portraitFileId: '请上传照片' } });
    if (asked.portraitFileId) await this.takePortrait(one.personId!, caller, asked.portraitFileId);
    return {
      changes,
      ...(portraitFileId && terms.prints && { portraitFileId }),
      ...(asked.reason && { reason: asked.reason }),
      ...(asked.service === 'TRANSFER_OUT' && { toProvince: asked.toProvince }),
    };
  }

  private async requestOf(caller: Caller, one: Certificate, asked: Asked, decision: Decision): Promise<ServiceRequest> {
    const terms = TERMS[asked.service];
    const brought = await this.check(caller, one, asked);
    const ce = asked.service === 'EXTEND' ? await this.educations.currentOf(one) : undefined;
    const { pack } = this.law.in(one.jurisdiction);
    const years = pack.kinds[one.subject.category]?.validYears?.value;
    const principal = caller.role === 'BASE_AGENT' ? await this.agencies.principalOf(one) : undefined;
    return {
      service: asked.service,
      certificateId: one._id.toHexString(),
      certificateNumber: one.number,
      subject: one.subject,
      personId: one.personId!,
      jurisdiction: one.jurisdiction,
      packVersion: pack.version,
      ruleIds: [...decision.ruleIds],
      ...(one.validTo && { validTo: one.validTo }),
      ...(terms.prolongs && one.validTo && years && { newValidTo: addMonths(one.validTo, years * MONTHS) }),
      ...brought,
      ...(terms.prolongs && one.kept && { kept: one.kept }),
      ...(ce && { ceId: ce._id.toHexString() }),
      askedBy: {
        role: caller.role,
        personId: caller.personId,
        ...(caller.organisationId && { name: await this.organisations.nameOf(caller.organisationId) }),
      },
      ...(caller.role === 'ENTERPRISE_STAFF' && { enterpriseId: caller.organisationId }),
      ...(caller.role === 'BASE_AGENT' && { baseId: caller.organisationId }),
      ...(principal && {
        onBehalfOf: {
          enterpriseId: principal._id.toHexString(),
          name: principal.name,
          ...(principal.creditCode && { creditCode: principal.creditCode }),
        },
      }),
    };
  }

  /** Uploaded by the holder, or by whoever asks for them: then it is the holder's from now on. */
  private async takePortrait(holderId: string, { personId }: Caller, fileId: string): Promise<void> {
    const file = await this.files.find(fileId);
    if (file?.purpose !== 'PORTRAIT' || ![holderId, personId].includes(file.ownerId))
      throw badInput('PORTRAIT_REQUIRED', '没有找到这张照片，请重新上传', { fields: { portraitFileId: '请重新上传' } });
    if (file.ownerId !== holderId) await this.files.give(fileId, holderId);
  }

  /** The caller's own, that of somebody the caller's enterprise employs now, or one that the caller's base was asked for, where `service` is named for that one. */
  private async certificateOf(caller: Caller, id: string, service?: CertificateServiceName): Promise<Certificate> {
    if (caller.role === 'WORKER') return this.certificates.mine(caller, id);
    const one = await this.certificates.find(id);
    if (caller.role === 'BASE_AGENT') {
      const asked = one ? await this.agencies.standing(caller, one) : [];
      if (!one || !asked.some((each) => !service || each.service === service)) throw notFound(NO_CERTIFICATE);
      return one;
    }
    const employment = one?.personId ? await this.employments.currentOf(one.personId, one.jurisdiction) : undefined;
    if (!one || !employment || employment.enterpriseId !== caller.organisationId) throw notFound(NO_CERTIFICATE);
    return one;
  }

  private of(caller: Caller, id: string): Promise<ServiceCase> {
    return findWithin(ServiceCaseModel, scope(caller), id, MISSING);
  }

  private async present(one: ServiceCase, caller: Caller): Promise<View> {
    const certificate = (await this.certificates.find(one.certificateId))!;
    const person = await this.persons.know(one.personId);
    const employment = one.changes.includes('ENTERPRISE') ? await this.employments.currentOf(one.personId, one.jurisdiction) : undefined;
    const enterprise = employment && (await this.organisations.enterprise(employment.enterpriseId));
    const holderName = this.certificates.name(certificate);
    const ce = one.ceId ? await this.educations.find(one.ceId) : undefined;
    return presentService(one, caller, {
      holderName,
      idNumber: this.certificates.idNumber(certificate),
      changed: {
        NAME: { from: holderName, to: this.persons.name(person) ?? holderName },
        ENTERPRISE: { ...(certificate.enterpriseName && { from: certificate.enterpriseName }), to: enterprise?.name ?? '无聘用企业' },
      },
      basis: ce
        ? [
            { label: '继续教育', value: `${ce.mode === 'ONLINE' ? '线上' : '线下'} · ${ce.providerName ?? ''}` },
            { label: '考核合格', value: ce.passedOn ?? '' },
            { label: '申请日期', value: toDay(one) },
          ]
        : [],
    });
  }
}

/** What was approved and could not be printed waits for an officer as well. */
const waiting = { status: trusted({ $in: ['SUBMITTED', 'STUCK'] }) };

/** Allowed, or who does it. */
function downloadOf({ allowed, refusals: [against] }: Decision): { allowed: boolean; why?: string } {
  return { allowed, ...(against && { why: [against.messageZh, against.nextStepZh].filter(Boolean).join('，') }) };
}

const toDay = (one: ServiceCase): LocalDate => new Date(one.createdAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

/** From the last valid day, not from the day of the decision: nobody loses days to an office. */
