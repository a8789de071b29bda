import { Inject, Singleton } from '@midwayjs/core';
import { CERTIFICATE_SERVICES, type AgencyRow, type CertificateServiceName } from '@jzt/shared/contract/certificateService';
import { daysBetween } from '@jzt/shared/domain/calendar';
import { maskIdNumber } from '@jzt/shared/domain/masking';
import { describe } from '@jzt/shared/policy/words';
import { certificate as machine } from '@jzt/shared/workflow/machines/certificate';
import { Types } from 'mongoose';
import { Audit } from '../../platform/audit';
import { today, type Clock } from '../../platform/clock';
import { notFound } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { presentSubject } from '../../platform/subject';
import type { Certificate } from '../certificate/certificate.model';
import { Certificates } from '../certificate/certificate.service';
import { Employments } from '../employment/employment.service';
import type { OrganisationRecord } from '../organisation/organisation.model';
import { Organisations } from '../organisation/organisation.service';
import { Persons } from '../person/person.service';
import { AgencyModel, type Agency } from './agency.model';
import { agencies as policy } from './certificateService.policy';

/** What one list shows; older requests are done or can be asked again. */
const MOST = 300;

/** 考核基地代办 (JS-08): 「所在企业凭帐号或由特种作业人员考核基地代为登录」. Asked by the holder or the enterprise, done in the enterprise's name. */
@Singleton()
export class Agencies {
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly employments: Employments;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly audit: Audit;
  @Inject() private readonly clock: Clock;

  /** The bases of the certificate's province, to choose one. */
  async bases(one: Certificate) {
    return (await this.organisations.bases(one.jurisdiction)).map(({ _id, name, address, phone }) => ({
      id: _id.toHexString(),
      name,
      address,
      phone,
    }));
  }

  /** One tap: the base sees the person from now on, and its members are told. Throws NOT_FOUND for what is no base of the province. */
  async ask(caller: Caller, one: Certificate, service: CertificateServiceName, baseId: string): Promise<{ message: string }> {
    const base = (await this.organisations.bases(one.jurisdiction)).find((each) => each._id.toHexString() === baseId);
    if (!base) throw notFound('没有找到这个考核基地');
    const certificateId = one._id.toHexString();
    const asked = { service, askedBy: { role: caller.role, personId: caller.personId }, askedAt: this.clock.now() };
    await AgencyModel.updateOne(
      { baseId, certificateId },
      { $set: asked, $setOnInsert: { jurisdiction: one.jurisdiction, personId: one.personId! } },
      { upsert: true },
    );
    const asker = await this.persons.get(caller.personId);
    await this.audit.append(
      {
        action: 'Agency.ask',
        subjectKind: 'Certificate',
        subjectId: certificateId,
        outcome: 'ASKED',
        actorRole: caller.role,
        actorId: caller.personId,
        actorName: this.persons.displayName(asker),
        reason: `${CERTIFICATE_SERVICES[service]}：${base.name}`,
        ruleIds: ['JS-08'],
        jurisdiction: one.jurisdiction,
      },
      new Types.ObjectId().toHexString(),
    );
    const params = { subject: describe(one.subject), number: one.number, post: CERTIFICATE_SERVICES[service] };
    for (const personId of await this.persons.findMembers('BASE_AGENT', baseId))
      await this.persons.tell(personId, 'service.baseAsked', params);
    return { message: `已告诉${base.name}，由它代为办理；有进展会通知您` };
  }

  /** Whom the base acts for, the newest request first, without what has ended. */
  async list(caller: Caller): Promise<AgencyRow[]> {
    const asked = await AgencyModel.find(policy.scope(caller) as never)
      .sort({ _id: -1 })
      .limit(MOST)
      .lean<Agency[]>();
    const found = await this.certificates.byIds(asked.map(({ certificateId }) => certificateId));
    const rows: AgencyRow[] = [];
    for (const { certificateId, service, askedAt } of asked.sort((a, b) => b.askedAt.getTime() - a.askedAt.getTime())) {
      const one = found.get(certificateId);
      if (!one || machine.terminal.includes(one.status)) continue;
      const left = one.validTo ? daysBetween(today(this.clock), one.validTo) : undefined;
      rows.push({
        certificateId,
        number: one.number,
        subject: presentSubject(one.subject),
        holderName: this.certificates.name(one),
        idNumberMasked: maskIdNumber(this.certificates.idNumber(one)),
        status: one.status,
        statusZh: machine.states[one.status],
        validTo: one.validTo,
        daysLeft: left !== undefined && left >= 0 ? left : undefined,
        askedFor: CERTIFICATE_SERVICES[service],
        askedAt: askedAt.toISOString(),
        enterpriseName: (await this.principalOf(one))?.name,
      });
    }
    return rows;
  }

  /** Does this base act for that certificate? */
  async actsFor(caller: Caller, certificateId: string): Promise<boolean> {
    return !!(await AgencyModel.exists({ ...policy.scope(caller), certificateId } as never));
  }

  /** In whose name a base acts: the enterprise that employs the holder now. */
  async principalOf(one: Certificate): Promise<OrganisationRecord | undefined> {
    const employment = one.personId ? await this.employments.currentOf(one.personId, one.jurisdiction) : undefined;
    return employment && this.organisations.enterprise(employment.enterpriseId);
  }
}
