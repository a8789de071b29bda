const ROOT = '1.2.156.3005.2';
const PREFIX = '11100000000013338';
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Type codes of the two kinds that the national platform knows (O-09). */
export const E_CERTIFICATE_TYPES = { SAFETY_MGMT: 'W011', SPECIAL_OP: 'W032' } as const;

export interface ECertificateId {
  /** `W011`, `W032` … */
  type: string;
  /** The issuer's credit code, 18 characters. */
  issuer: string;
  /** The serial of the certificate, digits and capitals, kept over all its versions. */
  serial: string;
  /** 1 for the first issue, one more at each re-issue, at most 999. */
  version: number;
}

/** The check character of ISO 7064 MOD 37,36 over digits and capitals. */
export function checkMod37x36(text: string): string {
  let product = 36;
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) throw new RangeError(`MOD 37,36 has no character ${character}`);
    product = (((product + value) % 36 || 36) * 2) % 37;
  }
  return ALPHABET[(37 - product) % 36]!;
}

/** 电子证照标识 `1.2.156.3005.2.<type>.<issuer>.<serial>.<version>.<check>`; the check is taken over the four parts joined (O-09). Throws RangeError on a wrong part. */
export function buildECertificateId({ type, issuer, serial, version }: ECertificateId): string {
  const parts = [PREFIX + type, issuer, serial, String(version).padStart(3, '0')];
  const id = [ROOT, ...parts, checkMod37x36(parts.join(''))].join('.');
  if (!parseECertificateId(id)) throw new RangeError(`No e-certificate identifier ${id}`);
  return id;
}

/** Reads an identifier back; null when its form or its check character is wrong. */
export function parseECertificateId(text: string): ECertificateId | null {
  const match = /^1\.2\.156\.3005\.2\.11100000000013338(W\d{3})\.([0-9A-Z]{18})\.([0-9A-Z]{1,32})\.(\d{3})\.([0-9A-Z])$/.exec(text);
  if (!match) return null;
  const [, type = '', issuer = '', serial = '', version = '', check] = match;
  if (version === '000' || checkMod37x36(PREFIX + type + issuer + serial + version) !== check) return null;
  return { type, issuer, serial, version: Number(version) };
}
