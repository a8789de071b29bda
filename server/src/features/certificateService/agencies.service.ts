import { Inject, Singleton } from '@midwayjs/core';
import { CERTIFICATE_SERVICES, type AgencyRow, type CertificateServiceName } from '@jzt/shared/contract/certificateService';
import { daysBetween } from '@jzt/shared/domain/calendar';
import { maskIdNumber } from '@jzt/shared/domain/masking';
import { describe } from '@jzt/shared/policy/words';
import { certificate as machine } from '@jzt/shared/workflow/machines/certificate';
import { Types } from 'mongoose';
import { Audit } from '../../platform/audit';
import { today, type Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { notFound } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { within } from '../../platform/policy';
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
  async ask(
    caller: Caller,
    one: Certificate,
    { service, baseId, enterpriseId }: Pick<Agency, 'service' | 'baseId' | 'enterpriseId'>,
  ): Promise<{ message: string }> {
    const base = (await this.organisations.bases(one.jurisdiction)).find((each) => each._id.toHexString() === baseId);
    if (!base) throw notFound('没有找到这个考核基地');
    await AgencyModel.updateOne(
      { baseId, certificateId: one._id.toHexString(), service },
      {
        $set: { enterpriseId, askedBy: { role: caller.role, personId: caller.personId }, askedAt: this.clock.now() },
        $setOnInsert: { jurisdiction: one.jurisdiction, personId: one.personId! },
      },
      { upsert: true },
    );
    await this.note(caller, one, { action: 'Agency.ask', outcome: 'ASKED', reason: `${CERTIFICATE_SERVICES[service]}：${base.name}` });
    const params = { subject: describe(one.subject), number: one.number, post: CERTIFICATE_SERVICES[service] };
    for (const personId of await this.persons.findMembers('BASE_AGENT', baseId))
      await this.persons.tell(personId, 'service.baseAsked', params);
    return { message: `已告诉${base.name}，由它代为办理；有进展会通知您` };
  }

  /** From now on the base does not see it; what it has applied for stays. Taken back already, nothing happens. */
  async takeBack(caller: Caller, one: Certificate, { service, baseId }: Pick<Agency, 'service' | 'baseId'>): Promise<void> {
    const asked = within(policy.scope(caller), { baseId, certificateId: one._id.toHexString(), service });
    if (!(await AgencyModel.deleteOne(asked as never)).deletedCount) return;
    const reason = `${CERTIFICATE_SERVICES[service]}：${(await this.organisations.nameOf(baseId)) ?? baseId}`;
    await this.note(caller, one, { action: 'Agency.takeBack', outcome: 'TAKEN_BACK', reason });
  }

  /** The business is done, whoever did it: what was asked for before then stands no longer. */
  async end({ certificateId, service }: Pick<Agency, 'certificateId' | 'service'>, at: Date): Promise<void> {
    await AgencyModel.deleteMany({ certificateId, service, askedAt: trusted({ $lte: at }) });
  }

  /** Whom the base acts for, the newest request first, without what has ended and without who has left the enterprise. */
  async list(caller: Caller): Promise<AgencyRow[]> {
    const asked = await AgencyModel.find(policy.scope(caller) as never)
      .sort({ _id: -1 })
      .limit(MOST)
      .lean<Agency[]>();
    const found = await this.certificates.byIds(asked.map(({ certificateId }) => certificateId));
    const rows: AgencyRow[] = [];
    for (const { certificateId, service, enterpriseId, askedAt } of asked.sort((a, b) => b.askedAt.getTime() - a.askedAt.getTime())) {
      const one = found.get(certificateId);
      if (!one || machine.terminal.includes(one.status)) continue;
      const principal = await this.principalOf(one);
      if (principal?._id.toHexString() !== enterpriseId) continue;
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
        enterpriseName: principal.name,
      });
    }
    return rows;
  }

  /** What stands of what was asked for this certificate, as far as the caller sees it: nothing of an enterprise that no longer employs the holder. */
  async standing(caller: Caller, one: Certificate): Promise<Agency[]> {
    const principal = await this.principalOf(one);
    if (!principal) return [];
    const asked = { certificateId: one._id.toHexString(), enterpriseId: principal._id.toHexString() };
    return AgencyModel.find(within(policy.scope(caller), asked) as never)
      .sort({ _id: 1 })
      .lean<Agency[]>();
  }

  /** The bases that were asked for one business, by their names. */
  async named(asked: readonly Agency[], service: CertificateServiceName): Promise<{ id: string; name: string }[]> {
    const bases = asked.filter((each) => each.service === service).map(({ baseId }) => baseId);
    return Promise.all(bases.map(async (id) => ({ id, name: (await this.organisations.nameOf(id)) ?? '考核基地' })));
  }

  /** In whose name a base acts: the enterprise that employs the holder now. */
  async principalOf(one: Certificate): Promise<OrganisationRecord | undefined> {
    const employment = one.personId ? await this.employments.currentOf(one.personId, one.jurisdiction) : undefined;
    return employment && this.organisations.enterprise(employment.enterpriseId);
  }
  private async note(caller: Caller, one: Certificate, what: { action: string; outcome: string; reason: string }): Promise<void> {
    const record = {
      ...what,
      subjectKind: 'Certificate',
      subjectId: one._id.toHexString(),
      actorRole: caller.role,
      actorId: caller.personId,
      actorName: this.persons.displayName(await this.persons.get(caller.personId)),
      ruleIds: ['JS-08'],
      jurisdiction: one.jurisdiction,
    };
    await this.audit.append(record, new Types.ObjectId().toHexString());
  }
}
