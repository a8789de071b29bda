import { CERTIFICATE_KINDS, SAFETY_CODES, SAFETY_CODE_LABELS, type Category, type CertificateKind } from './categories';
import { SITE_POSTS, SITE_SAFETY_OFFICER, SITE_SAFETY_OFFICER_LABEL } from './posts';
import { TRADES } from './trades';

/** What a certificate is about, as somebody wrote it; `postName` names the trade where its code does not (99). */
export interface WrittenSubject {
  subject: { category: Category; code?: string };
  postName?: string;
}

type Said = Readonly<Record<string, readonly string[]>>;
const OTHER_TRADE = '99';

/** Code → what people write for it, beside the code itself. */
const SAFETY: Said = Object.fromEntries(SAFETY_CODES.map((code) => [code, [`${code}证`, SAFETY_CODE_LABELS[code]]]));
const SPECIAL: Said = Object.fromEntries(
  Object.entries(TRADES).map(([code, label]) => [code, [String(Number(code)), label, label.replace(/^建筑/, '')]]),
);
const SITE: Said = {
  ...Object.fromEntries(Object.entries(SITE_POSTS).map(([code, label]) => [code, [label]])),
  [SITE_SAFETY_OFFICER]: ['安全员', SITE_SAFETY_OFFICER_LABEL],
};

/**
 * The trade, post or class beside a kind of certificate, written as its code or its name: `C2`, `C2证`, `01`, `1`, `建筑电工`, `101`, `土建施工员`.
 * Trade 99 names itself: `99 矿山爆破工`. null: there is no such one, or the kind needs one and there is none.
 */
export function writtenSubject(kind: CertificateKind, written: string): WrittenSubject | null {
  const { category } = CERTIFICATE_KINDS[kind];
  const text = written.trim().replaceAll('(', '（').replaceAll(')', '）');
  switch (kind) {
    case 'SAFETY_MGMT':
      return coded(category, SAFETY, text.toUpperCase());
    case 'SPECIAL_OP': {
      const [, name] = /^99\s*(\S.*)$/.exec(text) ?? [];
      if (name) return { subject: { category, code: OTHER_TRADE }, postName: name };
      return text === OTHER_TRADE ? null : coded(category, SPECIAL, text);
    }
    case 'SITE_SAFETY_OFFICER':
      return text === '' ? { subject: { category, code: SITE_SAFETY_OFFICER } } : onlySafety(coded(category, SITE, text));
    case 'SITE_MANAGER_PAPER':
    case 'SITE_MANAGER_ELECTRONIC':
      return coded(category, SITE, text);
    case 'SKILLED_WORKER':
      return text ? { subject: { category, code: text } } : null;
    default:
      return { subject: { category, ...(text && { code: text }) } };
  }
}

function coded(category: Category, table: Said, text: string): WrittenSubject | null {
  const found = Object.entries(table).find(([code, names]) => code === text || names.includes(text));
  return found ? { subject: { category, code: found[0] } } : null;
}

const onlySafety = (one: WrittenSubject | null) => (one?.subject.code === SITE_SAFETY_OFFICER ? one : null);
