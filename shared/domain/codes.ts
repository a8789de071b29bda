import { SAFETY_CODES, type Category } from './categories';
import { SITE_POSTS, SITE_SAFETY_OFFICER } from './posts';
import { TRADES } from './trades';

/** The codes of a category; one that is not here has none. Trade 99 is missing: it means a trade of the province's own, whose name no pack gives yet. */
export const CODES: Partial<Record<Category, readonly string[]>> = {
  SAFETY_MGMT: SAFETY_CODES,
  SPECIAL_OP: Object.keys(TRADES)
    .filter((code) => code !== '99')
    .sort(),
  SITE_MANAGER: [...Object.keys(SITE_POSTS), SITE_SAFETY_OFFICER],
};
