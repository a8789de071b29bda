import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const ISSUER = '建证通';
/** What every authenticator can do (RFC 6238): other algorithms and lengths are ignored by some. */
const OF_EVERY_APP = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** A phone's clock may be half a minute off. */
const WINDOW = 1;

export const newSecret = (): string => new Secret({ size: 20 }).base32;

export const totpOf = (secret: string, label: string): TOTP =>
  new TOTP({ ...OF_EVERY_APP, issuer: ISSUER, label, secret: Secret.fromBase32(secret) });

/** The number of the thirty seconds that the code is of; undefined for a wrong one. */
export function stepOf(secret: string, code: string, at: Date): number | undefined {
  const delta = totpOf(secret, '').validate({ token: code, timestamp: at.getTime(), window: WINDOW });
  return delta === null ? undefined : Math.floor(at.getTime() / 1000 / OF_EVERY_APP.period) + delta;
}

/** Nothing that is read for another sign. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const [CODES, HALF] = [10, 5];

/** Ten codes of 49 bits: `7KQ2M-XW9RD`. */
export const newRecoveryCodes = (): string[] => {
  const half = () => Array.from({ length: HALF }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  return Array.from({ length: CODES }, () => `${half()}-${half()}`);
};
