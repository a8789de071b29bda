import { Inject, Singleton } from '@midwayjs/core';
import { Types } from 'mongoose';
import type { Clock } from '../clock';
import { notSignedIn } from '../errors';
import { SessionModel, type SessionRecord } from './session.model';

/** An ended session is refused by every process within this time, by the one that ended it at once. */
const BELIEVED_MS = 20_000;
const KEEP = 20_000;

/** An access token lives minutes; this refuses it earlier, when its session has ended: signed out, dismissed, erased, stolen. */
@Singleton()
export class LiveSessions {
  @Inject() private readonly clock: Clock;
  /** Until when a session is believed to live without asking. */
  private readonly believed = new Map<string, number>();

  /** Throws SESSION_ENDED. */
  async require(sessionId: string): Promise<void> {
    const now = this.clock.now();
    if ((this.believed.get(sessionId) ?? 0) > now.getTime()) return;
    this.believed.delete(sessionId);
    const session = Types.ObjectId.isValid(sessionId)
      ? await SessionModel.findById(sessionId, { endedAt: 1, expiresAt: 1 }).lean<Pick<SessionRecord, 'endedAt' | 'expiresAt'>>()
      : null;
    if (!session || session.endedAt || session.expiresAt <= now) throw sessionEnded();
    this.believed.set(sessionId, now.getTime() + BELIEVED_MS);
    if (this.believed.size > KEEP) this.believed.delete(this.believed.keys().next().value!);
  }

  /** To be called by whoever ends a session. */
  forget(sessionId: string): void {
    this.believed.delete(sessionId);
  }
}

export const sessionEnded = () => notSignedIn('SESSION_ENDED', '登录已失效，请重新登录');
