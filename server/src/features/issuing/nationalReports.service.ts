import { Inject, Singleton } from '@midwayjs/core';
import type { NationalKind } from '@jzt/shared/domain/stateCodes';
import { printOf } from '@jzt/shared/policy/print';
import { nationalReport, type CertificateEvent } from '@jzt/shared/workflow/nationalReport';
import sharp from 'sharp';
import { National, type NationalUpload } from '../../gateways/national/port';
import type { Clock } from '../../platform/clock';
import type { FieldCipher } from '../../platform/crypto';
import { Files } from '../../platform/files';
import { Law } from '../../platform/law';
import type { Logger } from '../../platform/logger';
import type { Delivery } from '../../platform/outbox';
import type { Certificate } from '../certificate/certificate.model';
import { Certificates } from '../certificate/certificate.service';

/** 1 inch at 300 dpi, and the qualities tried until the platform's 50 KB hold it (O-02). */
const PHOTO = { width: 295, height: 413, maxBytes: 50 * 1024, qualities: [88, 75, 60, 45] };

export interface CertificateChange {
  event: CertificateEvent;
  to: Certificate['status'];
}

/** Tells the national platform of each change of a certificate until it is acknowledged (JS-22), in the order of the changes. */
@Singleton()
export class NationalReports {
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly national: National;
  @Inject() private readonly files: Files;
  @Inject() private readonly law: Law;
  @Inject() private readonly cipher: FieldCipher;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly logger: Logger;

  /** Throws GatewayDown, and so is asked again; a refusal of the platform is kept on the certificate for an officer. */
  async report({ event, to }: CertificateChange, { id, sourceId }: Delivery): Promise<void> {
    const one = await this.certificates.find(sourceId);
    if (!one || one.nationalReceipts.some((receipt) => receipt.requestId === id)) return;
    const answer = await this.national.report(await this.upload(one, event, to, id));
    const accepted = answer.state === 'ACCEPTED';
    if (!accepted)
      this.logger.error(
        { certificateId: sourceId, event, providerCode: answer.providerCode },
        'the national platform refused a report, an officer must look',
      );
    const receipt = {
      requestId: id,
      event,
      state: answer.state,
      answer: accepted ? answer.receiptNo : `${answer.providerCode} ${answer.messageZh}`,
      at: this.clock.now(),
    };
    await this.certificates.keepReceipt(sourceId, receipt, accepted ? answer.identifier : undefined);
  }

  private async upload(one: Certificate, event: CertificateEvent, to: Certificate['status'], requestId: string): Promise<NationalUpload> {
    const id = one._id.toHexString();
    const kind = one.subject.category as NationalKind;
    const issuerCode = printOf(this.law.of(one).pack)?.issuerCode?.value;
    const previousIdentifier = one.earlier?.at(-1)?.identifier ?? one.transferredFrom?.identifier;
    const told = nationalReport(kind, event, to);
    // The first electronic edition of an old paper follows none that the platform could know.
    const first = event === 'issue' || (told?.linksPrevious === true && !previousIdentifier);
    const change = first ? nationalReport(kind, 'issue', to) : told;
    if (!issuerCode || !change || !one.validTo) throw new Error(`certificate ${id} cannot be reported`);
    return {
      requestId,
      kind,
      change,
      subCode: one.subject.code ?? '',
      certificateNo: one.number,
      name: this.cipher.open(one.nameSealed, id),
      idNumber: this.cipher.open(one.idNumberSealed, id),
      provinceCode: one.jurisdiction,
      issuerName: one.issuerZh,
      issuerCode,
      firstIssuedOn: one.earlier?.[0]?.issuedOn ?? one.issuedOn,
      issuedOn: one.issuedOn,
      validFrom: one.issuedOn,
      validTo: one.validTo,
      enterpriseName: one.enterpriseName,
      creditCode: one.creditCode,
      identifier: one.identifier,
      ...(change.linksPrevious && { previousIdentifier }),
      ...(event === 'transferIn' && one.transferredFrom && { previousCertificateNo: one.transferredFrom.number }),
      ...((first || event === 'transferIn') && one.portraitFileId && { photo: await this.photo(one.portraitFileId) }),
    };
  }

  private async photo(fileId: string): Promise<Buffer | undefined> {
    const portrait = await this.files.read(fileId);
    for (const quality of PHOTO.qualities) {
      const jpeg = await sharp(portrait)
        .rotate()
        .resize(PHOTO.width, PHOTO.height, { fit: 'cover' })
        .withMetadata({ density: 300 })
        .jpeg({ quality })
        .toBuffer();
      if (jpeg.length <= PHOTO.maxBytes) return jpeg;
    }
    return undefined;
  }
}
