import type { NationalKind } from './port';

/** The e-certificate types of the two kinds, and who defined them (O-09). */
const TYPES: Record<NationalKind, string> = { SAFETY_MGMT: '11100000000013338W011', SPECIAL_OP: '11100000000013338W032' };
const ROOT = '1.2.156.3005.2';
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The check character of ISO 7064 MOD 37,36 over digits and capital letters. Throws RangeError for any other character. */
export function mod3736(text: string): string {
  let product = 36;
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) throw new RangeError('only digits and capital letters have a check character');
    product = (((product + value) % 36 || 36) * 2) % 37;
  }
  return ALPHABET.charAt((37 - product) % 36);
}

/** Whether a 电子证照标识 `1.2.156.3005.2.<type>.<issuer>.<serial>.<version>.<check>` is of this kind and its check character is right (O-09). */
export function isIdentifierOf(kind: NationalKind, identifier: string): boolean {
  const parts = identifier.startsWith(`${ROOT}.`) ? identifier.slice(ROOT.length + 1).split('.') : [];
  const [type, issuer, serial, version, check] = parts;
  if (parts.length !== 5 || type !== TYPES[kind] || !/^[0-9A-Z]{18}$/.test(issuer ?? '')) return false;
  if (!/^[0-9A-Z]+$/.test(serial ?? '') || !/^\d{3}$/.test(version ?? '')) return false;
  return mod3736(parts.slice(0, 4).join('')) === check;
}
