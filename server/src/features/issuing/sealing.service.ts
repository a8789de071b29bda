import { Inject, Singleton } from '@midwayjs/core';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { printOf } from '@jzt/shared/policy/print';
import { Seal, type SealResult } from '../../gateways/seal/port';
import { sha256, type FieldCipher } from '../../platform/crypto';
import { Refusal } from '../../platform/errors';
import { Files } from '../../platform/files';
import { Law } from '../../platform/law';
import { Organisations } from '../organisation/organisation.service';
import { Certificates } from '../certificate/certificate.service';
import type { CertificateContent } from './document/content';
import { SEAL_RECTANGLE } from './document/layout';
import { renderCertificate } from './document/renderCertificate';
import { digestToSign, embedSignature, preparePlaceholder } from './document/signature';
import type { CertificateDraft } from './issuingRow';

const REASON = '签发电子证书';
const REFUSALS: Record<Extract<SealResult, { state: 'REFUSED' }>['reason'], string> = {
  UNKNOWN_SEAL: '电子签章系统里没有这枚印章',
  SEAL_DISABLED: '印章已停用',
  DIGEST_CHANGED: '电子签章系统认为这份文件已经换过',
  REJECTED: '电子签章系统拒绝签章',
};
const SEXES = { M: '男', F: '女' } as const;

/**
 * Renders a draft, has it sealed and keeps the file (QH-20, QH-36). The same draft and moment give the same bytes, so every
 * step may be repeated.
 */
@Singleton()
export class CertificateSealing {
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly seal: Seal;
  @Inject() private readonly files: Files;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly law: Law;
  @Inject() private readonly cipher: FieldCipher;

  /**
   * The SHA-256 of the sealed file, stored under `draft.fileId`. `attempt` is the officer's count of tries: a refusal of the
   * seal service is asked again only in a new one.
   * Throws GatewayDown (ask again later) or a Refusal: SEAL_REFUSED, or what the renderer refuses.
   */
  async make(draft: CertificateDraft, signing: { signedAt: Date; attempt: number }): Promise<string> {
    const pack = this.law.of(draft).pack;
    const prepared = preparePlaceholder(await renderCertificate(await this.content(draft)), {
      reason: REASON,
      signerName: draft.issuerZh,
      location: pack.nameZh,
      signedAt: signing.signedAt,
      rectangle: SEAL_RECTANGLE,
    });
    const { digestSha256 } = digestToSign(prepared);
    const requestId = sha256(`${draft.certificateId}:${signing.attempt}:${digestSha256}`).slice(0, 32);
    const answer = await this.seal.sign({
      jurisdiction: pack.province as Jurisdiction,
      requestId,
      sealId: await this.sealId(draft),
      digestSha256,
      reason: REASON,
      documentName: `${draft.certificateId}.pdf`,
    });
    if (answer.state === 'REFUSED')
      throw new Refusal(
        422,
        'SEAL_REFUSED',
        `${REFUSALS[answer.reason]}（${answer.providerCode}），请联系电子签章管理员，处理好后再重新签发`,
      );
    const sealed = embedSignature(prepared, answer.cms);
    return (
      await this.files.save(sealed, { id: draft.fileId, ownerId: draft.personId, purpose: 'CERTIFICATE', contentType: 'application/pdf' })
    ).sha256;
  }

  private async content(draft: CertificateDraft): Promise<CertificateContent> {
    const id = draft.certificateId;
    return {
      pack: this.law.of(draft).pack,
      subject: draft.subject,
      institutionName: draft.issuerZh,
      holder: {
        name: this.cipher.open(draft.nameSealed, id),
        idNumber: this.cipher.open(draft.idNumberSealed, id),
        ...(draft.sex && { sex: SEXES[draft.sex] }),
        portrait: await this.portrait(draft),
      },
      certificateNo: draft.number,
      postName: draft.postName,
      enterpriseName: draft.enterpriseName,
      issuedOn: draft.issuedOn,
      validTo: draft.validTo,
      verifyLink: this.certificates.verifyLink(draft, id),
    };
  }

  private async portrait(draft: CertificateDraft): Promise<Buffer> {
    if (!(await this.files.find(draft.portraitFileId)))
      throw new Refusal(422, 'PORTRAIT_MISSING', '没有找到证书照片，请由本人重新上传后再制证');
    return this.files.read(draft.portraitFileId);
  }

  /** The province's seal by the name its pack gives it; an institution's by its credit code (QH-20, QH-36). */
  private async sealId(draft: CertificateDraft): Promise<string> {
    if (draft.issuedBy === 'INSTITUTION') return institutionSeal(await this.organisations.institution(draft.institutionId!));
    const seal = printOf(this.law.of(draft).pack)?.seal?.value;
    if (!seal) throw new Refusal(422, 'SEAL_REFUSED', '本省没有设置电子印章，不能签发，请联系平台');
    return seal;
  }
}

/** An institution's seal at the e-seal service. */
export const institutionSeal = ({ creditCode }: { creditCode: string }): string => `ORG-${creditCode}`;
