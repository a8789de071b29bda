import { lengthOf, take, uncovered, type Range } from '../../platform/media/ranges';
import type { OpenFace } from '../identity/faceDesk.service';

/** What the pack says. */
export interface PresenceTerms {
  from: number;
  to: number;
  answerSeconds: number;
  tries: number;
}

/** Who studies is asked for; single use. */
export interface Check {
  id: string;
  askedAt: Date;
  /** Absent: held by an outside system that is silent, or missed. */
  deadline?: Date;
  triesLeft: number;
  terms: PresenceTerms;
  /** The check at the provider that is under way. */
  face?: OpenFace;
  /** Of the code that was sent. */
  codeHash?: string;
  /** It was not passed: nothing counts until one is. */
  missed?: true;
  message?: string;
}

/** Of one person, across all their lessons. */
export interface Presence {
  /** Seconds credited since they were last seen. */
  since: number;
  /** When they are to be seen next; told to nobody. Absent until the first beat after they were seen. */
  dueAfter?: number;
  check?: Check;
}

/** An answer that was on its way when the time was up still counts. */
const GRACE_MS = 30_000;

export const isOver = ({ deadline, missed }: Check, now: Date): boolean =>
  !missed && deadline !== undefined && now.getTime() > deadline.getTime() + GRACE_MS;

/** The check as it stands after it was begun anew: its time runs again; a missed one may be tried again as a whole. */
export function begun(check: Check, now: Date): Check {
  const { missed, deadline: _deadline, message: _message, ...rest } = check;
  const triesLeft = check.triesLeft || check.terms.tries;
  return missed
    ? { ...rest, missed, triesLeft }
    : { ...rest, triesLeft, deadline: new Date(now.getTime() + check.terms.answerSeconds * 1000) };
}

/** The outside system is silent: nobody is to blame. */
export function held(check: Check): Check {
  const { deadline: _deadline, face: _face, codeHash: _code, ...rest } = check;
  return rest;
}

export interface Accrued {
  presence: Presence;
  /** Counts at once. */
  covered: Range[];
  /** Counts when somebody has been seen. */
  pending: Range[];
}

export interface Accrual {
  presence: Presence;
  fresh: readonly Range[];
  /** Seconds that wait already. */
  waiting: number;
  terms: PresenceTerms | undefined;
  now: Date;
  /** A whole number from `from` up to and without `to`. */
  random: (from: number, to: number) => number;
  newId: () => string;
}

/**
 * Where new seconds go (design.md section 6): they count until the check falls due, wait while it is open (as many as lie between two
 * checks at most), and are nothing once it was missed.
 */
export function accrue({ presence, fresh, waiting, terms, now, random, newId }: Accrual): Accrued {
  if (!terms) return { presence, covered: [...fresh], pending: [] };
  if (presence.check?.missed) return { presence, covered: [], pending: [] };
  if (presence.check) return { presence, covered: [], pending: take(fresh, Math.max(0, terms.to - waiting)) };
  const dueAfter = presence.dueAfter ?? random(terms.from, terms.to + 1);
  const covered = take(fresh, Math.max(0, dueAfter - presence.since));
  const since = presence.since + lengthOf(covered);
  if (since < dueAfter) return { presence: { since, dueAfter }, covered, pending: [] };
  const deadline = new Date(now.getTime() + terms.answerSeconds * 1000);
  const check = { id: newId(), askedAt: now, deadline, triesLeft: terms.tries, terms };
  return { presence: { since, dueAfter, check }, covered, pending: take(uncovered(fresh, covered), terms.to) };
}
