import { createHash, createPublicKey, randomBytes, sign, verify, type KeyObject } from 'node:crypto';
import type { CertificateKind } from '@jzt/shared/domain/categories';

/** What a QR code swears to, beside its token. `validTo` is `YYYY-MM-DD`, absent where the kind has no end. */
export interface VerifyFacts {
  certificateNo: string;
  kind: CertificateKind;
  name: string;
  validTo?: string;
}

/** What can be read back from a genuine code without asking the server; the name only as a salted hash (16 hex digits), see `isNameOf`. */
export interface VerifyPayload {
  certificateNo: string;
  kind: CertificateKind;
  nameHash: string;
  validTo?: string;
}

const VERSION = 1;
const TOKEN_BYTES = 16;
const NAME_HASH_BYTES = 8;
const SIGNATURE_BYTES = 64;
const HEAD_BYTES = 3 + 2 + NAME_HASH_BYTES;
const DAY = 86_400_000;
const DAY_ZERO = Date.UTC(2000, 0, 1);
// Printed codes live for years: numbers may be added, never changed or used again.
const KIND_CODES: Record<CertificateKind, number> = {
  SAFETY_MGMT: 1,
  SPECIAL_OP: 2,
  SITE_MANAGER_PAPER: 3,
  SITE_MANAGER_ELECTRONIC: 4,
  SITE_SAFETY_OFFICER: 5,
  SKILLED_WORKER: 6,
  QUALITY_TESTER: 7,
  ASSOC_CONSTRUCTOR: 8,
};

/** A fresh random token of 128 bits, 22 characters of base64url. */
export const newVerifyToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** Base64url in its one canonical spelling, or undefined: a second spelling of the same bytes would be a second code. */
function fromBase64url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}

function tokenBytes(token: string): Buffer | undefined {
  const bytes = fromBase64url(token);
  return bytes?.length === TOKEN_BYTES ? bytes : undefined;
}

// Which key signed, so that a key can be replaced while old paper stays genuine.
const keyId = (publicKey: KeyObject) =>
  createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest()[0]!;

const signedBytes = (token: Buffer, body: Buffer) => Buffer.concat([Buffer.from('jzt-verify\0'), token, body]);

const nameHashOf = (token: Buffer, name: string) =>
  createHash('sha256').update(token).update(name.normalize('NFC')).digest().subarray(0, NAME_HASH_BYTES);

// 0 is "no end date", so day one is 1.
const dayNumber = (date: string | undefined) => (date === undefined ? 0 : (Date.parse(`${date}T00:00:00Z`) - DAY_ZERO) / DAY + 1);
const dateOf = (day: number) => (day === 0 ? undefined : new Date(DAY_ZERO + (day - 1) * DAY).toISOString().slice(0, 10));

/**
 * The compact signed part of a code, base64url: version, key id, kind, end date, name hash, number and an Ed25519 signature
 * over these and the token.
 * Throws RangeError on a token that is not 128 bits or an end date outside 2000–2179.
 */
export function signVerifyPayload(token: string, facts: VerifyFacts, privateKey: KeyObject): string {
  const salt = tokenBytes(token);
  const day = dayNumber(facts.validTo);
  if (!salt) throw new RangeError('a verify token is 16 bytes in base64url');
  if (!Number.isInteger(day) || day < (facts.validTo === undefined ? 0 : 1) || day > 0xffff)
    throw new RangeError(`no end date for a code: ${facts.validTo}`);
  const head = Buffer.from([VERSION, keyId(createPublicKey(privateKey)), KIND_CODES[facts.kind], day >> 8, day & 0xff]);
  const body = Buffer.concat([head, nameHashOf(salt, facts.name), Buffer.from(facts.certificateNo)]);
  return Buffer.concat([body, sign(null, signedBytes(salt, body), privateKey)]).toString('base64url');
}

/**
 * Reads a signed part back. Undefined for whatever we did not sign for this very token: altered, cut, re-encoded, made with
 * another key.
 */
export function readVerifyPayload(token: string, payload: string, publicKeys: readonly KeyObject[]): VerifyPayload | undefined {
  const salt = tokenBytes(token);
  const bytes = fromBase64url(payload);
  if (!salt || !bytes || bytes.length <= HEAD_BYTES + SIGNATURE_BYTES || bytes[0] !== VERSION) return undefined;
  const body = bytes.subarray(0, -SIGNATURE_BYTES);
  const signature = bytes.subarray(-SIGNATURE_BYTES);
  const genuine = publicKeys.some((key) => keyId(key) === body[1] && verify(null, signedBytes(salt, body), key, signature));
  const kind = (Object.keys(KIND_CODES) as CertificateKind[]).find((each) => KIND_CODES[each] === body[2]);
  if (!genuine || !kind) return undefined;
  const validTo = dateOf(body.readUInt16BE(3));
  return {
    certificateNo: body.toString('utf8', HEAD_BYTES),
    kind,
    nameHash: body.toString('hex', 5, HEAD_BYTES),
    ...(validTo === undefined ? {} : { validTo }),
  };
}

/** Is `name`, as typed or printed, the holder's name in this code? */
export function isNameOf(token: string, payload: VerifyPayload, name: string): boolean {
  const salt = tokenBytes(token);
  return salt !== undefined && nameHashOf(salt, name).toString('hex') === payload.nameHash;
}

const linkStart = (baseUrl: string) => `${baseUrl.replace(/\/+$/, '')}/v/`;

/**
 * The address in the QR (JS-11): `<baseUrl>/v/<token>.<signed payload>`, about 170 characters, so that the code scans from 26
 * mm of paper.
 */
export const encodeVerifyLink = (baseUrl: string, token: string, facts: VerifyFacts, privateKey: KeyObject): string =>
  `${linkStart(baseUrl)}${token}.${signVerifyPayload(token, facts, privateKey)}`;

/**
 * Reads a scanned address. Undefined when it leads elsewhere or is not genuine; whether the certificate still holds only the
 * server knows.
 */
export function readVerifyLink(
  link: string,
  baseUrl: string,
  publicKeys: readonly KeyObject[],
): { token: string; payload: VerifyPayload } | undefined {
  const start = linkStart(baseUrl);
  if (!link.startsWith(start)) return undefined;
  const [token = '', code = '', ...more] = link.slice(start.length).split('.');
  const payload = more.length ? undefined : readVerifyPayload(token, code, publicKeys);
  return payload && { token, payload };
}
