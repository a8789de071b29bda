import { Inject, Singleton } from '@midwayjs/core';
import type { Measure, OfficerCertificate } from '@jzt/shared/contract/certificateService';
import { maskIdNumber } from '@jzt/shared/domain/masking';
import { step, type Event } from '@jzt/shared/workflow/machine';
import { certificate as machine } from '@jzt/shared/workflow/machines/certificate';
import { templateOf } from '@jzt/shared/policy/print';
import { CERTIFICATE_KINDS } from '@jzt/shared/domain/categories';
import type { Caller } from '../../platform/http/tokens';
import { Law } from '../../platform/law';
import { presentSubject } from '../../platform/subject';
import { presentTimeline } from '../../platform/timeline';
import type { Certificate } from '../certificate/certificate.model';
import { Certificates } from '../certificate/certificate.service';
import { Evidence, filesOf } from '../certificate/evidence.service';
import { Persons } from '../person/person.service';
import { Findings } from '../yearlyHours/findings.service';
import { ServiceCaseModel, type ServiceCase } from './certificateService.model';
import { measures as policy } from './certificateService.policy';

const FASTER = { code: 'ALREADY_DECIDED', message: '这本证书刚刚有了变化，请刷新后再处理' };

/** 暂扣, 发还, 吊销, 撤销, 注销: the authority's own acts on a certificate of its province, each with its facts and its legal basis. */
@Singleton()
export class Measures {
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly evidence: Evidence;
  @Inject() private readonly findings: Findings;
  @Inject() private readonly law: Law;

  async findByNumber(caller: Caller, number: string): Promise<OfficerCertificate> {
    return this.present(await this.certificates.byNumberInProvince(caller, number), caller);
  }

  /** Throws WRONG_ROLE, OWN_CASE, ILLEGAL_TRANSITION, or ALREADY_DECIDED when it changed meanwhile. */
  async take(
    caller: Caller,
    id: string,
    input: { measure: Measure; reason: string; legalBasis: string; evidenceFileIds?: string[]; version: number },
    op?: string,
  ): Promise<OfficerCertificate> {
    const one = await this.certificates.inProvince(caller, id);
    policy.demand(caller, 'CERTIFICATE_MEASURE', one);
    const files = await this.evidence.layBefore(caller, id, input.evidenceFileIds);
    const event = await this.eventOf(input.measure, one);
    const actor = this.persons.actor(await this.persons.get(caller.personId), caller.role, op);
    // Suspended, an extension asked for in time waits; everything else ends with the certificate's freedom.
    const ends =
      one.serviceId && event !== 'restore' && event !== 'resumeExtension' && !(event === 'suspend' && one.status === 'EXTENDING');
    const moved = await this.certificates.change(one, event, {
      actor,
      expectVersion: input.version,
      reason: input.reason,
      evidence: [`legal:${input.legalBasis}`, ...files],
      lost: FASTER,
      follow: ends
        ? [
            {
              topic: 'certificateService.close',
              payload: {
                serviceId: one.serviceId,
                reason: `证书已被${MEASURE_WORDS[input.measure]}，申请终止`,
                actor: { ...actor, op: undefined },
              },
            },
          ]
        : [],
    });
    return this.present(moved, caller);
  }

  /** What was suspended while it was being extended goes on being extended. */
  private async eventOf(measure: Measure, one: Certificate): Promise<Event<typeof machine>> {
    if (measure !== 'RESTORE') return EVENTS[measure];
    const open = one.serviceId ? await ServiceCaseModel.findById(one.serviceId).lean<ServiceCase>() : undefined;
    const extending =
      open && ['EXTEND', 'RENEW'].includes(open.service) && ['SUBMITTED', 'RETURNED', 'APPROVED', 'STUCK'].includes(open.status);
    return extending ? 'resumeExtension' : 'restore';
  }

  private present(one: Certificate, caller: Caller): OfficerCertificate {
    const { pack } = this.law.of(one);
    const { category, code } = one.subject;
    const mayAct = policy.can(caller, 'CERTIFICATE_MEASURE', one);
    const possible = (Object.keys(MEASURE_WORDS) as Measure[]).filter(
      (measure) => step(machine, one.status, measure === 'RESTORE' ? 'restore' : EVENTS[measure], 'AUTHORITY_ISSUER').ok,
    );
    return {
      id: one._id.toHexString(),
      number: one.number,
      titleZh: one.printedTitle ?? templateOf(pack, category, code)?.title ?? CERTIFICATE_KINDS[one.kind].label,
      subject: presentSubject(one.subject),
      holderName: this.certificates.name(one),
      idNumberMasked: maskIdNumber(this.certificates.idNumber(one)),
      enterpriseName: one.enterpriseName,
      status: one.status,
      statusZh: machine.states[one.status],
      issuedOn: one.issuedOn,
      validTo: one.validTo,
      recorded: this.certificates.isRecorded(one) || undefined,
      measures: mayAct ? possible : [],
      canProposeVoid: this.findings.mayOpen(caller, one),
      evidenceFileIds: [...new Set(filesOf(one.history.flatMap(({ evidence }) => evidence)))],
      timeline: presentTimeline(one.history, machine, one.source.kind === 'REGISTER' ? '登记证书' : '签发证书'),
      version: one.version,
    };
  }
}

const EVENTS = { SUSPEND: 'suspend', REVOKE: 'revoke', RESCIND: 'rescind', CANCEL: 'cancel' } as const;
const MEASURE_WORDS: Record<Measure, string> = { SUSPEND: '暂扣', RESTORE: '发还', REVOKE: '吊销', RESCIND: '撤销', CANCEL: '注销' };
