import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import type { Secrets } from './settings';

/** An encrypted field as stored: key id, nonce, tag and ciphertext, base64url, dot-separated. */
export type Sealed = string;

/**
 * Field encryption of personal data (design.md section 4): AES-256-GCM with the record's id as associated data,
 * so that a value moved to another record does not open, and a keyed blind index for look-up by equality.
 */
export class FieldCipher {
  /** `newer` answers the secrets when they were changed since it was asked: a process that runs on uses a key that was made after it began. */
  constructor(
    private secrets: Pick<Secrets, 'fieldKeys' | 'activeFieldKey' | 'blindIndexKey'>,
    private readonly newer: (atOnce: boolean) => Secrets | undefined = () => undefined,
  ) {}

  get activeKey(): string {
    return this.secrets.activeFieldKey;
  }

  /** `recordId` must be the id of the document that will hold the value. */
  seal(plain: string, recordId: string): Sealed {
    this.secrets = this.newer(false) ?? this.secrets;
    const keyId = this.secrets.activeFieldKey;
    const { nonce, tag, body } = encrypt(Buffer.from(plain), this.key(keyId), recordId);
    return [keyId, ...[nonce, tag, body].map((part) => part.toString('base64url'))].join('.');
  }

  /** Throws when the value was changed or belongs to another record. */
  open(sealed: Sealed, recordId: string): string {
    const [keyId, nonce, tag, body] = sealed.split('.');
    if (!keyId || !nonce || !tag || body === undefined) throw new Error('sealed field has the wrong form');
    const [n, t, b] = [nonce, tag, body].map((part) => Buffer.from(part, 'base64url'));
    return decrypt({ nonce: n!, tag: t!, body: b! }, this.key(keyId), recordId).toString('utf8');
  }

  /** Bytes under a key of their own, which is sealed like a field: another field key rewrites a line of a file, not the file. */
  sealContent(plain: Buffer, recordId: string): { content: Buffer; keySealed: Sealed } {
    const own = randomBytes(32);
    const { nonce, tag, body } = encrypt(plain, own, recordId);
    return { content: Buffer.concat([nonce, tag, body]), keySealed: this.seal(own.toString('base64'), recordId) };
  }

  /** Throws when a byte was changed or they belong to another record. */
  openContent(content: Buffer, keySealed: Sealed, recordId: string): Buffer {
    const parts = { nonce: content.subarray(0, NONCE), tag: content.subarray(NONCE, NONCE + TAG), body: content.subarray(NONCE + TAG) };
    return decrypt(parts, Buffer.from(this.open(keySealed, recordId), 'base64'), recordId);
  }

  /** Equal values give equal indexes; without the key nothing can be tried against them. `field` keeps phone and ID number apart. */
  blindIndex(value: string, field: 'phone' | 'idNumber' | 'name' | 'openid' | 'limit' | 'recoveryCode' | 'address'): string {
    return createHmac('sha256', Buffer.from(this.secrets.blindIndexKey, 'base64')).update(`${field}:${value}`).digest('base64url');
  }

  private key(id: string): Buffer {
    if (!this.secrets.fieldKeys[id]) this.secrets = this.newer(true) ?? this.secrets;
    const key = this.secrets.fieldKeys[id];
    if (!key) throw new Error(`field key ${id} is not among the secrets`);
    return Buffer.from(key, 'base64');
  }
}

const [NONCE, TAG] = [12, 16];
interface Encrypted {
  nonce: Buffer;
  tag: Buffer;
  body: Buffer;
}
function encrypt(plain: Buffer, key: Buffer, recordId: string): Encrypted {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(recordId));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { nonce, tag: cipher.getAuthTag(), body };
}
function decrypt({ nonce, tag, body }: Encrypted, key: Buffer, recordId: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAAD(Buffer.from(recordId));
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(body), decipher.final()]);
}

export const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
/** An unguessable value for refresh tokens and QR codes, base64url. */
export const randomToken = (bytes = 32): string => randomBytes(bytes).toString('base64url');
