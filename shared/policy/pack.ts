import type { LocalDate } from '../domain/calendar';
import type { Category } from '../domain/categories';
import type { NumberFormat } from '../domain/certificateNumber';
import type { Rule, RuleId } from './core';
import type { Service, ServiceFacts } from './facts';
import type { RULES } from './rules';

/** A value of a pack beside the rule it comes from. `demo`: not in the sources, to be confirmed by the authority before anybody relies on it. */
export interface Ruled<T> {
  readonly id: RuleId;
  readonly value: T;
  readonly demo?: true;
}

/** Writes a value beside its rule. */
export const from = <const T>(id: RuleId, value: T): Ruled<T> => ({ id, value });

/** Writes a value that is in no source: a figure to demonstrate with, awaiting the authority's signature. */
export const demo = <const T>(value: T): Ruled<T> => ({ id: 'A-23', value, demo: true });

export type RuleName = keyof typeof RULES;

/** The clauses a service may hold: rules whose facts are among the service's facts. */
export type ClauseFor<S extends Service> = {
  [N in RuleName]: (typeof RULES)[N] extends Rule<infer C, infer K> ? ([K] extends [ServiceFacts[S]] ? { readonly rule: N } & C : never) : never;
}[RuleName];

/** A field printed on a certificate. */
export type TemplateField = 'post' | 'name' | 'sex' | 'idNumber' | 'number' | 'portrait' | 'validTo' | 'enterprise';

/** What the pack says of one kind of certificate. */
export interface KindTerms {
  /** Where it holds. */
  readonly territory?: Ruled<'NATIONAL' | 'PROVINCE'>;
  readonly belongsTo?: Ruled<'PERSON' | 'ENTERPRISE'>;
  /** null: no end date. */
  readonly validYears?: Ruled<number | null>;
  readonly issuer?: Ruled<'AUTHORITY' | 'INSTITUTION'>;
  readonly seal?: Ruled<'PROVINCE' | 'INSTITUTION'>;
  /** Mandatory where the kind is examined: there is no default mark and no default duration. */
  readonly exam?: {
    readonly form: Ruled<'COMPUTER' | 'MOBILE'>;
    /** Points of 100. */
    readonly passMark: Ruled<number>;
    readonly practicalMark?: Ruled<number>;
    readonly minutes: Ruled<number>;
  };
  /** Hours of the first training and of continuing education, decimal text. */
  readonly trainingHours?: Ruled<string>;
  readonly ceHours?: Ruled<string>;
  /** Does continuing education exist for it (QH-23, QH-33, QH-34)? */
  readonly ce?: Ruled<boolean>;
  readonly number?: Ruled<NumberFormat>;
  readonly template?: Ruled<{ readonly titles: Readonly<Record<string, string>>; readonly fields: readonly TemplateField[] }>;
  readonly hotline?: Ruled<string>;
}

/** What is made on a day: the last day of each period, the last one without end (JS-02, JS-03). */
export type MediumPeriod = Ruled<'PAPER' | 'BOTH' | 'ELECTRONIC'> & { readonly to: LocalDate | null };

/** One province's law as data. The engine knows it only through this. */
export interface Pack {
  /** GB/T 2260, six digits. */
  readonly province: string;
  readonly nameZh: string;
  /** Stored with every case; never reused. */
  readonly version: string;
  /** First day the pack is law. */
  readonly effectiveFrom: LocalDate;
  /** Reaches cases submitted under an earlier version (HN-22). */
  readonly retroactive: boolean;
  /** Title and number of the document it is written from. */
  readonly document: string;
  /** What each service asks for. A service that is not here is not offered. */
  readonly services: { readonly [S in Service]?: readonly ClauseFor<S>[] };
  readonly kinds: Partial<Record<Category, KindTerms>>;
  readonly medium?: readonly MediumPeriod[];
  /** Words of the documents that screens print. */
  readonly words?: Readonly<Record<string, Ruled<string>>>;
}
