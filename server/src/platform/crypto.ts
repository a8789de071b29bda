import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import type { Secrets } from './settings';

/** An encrypted field as stored: key id, nonce, tag and ciphertext, base64url, dot-separated. */
export type Sealed = string;

/**
 * Field encryption of personal data (design.md section 4): AES-256-GCM with the record's id as associated data,
 * so that a value moved to another record does not open, and a keyed blind index for look-up by equality.
 */
export class FieldCipher {
  constructor(private readonly secrets: Secrets) {}

  /** `recordId` must be the id of the document that will hold the value. */
  seal(plain: string, recordId: string): Sealed {
    const keyId = this.secrets.activeFieldKey;
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key(keyId), nonce);
    cipher.setAAD(Buffer.from(recordId));
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return [keyId, nonce.toString('base64url'), cipher.getAuthTag().toString('base64url'), body.toString('base64url')].join('.');
  }

  /** Throws when the value was changed or belongs to another record. */
  open(sealed: Sealed, recordId: string): string {
    const [keyId, nonce, tag, body] = sealed.split('.');
    if (!keyId || !nonce || !tag || body === undefined) throw new Error('sealed field has the wrong form');
    const decipher = createDecipheriv('aes-256-gcm', this.key(keyId), Buffer.from(nonce, 'base64url'));
    decipher.setAAD(Buffer.from(recordId));
    decipher.setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8');
  }

  /** Equal values give equal indexes; without the key nothing can be tried against them. `field` keeps phone and ID number apart. */
  blindIndex(value: string, field: 'phone' | 'idNumber' | 'name' | 'openid' | 'limit'): string {
    return createHmac('sha256', Buffer.from(this.secrets.blindIndexKey, 'base64')).update(`${field}:${value}`).digest('base64url');
  }

  private key(id: string): Buffer {
    const key = this.secrets.fieldKeys[id];
    if (!key) throw new Error(`field key ${id} is not among the secrets`);
    return Buffer.from(key, 'base64');
  }
}

export const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
/** An unguessable value for refresh tokens and QR codes, base64url. */
export const randomToken = (bytes = 32): string => randomBytes(bytes).toString('base64url');
