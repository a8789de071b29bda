import { Init, Inject, Singleton } from '@midwayjs/core';
import { toLocalDate } from '@jzt/shared/domain/calendar';
import { numberKey } from '@jzt/shared/domain/certificateNumber';
import type { Actor } from '../../platform/cases';
import { trusted } from '../../platform/database';
import { Certificates } from '../certificate/certificate.service';
import { RegisterEntries } from '../certificate/registerEntries.service';
import { Persons } from '../person/person.service';
import type { FieldCipher } from '../../platform/crypto';
import { Sources, withoutExams, type SourceFacts } from '../source/sources.service';
import { FilingModel, type Filing } from './filing.model';
import { scope } from './filing.policy';

const KIND = 'FILING';
const SYSTEM: Actor = { role: 'SYSTEM' };

/** Approved filings as a source of certificates. Deliveries come at least once and in any order: each looks at how things stand now. */
@Singleton()
export class FilingSource {
  @Inject() private readonly sources: Sources;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly register: RegisterEntries;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly cipher: FieldCipher;

  @Init()
  async enrol(): Promise<void> {
    // Of what is not approved, or no longer, nothing is made; nor for who has no account yet.
    this.sources.register(KIND, withoutExams(FilingModel, scope, factsOf, { status: 'PASSED', personId: trusted({ $exists: true }) }));
  }

  /** The number is shown from now on (JX-19). Of an approval that was withdrawn meanwhile the certificate goes at once. */
  async issued(id: string, { certificateId, number }: { certificateId: string; number: string }): Promise<void> {
    const certificate = await this.certificates.find(certificateId);
    if (!certificate) return;
    const set = { certificateId, certificateNo: number, certificateKey: numberKey(number) };
    const kept = await FilingModel.updateOne({ _id: id, status: 'PASSED', approvals: certificate.revision }, {
      $set: set,
      $unset: { notMade: 1 },
      $inc: { version: 1 },
    } as never);
    if (!kept.matchedCount) return this.retire(id, certificate.revision, '审核已撤回');
    const filing = (await FilingModel.findById(id).lean<Filing>())!;
    const holder = await this.persons.findByIdNumber(this.cipher.open(filing.idNumberSealed, id));
    if (holder) await this.register.bringTo(holder._id.toHexString());
  }

  async refused(id: string, message: string): Promise<void> {
    await FilingModel.updateOne({ _id: id, status: 'PASSED' }, { $set: { notMade: message }, $inc: { version: 1 } } as never);
  }

  /** The certificate of a withdrawn approval, if it came into being, is rescinded and its holder told (JX-18). */
  async retire(id: string, revision: number, reason: string): Promise<void> {
    const certificate = await this.certificates.ofSource({ source: { kind: KIND, id }, revision });
    if (!certificate || certificate.status === 'RESCINDED') return;
    await FilingModel.updateOne({ _id: id } as never, { $addToSet: { retiredNumbers: certificate.number } } as never);
    await this.certificates.change(certificate, 'rescind', { actor: SYSTEM, reason, ruleIds: ['JX-18'] });
  }
}

const factsOf = (one: Filing): SourceFacts => {
  const approved = one.history.findLast((line) => line.event === 'approve');
  return {
    source: { kind: KIND, id: one._id.toHexString() },
    jurisdiction: one.jurisdiction,
    personId: one.personId!,
    subject: { category: 'SITE_MANAGER', code: one.post! },
    packVersion: one.packVersion,
    portraitFileId: one.files.portrait!,
    status: one.status,
    revision: one.approvals,
    ...(approved && { passedOn: toLocalDate(approved.at) }),
  };
};
