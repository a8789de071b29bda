import type { LocalDate } from '../domain/calendar';
import type { Category } from '../domain/categories';
import type { FactKey, Facts, Service } from './facts';
import type { Message } from './messages';
import type { Pack } from './pack';

/** A rule of domain.md section 2, an answered question (`A-24`) or an outside source (`O-10`). */
export type RuleId = `${'CQ' | 'QH' | 'HN' | 'JX' | 'JS' | 'A' | 'O'}-${string}` | 'PACK';

/** One reason why not. `messageZh` is for the person: what is wrong; `nextStepZh`: what to do next. Dates and names are filled in. */
export interface Refusal {
  ruleId: RuleId;
  /** Stable, one of the codes in messages.ts. */
  code: string;
  messageZh: string;
  nextStepZh: string;
  /** The form is only not finished yet; a list of what somebody may do leaves these out. */
  incomplete?: true;
}

/** An outside check that has not answered: neither yes nor no. `on` names it, e.g. `NATIONAL_HOLDINGS`. */
export interface Pending {
  ruleId: RuleId;
  on: string;
  messageZh: string;
}

/** First and last day on which the service is open, both inclusive; null: open on that side. */
export interface Window {
  opens: LocalDate | null;
  closes: LocalDate | null;
}

/** The verdict on one service: all its refusals together, in the order of the pack. */
export interface Decision {
  allowed: boolean;
  refusals: Refusal[];
  pending: Pending[];
  /** Only where some rule of the service limits it in time; the tightest of all its limits. */
  window?: Window;
  /** Every rule that was evaluated, for the audit trail. */
  ruleIds: RuleId[];
  packVersion: string;
}

/**
 * The day `n` working days after `date` by the official calendar, the day itself not counted.
 * Throws RangeError for a year whose calendar is not known.
 */
export type WorkingDays = (date: LocalDate, n: number) => LocalDate;

export interface Options {
  /** Without it (the calendar is too big for a phone) every rule counted in working days is pending on WORKING_DAYS. */
  addWorkingDays?: WorkingDays;
}

/** What a rule works with, and where it puts its verdict. The rule id of the clause at hand is known; `ruleId` names another one. */
export interface Context {
  readonly pack: Pack;
  readonly service: Service;
  readonly today: LocalDate;
  refuse(message: Message, values?: Record<string, string | number>, ruleId?: RuleId): void;
  pend(on: string): void;
  /** Narrows the window of the service. */
  limit(opens: LocalDate | null, closes: LocalDate | null): void;
  /** Counts working days; pends on WORKING_DAYS and returns null when the calendar is missing or does not know the year. */
  workingDay(from: LocalDate, n: number): LocalDate | null;
}

/** The sections a rule needs, in its own order. */
type Sections<K extends readonly FactKey[]> = { [I in keyof K]: Facts[K[I]] };
/** For which certificates a clause is written; absent: for all. */
interface Concerns {
  for?: readonly Category[];
  codes?: readonly string[];
}
type Given<C> = C & Concerns;

/** One line of a pack: a rule, its id in the document, what the rule is given, and for which certificates it is written. */
export interface Clause<K extends FactKey = FactKey> {
  /** The function that made it, which is the rule. */
  readonly rule: unknown;
  readonly id: RuleId;
  readonly given: Readonly<Concerns>;
  /** A section of facts that is missing or UNAVAILABLE makes the clause pending without calling the check. */
  readonly needs: readonly K[];
  check(given: object, context: Context, ...sections: readonly unknown[]): void;
}

/** A rule: called by a pack with the id and what it is given, it makes a clause. */
export type Rule<C, K extends FactKey> = (id: RuleId, ...given: object extends C ? [Given<C>?] : [Given<C>]) => Clause<K>;

/** Makes a rule from the sections of facts it needs and its check, which gets them in that order. */
export function rule<C extends object, const K extends readonly FactKey[]>(
  needs: K,
  check: (given: C, context: Context, ...sections: Sections<K>) => void,
): Rule<C, K[number]> {
  const make: Rule<C, K[number]> = (id, ...[given]) => ({ rule: make, id, given: given ?? {}, needs, check: check as Clause['check'] });
  return make;
}
