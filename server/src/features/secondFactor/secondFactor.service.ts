import { Inject, Singleton } from '@midwayjs/core';
import type { ResponseOf } from '@jzt/shared/contract/route';
import type { secondFactorRoutes } from '@jzt/shared/contract/secondFactor';
import type { Session } from '@jzt/shared/contract/session';
import { maskPhone } from '@jzt/shared/domain/masking';
import { Types } from 'mongoose';
import { Audit } from '../../platform/audit';
import type { Clock } from '../../platform/clock';
import { FieldCipher } from '../../platform/crypto';
import { trusted } from '../../platform/database';
import { badInput, conflict } from '../../platform/errors';
import { isProved, requireFresh } from '../../platform/http/secondFactor';
import type { Caller } from '../../platform/http/tokens';
import { Limits, type Limit } from '../../platform/limits';
import { Persons } from '../person/person.service';
import { Sessions } from '../session/session.service';
import { SecondFactorModel, type SecondFactorRecord } from './secondFactor.model';
import { newRecoveryCodes, newSecret, stepOf, totpOf } from './totp';

type Routes = typeof secondFactorRoutes;

const ENROLMENT_MS = 15 * 60_000;
const WRONG: Limit = {
  name: 'factor-wrong',
  most: 5,
  per: 900,
  code: 'FACTOR_LOCKED',
  words: (wait) => `动态码输错太多次，请${wait}后再试`,
};
/** Of the three codes that are right at a time nobody meets one by trying so often. */
const WRONG_A_DAY: Limit = { ...WRONG, name: 'factor-wrong-day', most: 20, per: 'DAY' };

/** 验证器: enrolled by its first code, shown at each sign-in and before what cannot be undone. */
@Singleton()
export class SecondFactors {
  @Inject() private readonly sessions: Sessions;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly limits: Limits;
  @Inject() private readonly cipher: FieldCipher;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly audit: Audit;

  async state(caller: Caller): Promise<ResponseOf<Routes['state']>> {
    const one = await this.find(caller.personId);
    return {
      enrolled: !!one?.secretSealed,
      account: await this.account(caller.personId),
      enrolledAt: one?.enrolledAt?.toISOString(),
      recoveryCodesLeft: one?.recovery.length ?? 0,
      proved: isProved(caller, this.clock.now()),
      resetAskedAt: one?.lost?.at.toISOString(),
    };
  }

  /** A new secret that waits for its first code; the one in use goes on until then. Throws STEP_UP_REQUIRED when there is one. */
  async begin(caller: Caller): Promise<ResponseOf<Routes['begin']>> {
    const now = this.clock.now();
    const _id = new Types.ObjectId(caller.personId);
    await SecondFactorModel.updateOne({ _id }, { $setOnInsert: { lastStep: 0, recovery: [] } }, { upsert: true });
    const one = (await this.find(caller.personId))!;
    if (one.secretSealed) requireFresh(caller, now);
    const secret = newSecret();
    const until = new Date(now.getTime() + ENROLMENT_MS);
    await SecondFactorModel.updateOne({ _id }, { $set: { pending: { secretSealed: this.cipher.seal(secret, caller.personId), until } } });
    const account = await this.account(caller.personId);
    return { uri: totpOf(secret, account).toString(), secret, account, expiresAt: until.toISOString() };
  }

  /** Throws ENROLMENT_EXPIRED and the refusals of a wrong code. */
  async confirm(caller: Caller, code: string): Promise<ResponseOf<Routes['confirm']>> {
    const recoveryCodes = await this.enrol(caller, code);
    return { session: await this.sessions.proved(caller), recoveryCodes };
  }

  /** Takes the pending secret into use; whoever else is signed in as this person signs in anew. Answers the recovery codes. */
  async enrol(caller: Caller, code: string): Promise<string[]> {
    const now = this.clock.now();
    const { pending, secretSealed } = (await this.find(caller.personId)) ?? {};
    if (!pending || pending.until <= now) throw conflict('ENROLMENT_EXPIRED', '二维码已过期，请重新开始绑定');
    // Between the two somebody may have enrolled: then a fresh code of that one is needed here too.
    if (secretSealed) requireFresh(caller, now);
    const step = await this.guessed(caller.personId, async () => stepOf(this.open(caller.personId, pending.secretSealed), code, now));
    const recoveryCodes = newRecoveryCodes();
    const taken = await SecondFactorModel.updateOne(
      { _id: caller.personId, 'pending.secretSealed': pending.secretSealed },
      {
        $set: {
          secretSealed: pending.secretSealed,
          enrolledAt: now,
          lastStep: step,
          recovery: this.fingerprints(caller.personId, recoveryCodes),
        },
        $unset: { pending: 1, lost: 1, jurisdiction: 1 },
      },
    );
    if (!taken.modifiedCount) throw conflict('ENROLMENT_EXPIRED', '已经在别处绑定了，请刷新后再看');
    await this.record(caller, 'FACTOR_ENROLLED');
    await this.sessions.endAll(caller.personId, caller.sessionId);
    await this.persons.tell(caller.personId, 'account.factorEnrolled');
    return recoveryCodes;
  }

  /** Throws SECOND_FACTOR_NOT_ENROLLED, FACTOR_CODE_WRONG, FACTOR_CODE_USED or FACTOR_LOCKED. */
  async prove(caller: Caller, code: string): Promise<Session> {
    const one = await this.enrolled(caller.personId);
    if (code.includes('-')) await this.useRecoveryCode(caller, code);
    else await this.useCode(one, code);
    // Who has it has not lost it, whoever asked.
    if (one.lost) await SecondFactorModel.updateOne({ _id: one._id }, { $unset: { lost: 1, jurisdiction: 1 } });
    return this.sessions.proved(caller);
  }

  async renewRecoveryCodes(caller: Caller): Promise<{ recoveryCodes: string[] }> {
    await this.enrolled(caller.personId);
    const recoveryCodes = newRecoveryCodes();
    await SecondFactorModel.updateOne({ _id: caller.personId }, { $set: { recovery: this.fingerprints(caller.personId, recoveryCodes) } });
    await this.record(caller, 'RECOVERY_CODES_RENEWED');
    return { recoveryCodes };
  }

  /** Of an erased person nothing is left. */
  async forget(personId: string): Promise<void> {
    await SecondFactorModel.deleteOne({ _id: personId });
  }

  /** Throws SECOND_FACTOR_NOT_ENROLLED. */
  async enrolled(personId: string): Promise<SecondFactorRecord> {
    const one = await this.find(personId);
    if (!one?.secretSealed) throw conflict('SECOND_FACTOR_NOT_ENROLLED', '您还没有绑定验证器，请先绑定');
    return one;
  }

  /** Each code once: of two at the same moment one wins. */
  private async useCode({ _id, secretSealed }: SecondFactorRecord, code: string): Promise<void> {
    const personId = _id.toHexString();
    const step = await this.guessed(personId, async () => stepOf(this.open(personId, secretSealed!), code, this.clock.now()));
    const used = await SecondFactorModel.updateOne({ _id, secretSealed, lastStep: trusted({ $lt: step }) }, { $set: { lastStep: step } });
    if (!used.modifiedCount) throw badInput('FACTOR_CODE_USED', '这个动态码已经用过，请等验证器换成下一个再输入');
  }

  private async useRecoveryCode(caller: Caller, code: string): Promise<void> {
    const { personId } = caller;
    const [fingerprint] = this.fingerprints(personId, [code]);
    await this.guessed(personId, async () => {
      const used = await SecondFactorModel.updateOne({ _id: personId, recovery: fingerprint }, { $pull: { recovery: fingerprint } });
      return used.modifiedCount || undefined;
    });
    await this.record(caller, 'RECOVERY_CODE_USED');
    const { recovery } = await this.enrolled(personId);
    await this.persons.tell(personId, 'account.recoveryCodeUsed', { number: String(recovery.length) });
  }

  /** Counted before it is tried, given back when it was right. */
  private async guessed<T>(personId: string, tried: () => Promise<T | undefined>): Promise<T> {
    await this.limits.take(WRONG, personId);
    await this.limits.take(WRONG_A_DAY, personId);
    const right = await tried();
    if (right === undefined) throw badInput('FACTOR_CODE_WRONG', '动态码不对，请看验证器上“建证通”这一项现在的数字；手机时间要准');
    await Promise.all([this.limits.giveBack(WRONG, personId), this.limits.giveBack(WRONG_A_DAY, personId)]);
    return right;
  }

  private find(personId: string): Promise<SecondFactorRecord | null> {
    return SecondFactorModel.findById(personId).lean<SecondFactorRecord>();
  }

  private open(personId: string, sealed: string): string {
    return this.cipher.open(sealed, personId);
  }

  private fingerprints(personId: string, codes: readonly string[]): string[] {
    return codes.map((code) => this.cipher.blindIndex(`${personId}:${code}`, 'recoveryCode'));
  }

  /** Two colleagues of one name are told apart by their phones. */
  private async account(personId: string): Promise<string> {
    const person = await this.persons.get(personId);
    const [name, phone] = [this.persons.displayName(person), this.persons.phone(person)];
    return phone ? `${name}（${maskPhone(phone)}）` : name;
  }

  private async record({ personId, role, jurisdiction }: Caller, outcome: string): Promise<void> {
    const record = {
      action: 'secondFactor',
      subjectKind: 'Person',
      subjectId: personId,
      outcome,
      actorRole: role,
      actorId: personId,
      actorName: this.persons.displayName(await this.persons.get(personId)),
      jurisdiction,
    };
    await this.audit.append(record, new Types.ObjectId().toHexString());
  }
}
