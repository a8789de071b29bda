import { Init, Inject, Singleton } from '@midwayjs/core';
import { CERTIFICATE_SERVICES } from '@jzt/shared/contract/certificateService';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { Source } from '@jzt/shared/domain/sources';
import { certificate as certificateMachine } from '@jzt/shared/workflow/machines/certificate';
import { certificateService as machine } from '@jzt/shared/workflow/machines/certificateService';
import { describe } from '@jzt/shared/policy/words';
import type { Event } from '@jzt/shared/workflow/machine';
import { Types } from 'mongoose';
import { Cases, type Actor } from '../../platform/cases';
import { today, type Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { isDuplicateKey, Refusal } from '../../platform/errors';
import { Law } from '../../platform/law';
import type { NewOutboxEntry } from '../../platform/outbox';
import type { Certificate } from '../certificate/certificate.model';
import { Certificates } from '../certificate/certificate.service';
import { CeRecords } from '../continuingEducation/ceRecords.service';
import { ContinuingEducations } from '../continuingEducation/continuingEducation.service';
import { order } from '../issuing/issuances.service';
import { Sources, withoutExams, type SourceEvents, type SourceFacts } from '../source/sources.service';
import { Agencies } from './agencies.service';
import { ServiceCaseModel, type ServiceCase, type ServiceRequest } from './certificateService.model';
import { scope } from './certificateService.policy';
import { TERMS } from './terms';

const KIND = 'CERTIFICATE_SERVICE';
const SYSTEM: Actor = { role: 'SYSTEM' };

const sourceOf = (one: Pick<ServiceCase, '_id'>): Source => ({ kind: KIND, id: one._id.toHexString() });
type Told<E extends keyof SourceEvents> = SourceEvents[E] & { source: Source };

/** What follows a step of a business. Each may come twice and looks first how things stand; a crash between any two leaves all of them owed. */
@Singleton()
export class ServiceFollowUp {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly educations: ContinuingEducations;
  @Inject() private readonly records: CeRecords;
  @Inject() private readonly sources: Sources;
  @Inject() private readonly agencies: Agencies;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly law: Law;

  @Init()
  async register(): Promise<void> {
    this.sources.register(
      KIND,
      withoutExams(ServiceCaseModel, scope, (one) => this.factsOf(one)),
    );
  }

  /** The request becomes a case, once; the continuing education goes with it. */
  async open({ serviceId, request, actor }: { serviceId: string; request: ServiceRequest; actor: Actor }): Promise<ServiceCase> {
    const fields = { _id: new Types.ObjectId(serviceId), ...request };
    try {
      return await this.cases.create(ServiceCaseModel, machine, fields, {
        event: 'submit',
        actor,
        ruleIds: request.ruleIds,
        packVersion: request.packVersion,
        follow: request.ceId ? [{ topic: 'ce.extension', payload: { ceId: request.ceId, serviceId } }] : [],
        // What a base does in somebody's matter its holder hears at once (JS-08).
        notices: request.baseId
          ? [
              {
                personId: request.personId,
                template: 'service.askedForYou',
                params: {
                  place: request.askedBy.name ?? '考核基地',
                  subject: describe(request.subject),
                  number: request.certificateNumber,
                  post: CERTIFICATE_SERVICES[request.service],
                },
                page: pageAddress('certificateService', { id: serviceId }),
              },
            ]
          : [],
      });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return (await ServiceCaseModel.findById(serviceId).lean<ServiceCase>())!;
    }
  }

  /** What an approval sets going: a new edition of the document, or the certificate's own step. */
  carrying(one: Pick<ServiceCase, '_id' | 'service'>): NewOutboxEntry[] {
    return TERMS[one.service].prints
      ? [order(sourceOf(one))]
      : [{ topic: 'certificateService.carry', payload: { serviceId: one._id.toHexString() } }];
  }

  /** Nothing is printed: the certificate ends, or goes to the other province. */
  async carry(serviceId: string): Promise<void> {
    const one = await this.find(serviceId);
    const event = one && TERMS[one.service].carries;
    if (one?.status === 'RELEASED') return this.letGo(one);
    if (!one || !event || one.status !== 'APPROVED') return;
    const certificate = (await this.certificates.find(one.certificateId))!;
    const over = certificateMachine.terminal.includes(certificate.status);
    // Its own step may have been made already, and only its end be missing.
    if (over && certificate.serviceId === serviceId)
      return this.refuse(one, SYSTEM, `证书现在是“${certificateMachine.states[certificate.status]}”，申请终止`);
    if (certificate.serviceId === serviceId)
      await this.certificates.change(certificate, event, {
        actor: this.deciderOf(one, 'approve'),
        reason: one.reason ?? '本人申请',
        unset: { serviceId: 1 },
      });
    await this.step(one, 'finish');
    await this.endAgencies(serviceId);
  }

  /** 同意调出, once: the nation is told, and the other province may receive it (QH-03). */
  private async letGo(one: ServiceCase): Promise<void> {
    const certificate = (await this.certificates.find(one.certificateId))!;
    if (certificate.status !== 'TRANSFER_OUT' || certificate.serviceId !== one._id.toHexString() || isReleased(certificate)) return;
    await this.certificates.change(certificate, 'releaseTransferOut', { actor: this.deciderOf(one, 'release') });
  }

  /** Returned, and not put right in its time. */
  uncorrected(): Record<string, unknown> {
    return { status: 'RETURNED', correctBy: trusted({ $lt: today(this.clock) }) };
  }

  async refuseUncorrected(id: Types.ObjectId): Promise<void> {
    const one = await this.find(id.toHexString());
    if (one?.status === 'RETURNED') await this.refuse(one, SYSTEM, `没有在${one.correctBy}前补正（${one.decisionReason}）`);
  }

  /** Refused or withdrawn: the certificate is as it was, with the time it had been given, and free for the next request. */
  async release(serviceId: string): Promise<void> {
    const one = await this.find(serviceId);
    if (!one || !['REFUSED', 'WITHDRAWN'].includes(one.status)) return;
    const certificate = (await this.certificates.find(one.certificateId))!;
    const refused = one.status === 'REFUSED';
    const terms = TERMS[one.service];
    const event = terms.releases && isReleased(certificate) ? 'recallTransferOut' : refused ? terms.refuse : terms.withdraw;
    if (certificate.serviceId === serviceId) {
      const kept = TERMS[one.service].prolongs ? { was: one.kept } : undefined;
      const standsIn = TERMS[one.service].request && ['EXTENDING', 'CHANGING', 'RECHECKING', 'TRANSFER_OUT'].includes(certificate.status);
      if (event && standsIn)
        await this.certificates.change(certificate, event, {
          actor: this.deciderOf(one, refused ? 'refuse' : 'withdraw'),
          ...(one.decisionReason && { reason: one.decisionReason }),
          unset: { serviceId: 1, ...(kept && !kept.was && { kept: 1 }) },
          ...(kept?.was && { set: { kept: kept.was } }),
        });
      else await this.certificates.unreserve(one.certificateId, serviceId, kept);
    }
    if (one.ceId) await this.followCe({ ceId: one.ceId, serviceId });
    if (!one.kept || one.kept.until) return;
    // It was kept because an office had it, which may have decided meanwhile.
    const now = (await this.certificates.find(one.certificateId))!;
    const ce = now.serviceId ? undefined : await this.educations.currentOf(now);
    if (ce) await this.records.keep(ce._id.toHexString());
  }

  /** The same before the answer, for whoever waits for it. The outbox, woken by the decision, may be at it this moment: then it is looked at again. */
  async releaseNow(serviceId: string): Promise<void> {
    for (let tries = 1; tries <= 3; tries++) {
      try {
        return await this.release(serviceId);
      } catch (error) {
        if (!(error instanceof Refusal && error.status === 409)) throw error;
      }
    }
  }

  /** The certificate was suspended or ended by the authority: what was asked for besides an extension ends with it. */
  async close({ serviceId, reason, actor }: { serviceId: string; reason: string; actor: Actor }): Promise<void> {
    const one = await this.find(serviceId);
    if (!one) throw new Error('the request is not stored yet');
    if (['SUBMITTED', 'RETURNED', 'RELEASED', 'STUCK'].includes(one.status))
      await this.refuse(one, ['RETURNED', 'RELEASED'].includes(one.status) ? SYSTEM : actor, reason);
  }

  /** The new edition exists. */
  async finish({ source: { id } }: Told<'certificate.issued'>): Promise<void> {
    const one = await this.find(id);
    if (one?.status === 'APPROVED') await this.step(one, 'finish');
    await this.endAgencies(id);
    if (one?.ceId) await this.followCe({ ceId: one.ceId, serviceId: id });
  }

  /** No document could be made: an officer sees why, and goes on once it is mended. */
  async getStuck({ source: { id }, message }: Told<'certificate.refused'>): Promise<void> {
    const one = await this.find(id);
    if (one?.status !== 'APPROVED') return;
    await this.cases.move(ServiceCaseModel, one._id, {
      machine,
      event: 'getStuck',
      actor: SYSTEM,
      reason: message,
      packVersion: one.packVersion,
      set: { decisionReason: message },
    });
  }

  /** Continuing education stands where its extension stands. */
  async followCe({ ceId, serviceId }: { ceId: string; serviceId: string }): Promise<void> {
    const [one, ce] = [await this.find(serviceId), await this.educations.find(ceId)];
    if (!one || !ce) return;
    if (['ASSESSED', 'CE_CONFIRMED', 'REFUSED'].includes(ce.status) && ce.serviceId !== serviceId && one.status !== 'WITHDRAWN')
      await this.educations.move(ce, 'applyExtension', {
        actor: { role: one.askedBy.role, personId: one.askedBy.personId },
        set: { serviceId },
        ruleIds: one.ruleIds,
      });
    const now = (await this.educations.find(ceId))!;
    if (now.status !== 'EXTENSION_APPLIED' || now.serviceId !== serviceId) return;
    const reason = one.decisionReason;
    if (one.status === 'DONE') await this.educations.move(now, 'extend', { actor: SYSTEM });
    if (one.status === 'REFUSED')
      await this.educations.move(now, 'refuse', { actor: this.deciderOf(one, 'refuse'), reason, set: { reason } });
    if (one.status === 'WITHDRAWN')
      await this.educations.move(now, 'withdrawExtension', { actor: this.deciderOf(one, 'withdraw'), unset: { serviceId: 1 } });
  }

  private async find(id: string): Promise<ServiceCase | undefined> {
    return (await ServiceCaseModel.findById(id).lean<ServiceCase>()) ?? undefined;
  }

  /** What a base was asked to do is done: it acts no longer (JS-08). */
  private async endAgencies(serviceId: string): Promise<void> {
    const one = await this.find(serviceId);
    const done = one?.history.findLast(({ event }) => event === 'finish');
    if (one && done) await this.agencies.end(one, done.at);
  }

  private async refuse(one: ServiceCase, actor: Actor, reason: string): Promise<void> {
    await this.cases.move(ServiceCaseModel, one._id, {
      machine,
      event: 'refuse',
      actor,
      reason,
      packVersion: one.packVersion,
      set: { decisionReason: reason },
      follow: [{ topic: 'certificateService.release', payload: { serviceId: one._id.toHexString() } }],
    });
  }

  private async step(one: ServiceCase, event: Event<typeof machine>): Promise<void> {
    await this.cases.move(ServiceCaseModel, one._id, { machine, event, actor: SYSTEM, packVersion: one.packVersion });
  }

  /** Whoever made that step last. */
  private deciderOf(one: ServiceCase, event: string): Actor {
    const line = one.history.findLast((each) => each.event === event);
    return line ? { role: line.byRole, personId: line.byPerson, name: line.byName } : SYSTEM;
  }

  /** A kind without an end (JS-15): what is prolonged has none any more, whatever stood on the paper. */
  private hasNoEnd({ jurisdiction, subject }: ServiceCase): boolean {
    return this.law.in(jurisdiction).pack.kinds[subject.category]?.validYears?.value === null;
  }

  private async factsOf(one: ServiceCase): Promise<SourceFacts> {
    const certificate = await this.certificates.find(one.certificateId);
    const event = TERMS[one.service].prints;
    return {
      source: sourceOf(one),
      jurisdiction: one.jurisdiction,
      personId: one.personId,
      ...(certificate?.institutionId && { institutionId: certificate.institutionId }),
      subject: one.subject,
      packVersion: one.packVersion,
      portraitFileId: one.portraitFileId ?? certificate?.portraitFileId ?? '',
      status: one.status,
      ...(event && { succeeds: { certificateId: one.certificateId, event } }),
      ...(one.newValidTo ? { validTo: one.newValidTo } : TERMS[one.service].prolongs && this.hasNoEnd(one) && { validTo: null }),
    };
  }
}

/** Did an officer let the certificate that is being transferred go? */
const isReleased = ({ history }: Certificate): boolean =>
  history.findLast(({ event }) => event === 'requestTransferOut' || event === 'releaseTransferOut')?.event === 'releaseTransferOut';
