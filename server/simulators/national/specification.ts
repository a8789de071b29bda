import { text } from '../kit/http';

/** A certificate as the platform keeps it; the names are those of its interface specification. */
export interface CertificateRecord {
  certType: string;
  certNum: string;
  categoryCode?: string;
  operationCategory?: string;
  provinceNum: string;
  certState: string;
  expiringDate: string;
  identityCard: string;
  name: string;
  creditCode?: string;
  issuedDate?: string;
  zzeCertID?: string;
}

/** Operation → states that go with it, per kind. W011 安管人员, W032 特种作业人员. */
const STATES_OF: Record<string, Record<string, readonly string[]>> = {
  W011: {
    '01': ['01'],
    '02': ['01'],
    '03': ['02'],
    '04': ['05'],
    '05': ['03', '04', '06', '07'],
    '06': ['01'],
    '07': ['01', '99'],
    '08': ['01'],
    '09': ['01'],
    '10': ['01'],
  },
  W032: {
    '01': ['01'],
    '02': ['01'],
    '03': ['02'],
    '04': ['06'],
    '05': ['03', '04', '05'],
    '06': ['01'],
    '07': ['01', '99'],
    '08': ['01'],
  },
};
/** Operations that give the certificate a new identifier. */
export const GIVES_IDENTIFIER: Record<string, readonly string[]> = { W011: ['01', '02', '08', '09'], W032: ['01', '02', '08'] };
/** Operations that must name the version before. */
const FOLLOWS: Record<string, readonly string[]> = { W011: ['02', '08', '09'], W032: ['02', '08'] };

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const CREDIT_CODE = /^[0-9A-Z]{18}$/;
const COMMON: Record<string, RegExp> = {
  provinceNum: /^\d{6}$/,
  issuAuth: /./,
  issuAuthCode: CREDIT_CODE,
  issuedDate: DATE,
  issuDate: DATE,
  effectiveDate: DATE,
  expiringDate: DATE,
  name: /./,
  gender: /^[12]$/,
  identityCard: /^\d{17}[\dX]$/,
  identityCardType: /^111$/,
};
const OF_KIND: Record<string, Record<string, RegExp>> = {
  W011: { certNum: /^.{1,23}$/, categoryCode: /^(A|B|C|C1|C2|C3)$/, birthDate: DATE, companyName: /./, creditCode: CREDIT_CODE },
  W032: { certNum: /^.{1,25}$/, operationCategory: /^(0[1-9]|1[01]|99)$/ },
};
const OTHER_TRADE = /^经省级以上住房和城乡建设主管部门认定的其他工种类别（.+）$/;

/** What is wrong with a report, as [code, message]; undefined when the platform takes it. */
export function checkRecord(content: Record<string, unknown>): [number, string] | undefined {
  const kind = text(content, 'certType');
  const fields = OF_KIND[kind];
  if (fields === undefined) return [42210, '证照类型不正确'];
  for (const [name, pattern] of Object.entries({ ...COMMON, ...fields }))
    if (!pattern.test(text(content, name))) return [42210, `字段 ${name} 缺失或格式不正确`];
  if (text(content, 'operationCategory') === '99' && !OTHER_TRADE.test(text(content, 'categoryDescription')))
    return [42210, '字段 categoryDescription 缺失或格式不正确'];
  const operation = text(content, 'operateType');
  const state = text(content, 'certState');
  if (!STATES_OF[kind]?.[operation]?.includes(state)) return [42211, '操作类型与证书状态不匹配'];
  if (state === '99' && text(content, 'certStatusDescription') === '') return [42210, '字段 certStatusDescription 缺失'];
  const photo = content.photo;
  if (photo !== undefined && (typeof photo !== 'string' || Buffer.from(photo, 'base64').length > 50 * 1024))
    return [42210, '照片不得超过 50KB'];
  if (FOLLOWS[kind]?.includes(operation) && !isIdentifier(kind, text(content, 'associatedZzeCertID')))
    return [42213, '缺少关联证照标识，或标识不正确'];
  if (kind === 'W011' && operation === '08' && text(content, 'oldcertNum') === '') return [42210, '字段 oldcertNum 缺失'];
  if (!GIVES_IDENTIFIER[kind]?.includes(operation) && !isIdentifier(kind, text(content, 'zzeCertID')))
    return [42213, '缺少电子证照标识，或标识不正确'];
  return undefined;
}

/** A new 电子证照标识; the one before, where it is of the same kind and issuer, keeps its serial and counts its version on. */
export function giveIdentifier(kind: string, issuer: string, previous: string, nextSerial: () => string): string {
  const parts = previous.split('.').slice(5);
  const follows = isIdentifier(kind, previous) && parts[1] === issuer;
  const serial = follows ? parts[2] : nextSerial();
  const version = String(follows ? Number(parts[3]) + 1 : 1).padStart(3, '0');
  const [type, joined] = [`11100000000013338${kind}`, `11100000000013338${kind}${issuer}${serial}${version}`];
  return ['1.2.156.3005.2', type, issuer, serial, version, checkCharacter(joined)].join('.');
}

function isIdentifier(kind: string, identifier: string): boolean {
  const parts = identifier.split('.').slice(5);
  if (!identifier.startsWith(`1.2.156.3005.2.11100000000013338${kind}.`) || parts.length !== 5) return false;
  return /^[0-9A-Z]+$/.test(parts.slice(0, 4).join('')) && checkCharacter(parts.slice(0, 4).join('')) === parts[4];
}

/**
 * ISO 7064 MOD 37,36, written as the standard's recursion: P₁ = 36, Sⱼ = P + a, Pⱼ₊₁ = 2·(S mod 36, or 36) mod 37; the check makes the
 * last sum 1 mod 36.
 */
function checkCharacter(characters: string): string {
  let p = 36;
  for (const character of characters) {
    const s = (p + parseInt(character, 36)) % 36;
    p = ((s === 0 ? 36 : s) * 2) % 37;
  }
  return ((37 - p) % 36).toString(36).toUpperCase();
}
