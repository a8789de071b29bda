import { Inject, Singleton } from '@midwayjs/core';
import type { Source } from '@jzt/shared/domain/sources';
import { NATIONAL_STATES, type NationalKind } from '@jzt/shared/domain/stateCodes';
import type { Decision, Facts } from '@jzt/shared/policy/index';
import { printOf } from '@jzt/shared/policy/print';
import { National } from '../../gateways/national/port';
import { sha256 } from '../../platform/crypto';
import { Refusal } from '../../platform/errors';
import { asRefusal, Law } from '../../platform/law';
import type { Certificate } from '../certificate/certificate.model';
import { Certificates } from '../certificate/certificate.service';
import { Employments } from '../employment/employment.service';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';
import { Sources, type SourceFacts } from '../source/sources.service';
import { isRenewing } from '../../platform/succession';
import { CertificateDrafts, type Obstacle } from './drafting.service';
import type { CertificateDraft, IssuingRow, IssuingTry } from './issuingRow';
import { CertificateSealing } from './sealing.service';

/**
 * Makes one certificate in named steps. Whoever issues keeps what each step gives before the next one begins; each asks outside systems under
 * an id of its own that gets the same answer again, and so may be repeated after a crash at any point without doubling anything.
 * Nothing exists before `publish` (QH-20).
 */
@Singleton()
export class Issuing {
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly drafts: CertificateDrafts;
  @Inject() private readonly sealing: CertificateSealing;
  @Inject() private readonly sources: Sources;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly employments: Employments;
  @Inject() private readonly national: National;
  @Inject() private readonly law: Law;

  /** In their order. `done` reads what is kept; `run` gives what to keep. */
  private readonly steps: {
    done: (row: IssuingRow, round: IssuingTry) => boolean;
    run: (row: IssuingRow, round: IssuingTry) => Promise<Partial<IssuingRow>>;
  }[] = [
    { done: (row, { issuedOn }) => row.draft?.issuedOn === issuedOn, run: (row, round) => this.draft(row, round) },
    { done: (row) => row.identifier !== undefined || !isNational(row.draft!.subject.category), run: (row) => this.code(row.draft!) },
    { done: (row) => row.sealedSha256 !== undefined, run: (row, round) => this.seal(row.draft!, round) },
  ];

  /** Makes the next step and gives what to keep of it, `undefined` for what goes; nothing when all are made. Throws GatewayDown or a Refusal. */
  async next(row: IssuingRow, round: IssuingTry): Promise<Partial<IssuingRow> | undefined> {
    return this.steps.find((step) => !step.done(row, round))?.run(row, round);
  }

  /** Why no certificate could be made of this source; empty when nothing stands in the way. */
  obstacles(source: Parameters<CertificateDrafts['obstacles']>[0]): Promise<Obstacle[]> {
    return this.drafts.obstacles(source);
  }

  /**
   * May a certificate be made for this holder (JS-20)? Issuer and seal are taken as the pack wants them: whether the one who signs is the right
   * one is asked when somebody signs.
   */
  verdict(facts: SourceFacts, person: Person, employments: Facts['employments']): Decision {
    const law = this.law.of(facts);
    const { status, verified, ledgered } = this.persons.identityFacts(person);
    const terms = law.pack.kinds[facts.subject.category];
    return law.decide('ISSUE', {
      subject: facts.subject,
      identity: { status: status as Facts['identity']['status'], badges: { verified, ledgered } },
      employments,
      signing: { filed: true, issuer: terms?.issuer?.value ?? 'AUTHORITY', seal: terms?.seal?.value ?? 'PROVINCE' },
    });
  }

  /** Before a certificate is made by itself: throws the law's refusal, or the first obstacle. */
  async requireLawful(source: Source): Promise<void> {
    const facts = await this.sources.get(source);
    const [person, employments] = await Promise.all([
      this.persons.know(facts.personId),
      this.employments.factsOf(facts.personId, facts.jurisdiction),
    ]);
    if (this.law.of(facts).pack.services.ISSUE) {
      const decision = this.verdict(facts, person, employments);
      if (decision.refusals.length) throw asRefusal(decision);
    }
    const [obstacle] = await this.drafts.obstacles(facts);
    if (obstacle) throw new Refusal(422, obstacle.code, obstacle.message, { ruleId: obstacle.ruleId });
  }

  /** The last look before it exists: making may take its time. Throws what the owner has against it. */
  async requireWanted(source: Source): Promise<void> {
    const { obstacle } = await this.sources.get(source);
    if (obstacle) throw new Refusal(422, obstacle.code, obstacle.message);
  }

  /**
   * The certificate of a finished row comes into being, or the one it is a new edition of gets it, and the owner of its source is told; again,
   * it is the same one. Throws CERTIFICATE_GONE or ILLEGAL_TRANSITION when the older one does not allow it any more.
   */
  async publish(row: IssuingRow, batchId?: string): Promise<Certificate> {
    const { certificateId, succeeds, edition: _edition, previousIdentifier: _previous, ...text } = row.draft!;
    const made = { fileSha256: row.sealedSha256!, identifier: row.identifier };
    if (isRenewing(succeeds)) return this.certificates.renew(succeeds, text, made);
    return this.certificates.issue(certificateId, text, { batchId, ...made, ...(succeeds && { replaces: succeeds }) });
  }

  /** Number, token, words and dates: the number is drawn here, once, and every later try finds it on the row. */
  private async draft(row: IssuingRow, { issuedOn }: IssuingTry): Promise<Partial<IssuingRow>> {
    const draft = await this.drafts.make(await this.sources.get(row.source), issuedOn, row.draft);
    return { draft, sealedSha256: undefined, identifier: draft.number === row.draft?.number ? row.identifier : undefined };
  }

  /** 赋码: the national identifier, before the certificate is laid out (O-08, O-09). */
  private async code(draft: CertificateDraft): Promise<Partial<IssuingRow>> {
    const issuerCode = printOf(this.law.of(draft).pack)?.issuerCode?.value ?? '';
    const answer = await this.national.requestCode({
      requestId: sha256([draft.certificateId, draft.number, ...(draft.edition ? [draft.edition] : [])].join(':')).slice(0, 32),
      kind: draft.subject.category as NationalKind,
      certificateNo: draft.number,
      issuerCode,
      previousIdentifier: draft.previousIdentifier,
    });
    if (answer.state === 'REJECTED')
      throw new Refusal(422, 'CODE_REFUSED', `全国平台没有给出证照标识：${answer.messageZh}（${answer.providerCode}）`);
    return { identifier: answer.identifier };
  }

  /** Page, QR and seal, and the file kept under the id that the draft names (QH-20). */
  private async seal(draft: CertificateDraft, round: IssuingTry): Promise<Partial<IssuingRow>> {
    return { sealedSha256: await this.sealing.make(draft, round) };
  }
}

const isNational = (category: string): category is NationalKind => category in NATIONAL_STATES;
