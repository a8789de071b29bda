import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { PhoneDesk } from '@jzt/shared/contract/phone';
import { maskPhone } from '@jzt/shared/domain/masking';
import type { Clock } from '../../platform/clock';
import { badInput, conflict, forbidden, refusedByRule } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import type { NewOutboxEntry } from '../../platform/outbox';
import { FaceDesk, type WayOut } from '../identity/faceDesk.service';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';
import { Sessions } from '../session/session.service';
import { SmsCodes } from '../session/smsCode.service';
import { Erasures } from './erasure.service';
import { PhoneProofModel, type PhoneProof } from './phoneProof.model';

const HOLDS_MS = 10 * 60_000;
const WAY_OUT: WayOut = { tomorrow: '请明天再试，或到主管部门办理', instead: '或到主管部门办理' };

/** 更换手机号: whose account it is by the phone until now or by the face, and only then the new phone. */
@Singleton()
export class Phones {
  @Inject() private readonly persons: Persons;
  @Inject() private readonly sessions: Sessions;
  @Inject() private readonly codes: SmsCodes;
  @Inject() private readonly faces: FaceDesk;
  @Inject() private readonly erasures: Erasures;
  @Inject() private readonly clock: Clock;

  async desk(caller: Caller): Promise<PhoneDesk> {
    const [person, proof] = await Promise.all([this.ownerOf(caller), this.proofOf(caller)]);
    const phone = this.persons.phone(person);
    const until = this.provenUntil(caller, proof);
    return {
      phoneMasked: phone && maskPhone(phone),
      bySms: phone !== undefined,
      byFace: this.persons.identityFacts(person).verified,
      provenUntil: until?.toISOString(),
      lastMessage: proof?.lastMessage,
      faceAttemptsLeft: this.faces.attemptsLeft(proof ?? {}),
    };
  }

  /** Throws NO_PHONE, SMS_TOO_OFTEN or SMS_DOWN. */
  async sendCode(caller: Caller, ip: string) {
    return this.codes.send(this.phoneOf(await this.ownerOf(caller)), ip);
  }

  /** Throws NO_PHONE or the code's refusals. */
  async prove(caller: Caller, input: { code: string; ticket: string }): Promise<PhoneDesk> {
    await this.codes.use({ phone: this.phoneOf(await this.ownerOf(caller)), ...input });
    await this.proven(caller, 'SMS');
    return this.desk(caller);
  }

  /** Throws IDENTITY_REQUIRED, CONSENT_REQUIRED, FACE_TOO_OFTEN or FACE_DOWN. */
  async beginFace(caller: Caller, input: { channel: 'WEAPP' | 'H5'; consented: boolean }) {
    const person = await this.ownerOf(caller);
    if (!this.persons.identityFacts(person).verified)
      throw conflict('IDENTITY_REQUIRED', '还没有实名认证，不能用人脸证明是本人，请用现在的手机号接收验证码');
    if (!input.consented) throw refusedByRule('O-18', 'CONSENT_REQUIRED', '人脸核验需要您单独同意 不想刷脸可用现在的手机号接收验证码');
    const { open, session } = await this.faces.begin(
      person,
      input.channel,
      (await this.proofOf(caller)) ?? {},
      pageAddress('phone', {}),
      WAY_OUT,
    );
    await PhoneProofModel.updateOne(
      { _id: caller.personId },
      { $set: { face: open }, $unset: { lastMessage: 1, provenAt: 1 } },
      { upsert: true },
    );
    return { verifyId: session.verifyId, expiresAt: session.expiresAt.toISOString(), hostedUrl: session.hostedUrl };
  }

  /** What the provider says, asked server to server (O-15). Throws FACE_NOT_BEGUN or FACE_DOWN. */
  async finishFace(caller: Caller): Promise<PhoneDesk> {
    const [person, proof] = await Promise.all([this.ownerOf(caller), this.proofOf(caller)]);
    if (this.provenUntil(caller, proof)) return this.desk(caller);
    if (!proof?.face) throw conflict('FACE_NOT_BEGUN', '还没有开始人脸核验，请先点“开始人脸核验”');
    const result = await this.faces.query(person, proof.face, WAY_OUT);
    if (result.state === 'PASSED') await this.proven(caller, 'FACE');
    else
      await PhoneProofModel.updateOne(
        { _id: caller.personId, 'face.verifyId': proof.face.verifyId } as never,
        this.faces.noted(proof, result),
      );
    return this.desk(caller);
  }

  /**
   * The new phone, which was proved by its own code; every other device is signed out. An account that this phone opened by mistake, never
   * verified, gives way. Throws PROOF_REQUIRED, PHONE_TAKEN or the code's refusals.
   */
  async change(caller: Caller, input: { phone: string; code: string; ticket: string }): Promise<PhoneDesk> {
    const [person, proof] = await Promise.all([this.ownerOf(caller), this.proofOf(caller)]);
    if (this.persons.phone(person) === input.phone) return this.desk(caller);
    if (!this.provenUntil(caller, proof)) throw conflict('PROOF_REQUIRED', '请先证明是您本人：用现在的手机号接收验证码，或做人脸核验');
    await this.codes.use(input);
    await this.giveWay(input.phone);
    await this.persons.changePhone(person, input.phone, [
      { topic: 'audit', payload: trail('account.changePhone', caller, caller.personId, proof!.by!) },
      tell(caller.personId, 'account.phoneChanged', input.phone),
    ]);
    await PhoneProofModel.deleteOne({ _id: caller.personId });
    await this.sessions.signOutDevices(caller);
    return this.desk(caller);
  }

  private async giveWay(phone: string): Promise<void> {
    const other = await this.persons.findByPhone(phone);
    if (!other) return;
    if (!isEmpty(other)) throw conflict('PHONE_TAKEN', '这个手机号已经是另一个账号的登录手机号。请用它登录那个账号，或换一个手机号');
    await this.erasures.dissolve(other);
  }

  private async proven(caller: Caller, by: PhoneProof['by']): Promise<void> {
    await PhoneProofModel.updateOne(
      { _id: caller.personId },
      { $set: { by, provenAt: this.clock.now(), sessionId: caller.sessionId }, $unset: { face: 1, lastMessage: 1 } },
      { upsert: true },
    );
  }

  /** A proof holds where it was given. */
  private provenUntil(caller: Caller, proof: PhoneProof | undefined): Date | undefined {
    if (!proof?.provenAt || proof.sessionId !== caller.sessionId) return undefined;
    const until = new Date(proof.provenAt.getTime() + HOLDS_MS);
    return until > this.clock.now() ? until : undefined;
  }

  private async proofOf(caller: Caller): Promise<PhoneProof | undefined> {
    return (await PhoneProofModel.findById(caller.personId).lean<PhoneProof>()) ?? undefined;
  }

  private async ownerOf(caller: Caller): Promise<Person> {
    // Who knows an organisation's password is nobody in person.
    if (await this.sessions.accountOf(caller)) throw forbidden('ACCOUNT_SESSION', '用账号密码登录的不能更换手机号，请退出后用手机号登录');
    return this.persons.get(caller.personId);
  }

  private phoneOf(person: Person): string {
    const phone = this.persons.phone(person);
    if (!phone) throw badInput('NO_PHONE', '账号还没有绑定手机号');
    return phone;
  }
}

/** Nobody was verified in it and nobody works with it. */
export const isEmpty = (person: Person): boolean =>
  !person.idNumberIndex && !person.unclaimed && !person.deskName && person.memberships.every(({ role }) => role === 'WORKER');

export const trail = (action: string, caller: Pick<Caller, 'personId' | 'role'>, subjectId: string, outcome: string) => ({
  action,
  subjectKind: 'Person',
  subjectId,
  outcome,
  actorRole: caller.role,
  actorId: caller.personId,
});

export const tell = (personId: string, template: 'account.phoneChanged' | 'account.recovered', phone: string): NewOutboxEntry => ({
  topic: 'notify',
  payload: { personId, template, params: { number: phone.slice(-4) } },
});
