import type { LocalDate } from '../../domain/calendar';
import type { Pack } from '../pack';
import { chongqing } from './chongqing';
import { hainan } from './hainan';
import { jiangsu } from './jiangsu';
import { jiangxi } from './jiangxi';
import { qinghai } from './qinghai';

/** Every pack of every version. A new province, or a new version of one, is a file beside this and its name here. */
export const PACKS: readonly Pack[] = [chongqing, qinghai, hainan, jiangxi, jiangsu];

/**
 * The law of a province on a day, or the pack of a version.
 * On a day: the newest pack in force; undefined before the first. `provinceCode` is GB/T 2260, six digits.
 */
export function packOf(provinceCode: string, on: LocalDate, packs: readonly Pack[] = PACKS): Pack | undefined {
  let found: Pack | undefined;
  for (const pack of packs) {
    if (pack.province === provinceCode && pack.effectiveFrom <= on && (!found || pack.effectiveFrom > found.effectiveFrom)) found = pack;
  }
  return found;
}

/** The pack a case was submitted under; throws RangeError for a version that does not exist. */
export function packOfVersion(version: string, packs: readonly Pack[] = PACKS): Pack {
  const pack = packs.find((one) => one.version === version);
  if (!pack) throw new RangeError(`no policy pack of version ${version}`);
  return pack;
}

/**
 * The pack an open case is decided by: its own version, unless a later one in force is retroactive (domain.md section 5, HN-22).
 */
export function packOfCase(version: string, on: LocalDate, packs: readonly Pack[] = PACKS): Pack {
  const own = packOfVersion(version, packs);
  let found = own;
  for (const pack of packs) {
    if (pack.province === own.province && pack.retroactive && pack.effectiveFrom > found.effectiveFrom && pack.effectiveFrom <= on)
      found = pack;
  }
  return found;
}
