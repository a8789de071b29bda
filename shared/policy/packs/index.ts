import type { LocalDate } from '../../domain/calendar';
import type { Pack } from '../pack';
import { chongqing } from './chongqing';
import { demoOf, demoVersion } from './demo';
import { hainan } from './hainan';
import { jiangsu } from './jiangsu';
import { jiangxi } from './jiangxi';
import { national } from './national';
import { qinghai } from './qinghai';

/** Every pack of every version, the national one first. A new province, or a new version of one, is a file beside this and its name here. */
export const PACKS: readonly Pack[] = [national, chongqing, qinghai, hainan, jiangxi, jiangsu];

/** OFFICIAL: as the documents say. DEMO: with their windows moved to the year of the day asked about. */
export type Edition = 'OFFICIAL' | 'DEMO';

/**
 * The law of a province on a day, or the pack of a version.
 * On a day: the newest pack in force; undefined before the first. `provinceCode` is GB/T 2260, six digits.
 */
export function packOf(
  provinceCode: string,
  on: LocalDate,
  packs: readonly Pack[] = PACKS,
  edition: Edition = 'OFFICIAL',
): Pack | undefined {
  let found: Pack | undefined;
  for (const pack of packs) {
    if (pack.province === provinceCode && pack.effectiveFrom <= on && (!found || pack.effectiveFrom > found.effectiveFrom)) found = pack;
  }
  return found && edition === 'DEMO' ? demoOf(found, Number(on.slice(0, 4))) : found;
}

/** The pack a case was submitted under, of either edition; throws RangeError for a version that does not exist. */
export function packOfVersion(version: string, packs: readonly Pack[] = PACKS): Pack {
  const demo = demoVersion(version);
  if (demo) return demoOf(packOfVersion(demo.official, packs), demo.year);
  const pack = packs.find((one) => one.version === version);
  if (!pack) throw new RangeError(`no policy pack of version ${version}`);
  return pack;
}

/**
 * The pack an open case is decided by: its own version, unless a later one in force is retroactive (domain.md section 5, HN-22).
 */
export function packOfCase(version: string, on: LocalDate, packs: readonly Pack[] = PACKS): Pack {
  const demo = demoVersion(version);
  if (demo) return demoOf(packOfCase(demo.official, on, packs), demo.year);
  const own = packOfVersion(version, packs);
  let found = own;
  for (const pack of packs) {
    if (pack.province === own.province && pack.retroactive && pack.effectiveFrom > found.effectiveFrom && pack.effectiveFrom <= on)
      found = pack;
  }
  return found;
}
