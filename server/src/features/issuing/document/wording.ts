import { Refusal } from '../../../platform/errors';
import type { CertificateContent, FieldKey } from './content';
import { assertPrintable } from './fonts';

const chineseDate = (date: string) => date.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$1年$2月$3日');

/** The words of a certificate, as they will be printed. */
export interface Wording {
  title: readonly string[];
  heading?: Line;
  fields: Line[];
  statement: string;
  issuer: string;
  issuedOn: string;
  portal: string;
}
export interface Line {
  label: string;
  text: string;
}

/** Fills the template's lines from the content. Refuses with CERTIFICATE_FIELD_MISSING, naming every line that stays empty. */
export function wordingOf(content: CertificateContent): Wording {
  const { template, province, holder } = content;
  const issuer = template.sealOwner === 'INSTITUTION' ? content.institutionName : province.authorityName;
  const values: Record<FieldKey, string | undefined> = {
    postName: content.postName,
    name: holder.name,
    sex: holder.sex,
    idNumber: holder.idNumber,
    certificateNo: content.certificateNo,
    enterpriseName: content.enterpriseName,
    validTo: content.validTo && chineseDate(content.validTo),
  };
  const missing: Record<string, string> = {};
  const line = ({ key, label }: { key: FieldKey; label: string }): Line => {
    const text = values[key];
    if (!text) missing[key] = `缺少${label}`;
    return { label, text: text ?? '' };
  };
  const heading = template.heading && line(template.heading);
  const fields = template.fields.map(line);
  if (!issuer) missing.institutionName = '缺少发证的培训机构名称';
  if (Object.keys(missing).length)
    throw new Refusal(422, 'CERTIFICATE_FIELD_MISSING', `${Object.values(missing).join('、')}，不能制证，请补齐后再签发`, {
      fields: missing,
    });
  const filled = template.statement.replaceAll('{region}', () => province.regionName).replaceAll('{issuer}', () => issuer!);
  return {
    title: template.title,
    heading,
    fields,
    statement: filled,
    issuer: issuer!,
    issuedOn: chineseDate(content.issuedOn),
    portal: province.portalLine,
  };
}

/** Refuses with GLYPH_MISSING when a word cannot be printed in the face it is set in. */
export function assertAllPrintable(words: Wording): void {
  const plain = (text: string) => ({ text, faces: ['text'] as const });
  const lines = [...(words.heading ? [words.heading] : []), ...words.fields];
  assertPrintable({
    ...Object.fromEntries(lines.map(({ label, text }) => [label, { text, faces: ['strong'] as const }])),
    标签: plain(lines.map(({ label }) => label).join('')),
    标题: { text: words.title.join(''), faces: ['song'] },
    证书说明: plain(words.statement),
    发证单位: { text: words.issuer, faces: ['text', 'strong'] },
    发证时间: plain(words.issuedOn),
    查询方式: plain(words.portal),
  });
}
