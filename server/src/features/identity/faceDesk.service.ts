import { randomBytes } from 'node:crypto';
import { Inject, Singleton } from '@midwayjs/core';
import { endOfDay } from '@jzt/shared/domain/calendar';
import { HostedFace, WechatFace, type FaceCheck, type FaceResult, type FaceSession } from '../../gateways/face/port';
import { today, type Clock } from '../../platform/clock';
import { badInput, outsideDown, tooOften } from '../../platform/errors';
import { Limits, type Limit } from '../../platform/limits';
import type { Logger } from '../../platform/logger';
import type { Settings } from '../../platform/settings';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';

/** Tries a day [P]. */
export const FACE_TRIES = 5;
/** Each start is paid for at the provider, whether the face is then shown or not. */
const FACE_STARTS: Limit = {
  name: 'face-starts',
  most: 15,
  per: 'DAY',
  code: 'FACE_TOO_OFTEN',
  words: () => '今天打开人脸核验的次数已用完',
};

/** What else somebody can do whose face does not pass: there is always a way without it (O-18). */
export interface WayOut {
  tomorrow: string;
  instead: string;
}
const BY_OFFICER: WayOut = { tomorrow: '请明天再试，或申请人工核验', instead: '或申请人工核验' };

/** A check under way; the client's word about it is never taken (O-15). */
export interface OpenFace {
  verifyId: string;
  outSeqNo: string;
  channel: 'WEAPP' | 'H5';
}
/** Tries that failed on a day. */
export interface FaceTries {
  faceDay?: string;
  faceAttempts?: number;
}

/** The person's face at the provider, for whatever case asks for it: the real-name check, a post transfer, a phone exam (CQ-29, CQ-38, QH-32). */
@Singleton()
export class FaceDesk {
  @Inject() private readonly persons: Persons;
  @Inject() private readonly limits: Limits;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly settings: Settings;
  @Inject() private readonly logger: Logger;
  @Inject() private readonly wechatFace: WechatFace;
  @Inject() private readonly hostedFace: HostedFace;

  /** Opens a check; `back`: the address of the page that the provider's own page leads back to. Throws FACE_TOO_OFTEN or FACE_DOWN. */
  async begin(
    person: Person,
    channel: OpenFace['channel'],
    tries: FaceTries,
    back: string,
    way: WayOut = BY_OFFICER,
    starts: Limit = FACE_STARTS,
  ): Promise<{ open: OpenFace; session: FaceSession }> {
    if (this.attemptsLeft(tries) === 0)
      throw tooOften('FACE_TOO_OFTEN', `今天的人脸核验次数已用完，${way.tomorrow}`, this.secondsToMidnight());
    await this.limits.take({ ...starts, words: () => `今天打开人脸核验的次数已用完，${way.tomorrow}` }, person._id.toHexString());
    const outSeqNo = randomBytes(12).toString('hex');
    const session = await this.provider(channel)
      .begin({ outSeqNo, ...this.ask(person), returnUrl: `${this.settings.publicBaseUrl}/${back}` })
      .catch((error: Error) => this.down(error, way));
    return { open: { verifyId: session.verifyId, outSeqNo, channel }, session };
  }

  /** Asks the provider, server to server. Throws FACE_DOWN. */
  query(person: Person, { verifyId, outSeqNo, channel }: OpenFace, way: WayOut = BY_OFFICER): Promise<FaceResult> {
    return this.provider(channel)
      .query({ verifyId, outSeqNo, ...this.ask(person) })
      .catch((error: Error) => this.down(error, way));
  }

  /** What a case keeps of a try that did not pass: the words, and one try less where the provider decided against the face. */
  noted(tries: FaceTries, result: FaceResult) {
    if (!hasFailed(result)) return { $set: { lastMessage: result.messageZh } };
    const left = this.attemptsLeft(tries) - 1;
    return {
      $set: { lastMessage: failureWords(result, left), faceDay: today(this.clock), faceAttempts: FACE_TRIES - left },
      $unset: { face: 1 },
    };
  }

  attemptsLeft({ faceDay, faceAttempts = 0 }: FaceTries): number {
    return faceDay === today(this.clock) ? Math.max(0, FACE_TRIES - faceAttempts) : FACE_TRIES;
  }

  secondsToMidnight(): number {
    return Math.ceil((endOfDay(today(this.clock)) - this.clock.now().getTime()) / 1000);
  }

  private ask(person: Person) {
    return { name: this.persons.name(person)!, idNumber: this.persons.idNumber(person)!, openid: person.openid };
  }

  private provider(channel: OpenFace['channel']): FaceCheck {
    return channel === 'WEAPP' ? this.wechatFace : this.hostedFace;
  }

  private down(error: Error, way: WayOut): never {
    if (error instanceof RangeError) throw badInput('FACE_CHANNEL', `请先用微信登录后再做人脸核验，${way.instead}`);
    this.logger.warn({ err: error }, 'face check not reachable');
    throw outsideDown('FACE_DOWN', `人脸核验服务暂时不可用，请稍后重试，${way.instead}。已填写的内容都已保存`);
  }
}

/** The provider has decided against the face; everything else it says leaves the check open. */
export const hasFailed = ({ state }: FaceResult): boolean => ['FAILED', 'NOT_IN_DATABASE', 'TOO_OFTEN'].includes(state);
export const failureWords = ({ state, messageZh }: FaceResult, left: number): string =>
  state === 'FAILED' ? `${messageZh}（今天还可以试${left}次）` : messageZh;
