import { Inject, Singleton } from '@midwayjs/core';
import type { Road } from '@jzt/shared/contract/account';
import { pageAddress } from '@jzt/shared/contract/pages';
import { certificateService } from '@jzt/shared/workflow/machines/certificateService';
import { exemptClaim } from '@jzt/shared/workflow/machines/exemptClaim';
import { postTransfer } from '@jzt/shared/workflow/machines/postTransfer';
import { trusted } from '../../platform/database';
import type { Caller } from '../../platform/http/tokens';
import { Law } from '../../platform/law';
import type { Application } from '../application/application.model';
import { Applications } from '../application/application.service';
import { Certificates } from '../certificate/certificate.service';
import { CertificateServices } from '../certificateService/certificateService.service';
import { ContinuingEducations } from '../continuingEducation/continuingEducation.service';
import { Duplicates } from '../duplicate/duplicates.service';
import { Employments } from '../employment/employment.service';
import { ExamSessions } from '../exam/examSession.service';
import { Exchanges } from '../exchange/exchanges.service';
import { ExemptClaims } from '../exemptClaim/exemptClaim.service';
import { Organisations } from '../organisation/organisation.service';
import { Persons } from '../person/person.service';
import { PostTransfers } from '../postTransfer/postTransfer.service';
import { ServingProvinces } from '../province/servingProvinces.service';
import { TransfersIn } from '../transferIn/transfersIn.service';
import {
  activationWay,
  applicationWay,
  claimWay,
  duplicateWay,
  educationWay,
  employmentWay,
  exchangeWay,
  heldWay,
  identityWay,
  NEW_CERTIFICATE,
  serviceWay,
  transferInWay,
  transferWay,
  WITH_EMPLOYER,
  type Way,
} from './ways';

/** A case under way: when it began, and its words, made only of the newest one. */
interface Begun {
  at: Date;
  way: () => Way | Promise<Way>;
}

/** Continuing education between the sign-up and its end. */
const STUDYING = ['ENROLLED', 'LEARNING', 'ASSESSED', 'REPORTED', 'CE_CONFIRMED', 'EXTENSION_APPLIED', 'REFUSED'];

/** 首页's road: where the newest case of a worker stands, whichever kind it is; without one, what comes first. */
@Singleton()
export class Roads {
  @Inject() private readonly law: Law;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly provinces: ServingProvinces;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly employments: Employments;
  @Inject() private readonly applications: Applications;
  @Inject() private readonly exams: ExamSessions;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly services: CertificateServices;
  @Inject() private readonly educations: ContinuingEducations;
  @Inject() private readonly transfers: PostTransfers;
  @Inject() private readonly claims: ExemptClaims;
  @Inject() private readonly exchanges: Exchanges;
  @Inject() private readonly duplicates: Duplicates;
  @Inject() private readonly transfersIn: TransfersIn;

  async of(caller: Caller): Promise<Road> {
    const { since, ...way } = await this.wayOf(caller);
    return { ...way, since: since?.toISOString() };
  }

  private async wayOf(caller: Caller): Promise<Way> {
    const person = await this.persons.get(caller.personId);
    const [served, applications, employments, certificates, services, educations, transfer, { claim }] = await Promise.all([
      this.provinces.find(person),
      this.applications.openOf(caller.personId),
      this.employments.listMine(caller),
      this.certificates.listMine(caller),
      this.services.listMine(caller, { limit: 20 }),
      this.educations.list({ status: trusted({ $in: STUDYING }) }, caller),
      this.transfers.waiting(caller),
      this.claims.desk(caller),
    ]);
    const [exchanges, duplicates, transferIn] = await Promise.all([
      this.exchanges.openOf(caller),
      this.duplicates.openOf(caller),
      this.transfersIn.openOf(caller),
    ]);
    // Until a province is chosen, the way is the one that most of them have.
    const pack = served && this.law.in(served.jurisdiction).pack;
    const goesOn = !pack || pack.services.APPLY !== undefined;
    const begun: Begun[] = [
      ...applications.map((one) => ({ at: one.createdAt, way: () => this.ofApplication(caller, one) })),
      ...employments
        .filter((one) => one.status === 'REQUESTED')
        .map((one) => {
          const at = new Date(one.createdAt);
          return { at, way: () => employmentWay({ by: one.askedBy, enterprise: one.enterprise.name, at }, goesOn) };
        }),
      ...certificates
        .filter((one) => one.canActivate)
        .map((one) => {
          const at = new Date(one.timeline.at(-1)?.at ?? one.issuedOn);
          return { at, way: () => activationWay(one, at) };
        }),
      ...services.items
        .filter((one) => !(certificateService.terminal as readonly string[]).includes(one.status))
        .map((one) => ({ at: new Date(one.askedAt), way: () => serviceWay(one) })),
      ...educations.map((one) => ({
        at: one.history.findLast(({ event }) => event === 'enrol')?.at ?? one.createdAt,
        way: () => educationWay(one),
      })),
      ...(typeof transfer === 'object' && !postTransfer.terminal.includes(transfer.status)
        ? [{ at: transfer.createdAt, way: () => transferWay(transfer) }]
        : []),
      ...(claim && !(exemptClaim.terminal as readonly string[]).includes(claim.status)
        ? [{ at: new Date(claim.timeline[0]?.at ?? 0), way: () => claimWay(claim) }]
        : []),
      ...exchanges.map((one) => ({ at: one.createdAt, way: () => exchangeWay(one) })),
      ...duplicates.map((one) => ({ at: one.createdAt, way: () => duplicateWay(one) })),
      ...(transferIn ? [{ at: transferIn.createdAt, way: () => transferInWay(transferIn) }] : []),
    ];
    const [newest] = begun.sort((one, other) => other.at.getTime() - one.at.getTime());
    if (newest) return newest.way();

    const stops = goesOn ? NEW_CERTIFICATE : NEW_CERTIFICATE.slice(0, 1);
    if (!this.persons.identityFacts(person).ledgered) return identityWay(person, stops);
    const held = certificates.find((one) => one.status === 'ACTIVE');
    if (held) return heldWay(held);
    if (!goesOn)
      return {
        at: 1,
        turn: 'NOBODY',
        titleZh: pack.nameZh,
        stops,
        nowZh: '这里没有新取证报名',
        nextZh: '能办什么、去哪里办，点这里看',
        page: pageAddress('applicationTypes'),
      };
    if (!employments.some((one) => one.status === 'CONFIRMED'))
      return {
        at: 1,
        turn: 'YOU',
        titleZh: '聘用关系',
        stops: WITH_EMPLOYER,
        nowZh: '向您的单位申请聘用关系',
        nextZh: '单位确认后就能报名',
        page: pageAddress('employment'),
      };
    return {
      at: 1,
      turn: 'YOU',
      titleZh: '报名',
      stops,
      nowZh: '选择要报的证书',
      nextZh: '提交后由培训机构审核',
      page: pageAddress('applicationTypes'),
    };
  }

  private async ofApplication(caller: Caller, one: Application): Promise<Way> {
    const { pack } = this.law.of(one);
    const [institution, exam] = await Promise.all([
      this.organisations.nameOf(one.institutionId),
      one.status === 'SCHEDULED' ? this.exams.listMine(caller).then((all) => all.find(({ id }) => id === one.examSessionId)) : undefined,
    ]);
    return applicationWay(one, {
      institution: institution ?? '培训机构',
      insurance: pack.services.AUTHORITY_CHECK !== undefined,
      issuer: pack.kinds[one.subject.category]?.issuer?.value ?? 'AUTHORITY',
      startsAt: exam && new Date(exam.startsAt),
    });
  }
}
