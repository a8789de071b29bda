import { Inject, Singleton } from '@midwayjs/core';
import { Types } from 'mongoose';
import type { Clock } from '../clock';
import { notSignedIn } from '../errors';
import { SessionModel, type SessionRecord } from './session.model';
import type { Caller } from './tokens';

/** An ended session is refused by every process within this time, by the one that ended it at once. */
const BELIEVED_MS = 20_000;
const KEEP = 20_000;

/** Does the person still act in that role for that organisation? */
type Holds = (caller: Caller) => Promise<boolean>;

/** An access token lives minutes; this refuses it earlier, when its session has ended or its role was taken away: signed out, dismissed, erased, stolen. */
@Singleton()
export class LiveSessions {
  @Inject() private readonly clock: Clock;
  /** Until when a session is believed to live in the role without asking. */
  private readonly believed = new Map<string, { until: number; as: string }>();
  private holds: Holds = () => Promise.resolve(true);

  /** Who knows the roles says whether one is still held. */
  ask(holds: Holds): void {
    this.holds = holds;
  }

  /** Throws SESSION_ENDED. */
  async require(caller: Caller): Promise<void> {
    const { sessionId } = caller;
    const as = `${caller.role}/${caller.organisationId ?? ''}`;
    const now = this.clock.now();
    const known = this.believed.get(sessionId);
    if (known && known.as === as && known.until > now.getTime()) return;
    this.believed.delete(sessionId);
    const session = Types.ObjectId.isValid(sessionId)
      ? await SessionModel.findById(sessionId, { endedAt: 1, expiresAt: 1 }).lean<Pick<SessionRecord, 'endedAt' | 'expiresAt'>>()
      : null;
    if (!session || session.endedAt || session.expiresAt <= now || !(await this.holds(caller))) throw sessionEnded();
    this.believed.set(sessionId, { until: now.getTime() + BELIEVED_MS, as });
    if (this.believed.size > KEEP) this.believed.delete(this.believed.keys().next().value!);
  }

  /** To be called by whoever ends a session. */
  forget(sessionId: string): void {
    this.believed.delete(sessionId);
  }
}

export const sessionEnded = () => notSignedIn('SESSION_ENDED', '登录已失效，请重新登录');
