import { hkdfSync } from 'node:crypto';
import { Inject, Singleton } from '@midwayjs/core';
import { examSession } from '@jzt/shared/workflow/machines/examSession';
import { Secret, TOTP } from 'otpauth';
import { Cases } from '../../platform/cases';
import type { Clock } from '../../platform/clock';
import { badInput, conflict } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Limits, type Limit } from '../../platform/limits';
import { findWithin } from '../../platform/policy';
import type { Settings } from '../../platform/settings';
import { Persons } from '../person/person.service';
import { ExamSessionModel, type ExamSession } from './exam.model';
import { plans as planPolicy, sessions as policy } from './exam.policy';
import { sessionStatus } from './exam.presenter';
import { ExamPlans } from './examPlan.service';

const CHANGES_EVERY_S = 60;
/** Six digits cannot be found by trying within a minute. */
const GUESSES: Limit = {
  name: 'room-code',
  most: 10,
  per: 600,
  code: 'ROOM_CODE_TOO_OFTEN',
  words: (wait) => `考场签到码输错太多次，请${wait}后再试，或请监考人员为您签到`,
};

/** 考场 (QH-16): a code that changes every minute and stands only on the invigilator's screen. Who types it is in the room. */
@Singleton()
export class ExamRooms {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly plans: ExamPlans;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly limits: Limits;
  @Inject() private readonly settings: Settings;
  @Inject() private readonly clock: Clock;

  /** For who invigilates a running exam. Throws NOT_FOUND, OWN_CASE, ILLEGAL_TRANSITION. */
  async view(caller: Caller, planId: string) {
    const plan = await this.plans.of(caller, planId);
    planPolicy.demand(caller, 'INVIGILATE', plan);
    if (plan.status !== 'RUNNING') throw conflict('ILLEGAL_TRANSITION', '没有在考试，开考后才有考场签到码', { ruleId: 'QH-08' });
    const now = this.clock.now();
    const totp = this.totp(planId);
    return {
      code: totp.generate({ timestamp: now.getTime() }),
      changesAt: new Date(now.getTime() + totp.remaining({ timestamp: now.getTime() })).toISOString(),
      serverTime: now.toISOString(),
    };
  }

  /** The code of this minute or of the one before, which was still being typed. Throws ROOM_CODE_WRONG, ROOM_CODE_TOO_OFTEN. */
  async require({ _id, planId }: ExamSession, code: string): Promise<void> {
    await this.limits.take(GUESSES, _id.toHexString());
    const delta = this.totp(planId).validate({ token: code, timestamp: this.clock.now().getTime(), window: 1 });
    if (delta === null || delta > 0)
      throw badInput('ROOM_CODE_WRONG', '考场签到码不对，请看监考人员的屏幕，码每分钟更换', { ruleId: 'QH-16' });
  }

  /** The invigilator has seen person and card: for whose computer, phone or face it does not go otherwise (O-18). */
  async checkIn(caller: Caller, sessionId: string, version: number, op?: string) {
    const session = await findWithin(ExamSessionModel, policy.scope(caller), sessionId, '没有找到这名考生的考试');
    planPolicy.demand(caller, 'INVIGILATE', await this.plans.of(caller, session.planId));
    await this.plans.requireRunning(session);
    const moved = await this.cases.move(ExamSessionModel, session._id, {
      machine: examSession,
      event: 'checkIn',
      actor: this.persons.actor(await this.persons.get(caller.personId), caller.role, op),
      expectVersion: version,
      ruleIds: ['O-18'],
      evidence: ['invigilator'],
    });
    return { id: sessionId, status: moved.status, statusZh: sessionStatus(moved.status), version: moved.version };
  }

  private totp(planId: string): TOTP {
    const key = hkdfSync('sha256', this.settings.secrets.tokenKey, planId, 'exam room', 20);
    return new TOTP({ secret: new Secret({ buffer: key }), period: CHANGES_EVERY_S, digits: 6 });
  }
}
