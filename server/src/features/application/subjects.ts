import { CATEGORIES, SAFETY_CODES, type Category } from '@jzt/shared/domain/categories';
import { SITE_POSTS, SITE_SAFETY_OFFICER } from '@jzt/shared/domain/posts';
import { TRADES } from '@jzt/shared/domain/trades';
import type { ApplicationSubject } from './application.model';

/** The codes of a category. Trade 99 is missing: it means a trade of the province's own, whose name no pack gives yet. */
const CODES: Partial<Record<Category, readonly string[]>> = {
  SAFETY_MGMT: SAFETY_CODES,
  SPECIAL_OP: Object.keys(TRADES)
    .filter((code) => code !== '99')
    .sort(),
  SITE_MANAGER: [...Object.keys(SITE_POSTS), SITE_SAFETY_OFFICER],
};

/** Everything the trade knows; which of it a province offers is its pack's word (CQ-03). */
export const ALL_SUBJECTS: readonly ApplicationSubject[] = CATEGORIES.flatMap(
  (category): ApplicationSubject[] => CODES[category]?.map((code) => ({ category, code })) ?? [{ category }],
);

export const sameSubject = (a: ApplicationSubject, b: ApplicationSubject): boolean =>
  a.category === b.category && (a.code ?? undefined) === (b.code ?? undefined);

/** Is there such a subject at all? A code of another category, or one nobody knows, is not a matter for the rules. */
export const isSubject = (subject: ApplicationSubject): boolean => ALL_SUBJECTS.some((one) => sameSubject(one, subject));
