import type { LocalDate } from '../domain/calendar';
import type { Category } from '../domain/categories';
import type { Code } from './messages';
import type { Facts, FactKey, Service } from './facts';
import type { Pack } from './pack';

/** A rule of domain.md section 2, an answered question (`A-24`) or an outside source (`O-10`). */
export type RuleId = `${'CQ' | 'QH' | 'HN' | 'JX' | 'JS' | 'A' | 'O'}-${string}` | 'PACK';

/** One reason why not. `messageZh` is for the person: what is wrong; `nextStepZh`: what to do next. Dates and names are filled in. */
export interface Refusal {
  ruleId: RuleId;
  code: Code;
  messageZh: string;
  nextStepZh: string;
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

/** What every clause of a pack carries: its rule, and for which categories it is written (absent: all). `C`: what else the rule asks of it. */
export type Clause<C = object> = Readonly<C> & { readonly id: RuleId; readonly for?: readonly Category[] };

/** What a rule works with, and where it puts its verdict. */
export interface Context {
  readonly pack: Pack;
  readonly service: Service;
  readonly today: LocalDate;
  refuse(id: RuleId, code: Code, values?: Record<string, string | number>): void;
  pend(id: RuleId, on: string): void;
  /** Narrows the window of the service. */
  limit(opens: LocalDate | null, closes: LocalDate | null): void;
  /** Counts working days; pends on WORKING_DAYS and returns null when the calendar is missing or does not know the year. */
  workingDay(id: RuleId, from: LocalDate, n: number): LocalDate | null;
}

/** A rule: the sections of facts it needs, and the check. A section that is missing or UNAVAILABLE makes the clause pending without calling the check. */
export interface Rule<C, K extends FactKey> {
  readonly needs: readonly K[];
  check(clause: C, facts: Pick<Facts, K>, context: Context): void;
}

/** Keeps the facts a rule needs as literal types. */
export const rule = <C, K extends FactKey>(needs: readonly K[], check: (clause: C, facts: Pick<Facts, K>, context: Context) => void): Rule<C, K> => ({
  needs,
  check,
});
