import { Inject, Singleton } from '@midwayjs/core';
import { NATIONAL_STATES, type NationalKind } from '@jzt/shared/domain/stateCodes';
import { printOf } from '@jzt/shared/policy/print';
import { National } from '../../gateways/national/port';
import { sha256 } from '../../platform/crypto';
import { Refusal } from '../../platform/errors';
import { Law } from '../../platform/law';
import type { Certificate } from '../certificate/certificate.model';
import { Certificates } from '../certificate/certificate.service';
import { Sources } from '../source/sources.service';
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

  /** The certificate of a finished row comes into being, and the owner of its source is told; again, it is the same one. */
  async publish(row: IssuingRow, batchId?: string): Promise<Certificate> {
    const { certificateId, ...text } = row.draft!;
    return this.certificates.issue(certificateId, text, { batchId, fileSha256: row.sealedSha256!, identifier: row.identifier });
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
      requestId: sha256(`${draft.certificateId}:${draft.number}`).slice(0, 32),
      kind: draft.subject.category as NationalKind,
      certificateNo: draft.number,
      issuerCode,
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
