import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { OfProvinces } from '../platform/settings';

/** The system of a province: its own where the settings name one, else the one that serves all others. */
export function byProvince<T>(
  { standard, own }: OfProvinces,
  make: (one: OfProvinces['standard']) => T,
): (jurisdiction: Jurisdiction) => T {
  const others = make(standard);
  const owned = new Map(Object.entries(own).map(([code, one]) => [code, make(one)]));
  return (jurisdiction) => owned.get(jurisdiction) ?? others;
}
