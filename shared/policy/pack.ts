import type { LocalDate } from '../domain/calendar';
import type { Category } from '../domain/categories';
import type { Jurisdiction, NATIONAL } from '../domain/jurisdictions';
import type { Clause, RuleId } from './core';
import type { Service, ServiceFacts } from './facts';

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
  /** Who brings a new certificate to life (CQ-22). */
  readonly activation?: Ruled<'HOLDER' | 'AUTOMATIC'>;
  /** Does continuing education exist for it (QH-23, QH-33, QH-34)? */
  readonly ce?: Ruled<boolean>;
  readonly hotline?: Ruled<string>;
}

/** What is made on a day: the last day of each period, the last one without end (JS-02, JS-03). */
export type MediumPeriod = Ruled<'PAPER' | 'BOTH' | 'ELECTRONIC'> & { readonly to: LocalDate | null };

/** How studying alone at a screen is kept honest: in no source, so each authority signs it off. */
export interface StudyTerms {
  /** Who studies is seen after so many credited seconds: at a moment between the two that nobody is told, within so many seconds, in so many tries. */
  readonly presence: Ruled<{ readonly from: number; readonly to: number; readonly answerSeconds: number; readonly tries: number }>;
  /** Credited on one day of the calendar at most, in seconds. */
  readonly daySeconds: Ruled<number>;
  /** Days in which what was not credited for a missed check may be disputed. */
  readonly appealDays: Ruled<number>;
}

/** One province's law as data. The engine knows it only through this. */
export interface Pack {
  /** GB/T 2260, six digits; NATIONAL for what is no province's own. */
  readonly province: Jurisdiction | typeof NATIONAL;
  readonly nameZh: string;
  /** Stored with every case; never reused. */
  readonly version: string;
  /** First day the pack is law. */
  readonly effectiveFrom: LocalDate;
  /** Reaches cases submitted under an earlier version (HN-22). */
  readonly retroactive: boolean;
  /** What each service asks for, made of the rules in rules/. A service that is not here is not offered; a rule whose facts a service does not have does not compile. */
  readonly services: { readonly [S in Service]?: readonly Clause<ServiceFacts[S]>[] };
  readonly kinds: Partial<Record<Category, KindTerms>>;
  /** What people look for in vain: the sentence that says what there is and where to go. */
  readonly instead?: { readonly [S in Service]?: string };
  /** The telephone for questions of every kind. */
  readonly hotline?: Ruled<string>;
  /** 演示: the windows of the documents moved to this year, so that everything can be walked. */
  readonly demoRules?: true;
  /** A person has one employer at a time; absent, the province says nothing of it. */
  /** Full hours of the day (China) between which nobody gets a short message: from the evening to the morning. */
  readonly quietHours?: Ruled<{ readonly from: number; readonly to: number }>;
  /** Days that a holder has for their own word before a certificate is voided. */
  readonly appealDays?: Ruled<number>;
  readonly oneEmployer?: Ruled<true>;
  /** Where the province has courses. */
  readonly study?: StudyTerms;
  readonly medium?: readonly MediumPeriod[];
}
