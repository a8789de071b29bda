import { CATEGORIES } from '@jzt/shared/domain/categories';
import { CODES } from '@jzt/shared/domain/codes';
import type { ApplicationSubject } from './application.model';

/** Everything the trade knows; which of it a province offers is its pack's word (CQ-03). */
export const ALL_SUBJECTS: readonly ApplicationSubject[] = CATEGORIES.flatMap(
  (category): ApplicationSubject[] => CODES[category]?.map((code) => ({ category, code })) ?? [{ category }],
);

export const sameSubject = (a: ApplicationSubject, b: ApplicationSubject): boolean =>
  a.category === b.category && (a.code ?? undefined) === (b.code ?? undefined);

/** Is there such a subject at all? A code of another category, or one nobody knows, is not a matter for the rules. */
export const isSubject = (subject: ApplicationSubject): boolean => ALL_SUBJECTS.some((one) => sameSubject(one, subject));
