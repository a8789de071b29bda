import { Inject, Singleton } from '@midwayjs/core';
import type { LocalDate } from '@jzt/shared/domain/calendar';
import type { CertificateKind } from '@jzt/shared/domain/categories';
import { lastValidDay, mediumOf, printOf, templateOf } from '@jzt/shared/policy/print';
import { describe } from '@jzt/shared/policy/words';
import { Types } from 'mongoose';
import { today, type Clock } from '../../platform/clock';
import { randomToken, sha256, type FieldCipher } from '../../platform/crypto';
import { Refusal } from '../../platform/errors';
import { Files } from '../../platform/files';
import { Law } from '../../platform/law';
import { Employments } from '../employment/employment.service';
import type { EnterpriseRecord, InstitutionRecord } from '../organisation/organisation.model';
import { Organisations } from '../organisation/organisation.service';
import { Persons } from '../person/person.service';
import type { Certificate, CertificateSubject } from '../certificate/certificate.model';
import { Certificates } from '../certificate/certificate.service';
import type { SourceFacts } from '../source/sources.service';
import { isRenewing, type Renewing } from '../../platform/succession';
import { CertificateNumbers } from './certificateNumbers';
import { assertPrintable } from '../../platform/print/fonts';
import type { CertificateDraft } from './issuingRow';

/** Why no certificate can be made; `ruleId` where a rule of the province says so. */
export interface Obstacle {
  ruleId?: string;
  code: string;
  message: string;
}

const TOKEN_BYTES = 16;
const YEAR = 4;

/** The kind we make; every other category has one kind, of the same name. */
export const kindOf = ({ category }: CertificateSubject): CertificateKind =>
  category === 'SITE_MANAGER' ? 'SITE_MANAGER_ELECTRONIC' : category;

/** Fixes what a certificate will say, once: number, holder, employer, dates, token (QH-19). */
@Singleton()
export class CertificateDrafts {
  @Inject() private readonly numbers: CertificateNumbers;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly employments: Employments;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly files: Files;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly cipher: FieldCipher;

  /**
   * A new draft; `before` is the one of an earlier try on another day, whose id, token and file are kept, and whose number is
   * kept within its year.
   * Draws a number, so the caller stores the draft before anything is made from it.
   */
  async make(facts: SourceFacts, issuedOn: LocalDate, before?: CertificateDraft): Promise<CertificateDraft> {
    const pack = this.law.of(facts).pack;
    const { person, enterprise, institution } = await this.around(facts);
    const [name, idNumber] = [this.persons.name(person), this.persons.idNumber(person)];
    if (!name || !idNumber) throw new Refusal(422, 'CERTIFICATE_FIELD_MISSING', '持证人没有完成实名认证，不能制证');
    const { source, subject } = facts;
    const issuedBy = pack.kinds[subject.category]?.issuer?.value ?? 'AUTHORITY';
    const old = isRenewing(facts.succeeds) ? await this.renewed(facts.succeeds) : undefined;
    const certificateId = old?._id.toHexString() ?? before?.certificateId ?? new Types.ObjectId().toHexString();
    const sameYear = before?.issuedOn.slice(0, YEAR) === issuedOn.slice(0, YEAR);
    const token = randomToken(TOKEN_BYTES);
    const validTo = facts.validTo !== undefined ? facts.validTo : old ? old.validTo : lastValidDay(pack, subject.category, issuedOn);
    const kept = old ?? before;
    return {
      certificateId,
      source,
      revision: facts.revision ?? 1,
      personId: facts.personId,
      ...(facts.institutionId && { institutionId: facts.institutionId }),
      packVersion: facts.packVersion,
      kind: kindOf(subject),
      ...(facts.succeeds && { succeeds: facts.succeeds }),
      ...(old && { edition: (old.earlier?.length ?? 0) + 2, ...(old.identifier && { previousIdentifier: old.identifier }) }),
      ...(facts.transferredFrom && {
        transferredFrom: facts.transferredFrom,
        ...(facts.transferredFrom.identifier && { previousIdentifier: facts.transferredFrom.identifier }),
      }),
      subject: { category: subject.category, ...(subject.code !== undefined && { code: subject.code }) },
      postName: postNameOf(subject),
      number:
        old?.number ??
        (before && sameYear ? before.number : await this.numbers.next(pack, { subject, issuedOn, address: institution?.address ?? '' })),
      nameSealed: this.cipher.seal(name, certificateId),
      idNumberSealed: this.cipher.seal(idNumber, certificateId),
      ...(person.sex && { sex: person.sex }),
      ...(enterprise && { enterpriseName: enterprise.name, creditCode: enterprise.creditCode }),
      portraitFileId: facts.portraitFileId,
      issuedBy,
      issuerZh: (issuedBy === 'INSTITUTION' ? institution?.name : printOf(pack)?.issuer?.value) ?? pack.nameZh,
      issuedOn,
      ...(validTo && { validTo }),
      tokenSealed: kept?.tokenSealed ?? this.cipher.seal(token, certificateId),
      tokenHash: kept?.tokenHash ?? sha256(token),
      ...(!old && mediumOf(pack, 'PASS', facts.passedOn ?? issuedOn) === 'BOTH' && { paperToo: true }),
      fileId: before?.fileId ?? new Types.ObjectId().toHexString(),
    };
  }

  private async renewed({ certificateId }: Renewing): Promise<Certificate> {
    const old = await this.certificates.find(certificateId);
    if (!old) throw new Refusal(422, 'CERTIFICATE_GONE', '没有找到要换发的证书');
    return old;
  }

  /** Why no certificate could be made of this source, as refusals to show beside its row; empty when nothing stands in the way. */
  async obstacles(facts: SourceFacts): Promise<Obstacle[]> {
    const pack = this.law.of(facts).pack;
    const { person, enterprise, institution } = await this.around(facts);
    const found: Obstacle[] = facts.obstacle ? [facts.obstacle] : [];
    const template = templateOf(pack, facts.subject.category, facts.subject.code);
    if (!template) found.push({ code: 'CERTIFICATE_TEMPLATE_MISSING', message: '本省还没有这种证书的版式，不能制证，请联系平台' });
    if (!facts.succeeds && mediumOf(pack, 'PASS', facts.passedOn ?? today(this.clock)) === 'PAPER')
      found.push({
        ruleId: pack.medium?.find((period) => period.value === 'PAPER')?.id,
        code: 'PAPER_ONLY',
        message: '考试合格那天本省还只发纸质证书，请移出名单，按纸质证书办理',
      });
    const namesEnterprise = template?.fields.includes('enterprise');
    try {
      const strong = (text: string) => ({ text, faces: ['strong'] as const });
      assertPrintable({
        姓名: strong(this.persons.name(person) ?? ''),
        ...(enterprise && namesEnterprise && { 企业名称: strong(enterprise.name) }),
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      found.push({ code: error.code, message: error.message });
    }
    if (namesEnterprise && !enterprise)
      found.push({ code: 'CERTIFICATE_FIELD_MISSING', message: '证书上要写企业名称，但持证人现在没有聘用企业，请先建立聘用关系' });
    if (!(await this.files.find(facts.portraitFileId)))
      found.push({ code: 'PORTRAIT_MISSING', message: '没有找到证书照片，请由本人重新上传后再制证' });
    if (
      !isRenewing(facts.succeeds) &&
      !this.numbers.possible(pack, { subject: facts.subject, issuedOn: today(this.clock), address: institution?.address ?? '' })
    )
      found.push({ code: 'ROW_NUMBER', message: '这种证书编不出编号，请联系平台' });
    return found;
  }

  /** The holder, the employer now, who trained. */
  private async around({ jurisdiction, personId, institutionId }: SourceFacts) {
    const [person, employment, institution] = await Promise.all([
      this.persons.know(personId),
      this.employments.currentOf(personId, jurisdiction),
      (institutionId ? this.organisations.institution(institutionId) : undefined) as Promise<InstitutionRecord> | undefined,
    ]);
    const enterprise: EnterpriseRecord | undefined = employment && (await this.organisations.enterprise(employment.enterpriseId));
    return { person, institution, enterprise };
  }
}

/** What stands under the title: the trade or post by its name. */
function postNameOf(subject: CertificateSubject): string {
  const { code } = subject;
  const named = describe(subject);
  // A worker's own trade is written as the person named it, without the category before it.
  return code && named.endsWith(`·${code}`) ? code : named;
}
