const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

function checkOf(first17: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of first17) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET[(31 - (sum % 31)) % 31]!;
}

/** The unified social credit code by GB 32100 (O-14), in capitals; null when its form or its check character is wrong (JX-02). */
export function parseCreditCode(text: string): string | null {
  const code = text.trim().toUpperCase();
  return /^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/.test(code) && code[17] === checkOf(code.slice(0, 17)) ? code : null;
}

/** Adds the check character to 17 characters, for demo data and tests. Throws RangeError on a wrong form. */
export function makeCreditCode(first17: string): string {
  const code = parseCreditCode(first17 + checkOf(first17));
  if (!code) throw new RangeError(`No credit code begins with ${first17}`);
  return code;
}
