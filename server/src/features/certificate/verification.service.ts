import { Inject, Singleton } from '@midwayjs/core';
import type { Verification } from '@jzt/shared/contract/certificate';
import { numberKeysOf } from '@jzt/shared/domain/certificateNumber';
import { today, type Clock } from '../../platform/clock';
import { sha256, type FieldCipher } from '../../platform/crypto';
import { trusted } from '../../platform/database';
import { Limits, type Limit } from '../../platform/limits';
import { Law } from '../../platform/law';
import type { Settings } from '../../platform/settings';
import { CertificateModel, type Certificate } from './certificate.model';
import { presentUnknown, presentVerification, useFacts } from './certificate.presenter';
import { asTheyStand } from './standing';
import { newVerifyToken, readVerifyPayload, signVerifyPayload, type VerifyPayload } from './verifyCode';
import { VerifyKeys } from './verifyKeys';

/** A gate scans a shift of workers one after another; names are not to be guessed against numbers. */
const TOO_OFTEN = { per: 60, code: 'VERIFY_TOO_OFTEN', words: (wait: string) => `查询太频繁，请${wait}后再试` };
const SCANS: Limit = { name: 'verify-code', most: 120, ...TOO_OFTEN };
const NUMBERS: Limit = { name: 'verify-number', most: 20, ...TOO_OFTEN };
/** No more provinces than these number alike. */
const SAME_NUMBER = 10;

interface Code {
  token: string;
  /** Absent in a bare token. */
  payload?: string;
}

/**
 * Public verification (JS-10, JS-11, JS-23). Whatever is not a certificate of ours gets one and the same answer after one and
 * the same work:
 * one signature check and one look-up, also where the code is too broken to check.
 */
@Singleton()
export class Verifications {
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly cipher: FieldCipher;
  @Inject() private readonly settings: Settings;
  @Inject() private readonly keys: VerifyKeys;
  @Inject() private readonly limits: Limits;

  private decoy?: Required<Code>;

  /** `code`: the whole link of the QR, its `token.payload`, or the bare token. Throws VERIFY_TOO_OFTEN. */
  async byCode(code: string, ip: string): Promise<Verification> {
    await this.limits.take(SCANS, ip);
    const given = this.read(code);
    const sworn = this.sworn(given);
    const found = await CertificateModel.findOne({ tokenHash: sha256(given?.token ?? this.decoyCode().token) }, { number: 1 }).lean<
      Pick<Certificate, '_id' | 'number'>
    >();
    const genuine =
      given !== undefined && found !== null && sworn !== undefined && (given.payload === undefined || sworn.certificateNo === found.number);
    return genuine ? this.live(found._id.toHexString()) : presentUnknown(this.clock.now());
  }

  /** Both must be right: a number alone tells nothing, not even that it exists. Throws VERIFY_TOO_OFTEN. */
  async byNumber(number: string, name: string, ip: string): Promise<Verification> {
    await this.limits.take(NUMBERS, ip);
    // Two provinces may have given the same number, each to somebody of its own.
    const found = await CertificateModel.find({ numberKey: trusted({ $in: numberKeysOf(number) }) }, { nameSealed: 1 })
      .limit(SAME_NUMBER)
      .lean<Pick<Certificate, '_id' | 'nameSealed'>[]>();
    const known = found.length
      ? found.map(({ _id, nameSealed }) => ({ id: _id.toHexString(), nameSealed }))
      : [{ id: '', nameSealed: this.cipher.seal('', '') }];
    const held = known.find(
      ({ id, nameSealed }) => sha256(this.cipher.open(nameSealed, id).normalize('NFC')) === sha256(name.normalize('NFC')),
    );
    return held?.id ? this.live(held.id) : presentUnknown(this.clock.now());
  }

  /** The state of this moment (JS-10). */
  private async live(id: string): Promise<Verification> {
    const [one] = (await asTheyStand([(await CertificateModel.findById(id).lean<Certificate>())!])) as [Certificate];
    const law = this.law.of(one);
    const use = law.decide('USE', useFacts(one));
    return presentVerification(one, { pack: law.pack, cipher: this.cipher, use, today: today(this.clock), now: this.clock.now() });
  }

  /** Undefined for what cannot be a code of ours; a link to another site is none, whatever stands in it. */
  private read(code: string): Code | undefined {
    const start = `${this.settings.publicBaseUrl.replace(/\/+$/, '')}/v/`;
    const bare = code.startsWith(start) ? code.slice(start.length) : code;
    const [, token, payload] = /^([\w-]{22})(?:\.([\w-]{104,500}))?$/.exec(bare) ?? [];
    if (token === undefined || !isCanonical(token) || (payload !== undefined && !isCanonical(payload))) return undefined;
    return { token, payload };
  }

  /** Checks the signature of what is given, or of the decoy where there is nothing to check or the payload names no key of ours. */
  private sworn(given: Code | undefined): VerifyPayload | undefined {
    const decoy = this.decoyCode();
    const { token, payload } = given?.payload === undefined ? decoy : { token: given.token, payload: given.payload };
    const sworn = readVerifyPayload(token, payload, this.keys.believed);
    if (!sworn && headOf(payload) !== headOf(decoy.payload)) readVerifyPayload(decoy.token, decoy.payload, this.keys.believed);
    return sworn;
  }

  /** A code of nobody, signed like a real one. */
  private decoyCode(): Required<Code> {
    if (!this.decoy) {
      const token = newVerifyToken();
      this.decoy = {
        token,
        payload: signVerifyPayload(token, { certificateNo: '○建安A（0000）0000000', kind: 'SAFETY_MGMT', name: '' }, this.keys.own),
      };
    }
    return this.decoy;
  }
}

const isCanonical = (text: string): boolean => Buffer.from(text, 'base64url').toString('base64url') === text;
/** Version and key id. */
const headOf = (payload: string): string => Buffer.from(payload, 'base64url').toString('hex', 0, 2);
