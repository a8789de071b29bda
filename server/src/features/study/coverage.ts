import { common, lengthOf, normalise, take, uncovered, type Range } from '../../platform/media/ranges';

/** After longer silence than this nothing of it is credited: a phone reports every 15 s, and says so at once when it plays again. */
export const SILENCE_SECONDS = 90;
/** Less than a second left over by rounding is carried to the next beat; more is not, or pauses would become credit. */
const CARRY_MS = 999;

export interface Claim {
  /** Seconds of the lesson that count already, or wait for a check: watched again they earn nothing. */
  counted: readonly Range[];
  /** What the phone says was played. */
  played: readonly Range[];
  /** What of the lesson was served to this person. */
  served: readonly Range[];
  lessonSeconds: number;
  lastAckAt: Date;
  now: Date;
  /** What the day still holds. */
  most: number;
}

export interface Credit {
  /** New seconds, in playing order. */
  fresh: Range[];
  /** Of what was played anew: how much was never served. */
  unserved: number;
  /** From when the next beat's wall time counts. */
  ackAt: Date;
}

/**
 * Credit of one beat: new seconds inside the lesson that were served to this person, never more than the wall time since the last
 * acknowledgement, nothing after a long silence, and no more than the day holds. What exceeds that may be sent again.
 */
export function credit({ counted, played, served, lessonSeconds, lastAckAt, now, most }: Claim): Credit {
  const elapsed = Math.max(0, now.getTime() - lastAckAt.getTime());
  const silent = elapsed > SILENCE_SECONDS * 1000;
  const wanted = uncovered(normalise(played, lessonSeconds), normalise(counted, lessonSeconds));
  const seen = common(wanted, normalise(served, lessonSeconds));
  const fresh = take(seen, silent ? 0 : Math.max(0, Math.min(Math.floor(elapsed / 1000), most)));
  const carry = silent ? 0 : Math.max(0, Math.min(CARRY_MS, elapsed - lengthOf(fresh) * 1000));
  return { fresh, unserved: lengthOf(wanted) - lengthOf(seen), ackAt: new Date(now.getTime() - carry) };
}
