import { printOf, templateOf, type TemplateField } from '@jzt/shared/policy/print';
import { Refusal } from '../../../platform/errors';
import type { CertificateContent } from './content';
import { assertPrintable } from '../../../platform/print/fonts';

const chineseDate = (date: string) => date.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$1年$2月$3日');

/** The words of a certificate, as they will be printed. */
export interface Wording {
  title: readonly string[];
  /** Centred under the title, before the holder's lines: the trade or post. */
  heading?: Line;
  fields: Line[];
  statement: string;
  scan: string;
  issuer: string;
  issuedOn: string;
  portal: string;
}
export interface Line {
  label: string;
  text: string;
}

/** Fills the pack's template from the content. Refuses with CERTIFICATE_TEMPLATE_MISSING, or with CERTIFICATE_FIELD_MISSING, naming every line that stays empty. */
export function wordingOf(content: CertificateContent): Wording {
  const { pack, subject, holder } = content;
  const [print, template] = [printOf(pack), templateOf(pack, subject.category, subject.code)];
  if (!print?.lines || !template) throw new Refusal(422, 'CERTIFICATE_TEMPLATE_MISSING', '本省还没有这种证书的版式，不能制证，请联系平台');
  const issuer = pack.kinds[subject.category]?.issuer?.value === 'INSTITUTION' ? content.institutionName : print.issuer?.value;
  const values: Partial<Record<TemplateField, string>> = {
    post: content.postName,
    name: holder.name,
    sex: holder.sex,
    idNumber: holder.idNumber,
    number: content.certificateNo,
    enterprise: content.enterpriseName,
    validTo: content.validTo && chineseDate(content.validTo),
  };
  const missing: Record<string, string> = {};
  const line = (field: TemplateField): Line => {
    const [label, text] = [template.labels[field], values[field]];
    if (!text) missing[KEYS[field] ?? field] = `缺少${label}`;
    return { label, text: text ?? '' };
  };
  const heading = template.fields.includes('post') ? line('post') : undefined;
  const fields = template.fields.filter((field) => field !== 'post' && field !== 'portrait').map(line);
  if (!issuer) missing.institutionName = '缺少发证的培训机构名称';
  if (Object.keys(missing).length)
    throw new Refusal(422, 'CERTIFICATE_FIELD_MISSING', `${Object.values(missing).join('、')}，不能制证，请补齐后再签发`, {
      fields: missing,
    });
  const issuedBy = (template.issuedBy ?? print.lines.issuedBy.value).replaceAll('{issuer}', () => issuer!);
  return {
    title: template.titleLines,
    heading,
    fields,
    statement: `${issuedBy}${template.statement}`,
    scan: print.lines.scan.value,
    issuer: issuer!,
    issuedOn: chineseDate(content.issuedOn),
    portal: print.lines.portal.value,
  };
}

/** Fields by the name they have in a case. */
const KEYS: Partial<Record<TemplateField, string>> = { post: 'postName', number: 'certificateNo', enterprise: 'enterpriseName' };

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
    扫码提示: plain(words.scan),
    查询方式: plain(words.portal),
  });
}
