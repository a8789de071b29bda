import type { Clause } from '../core';
import { demo, type Pack } from '../pack';
import * as rule from '../rules';

/** A visitor's course is over in minutes. */
const DEMO_HOUR = { minutesPerHour: demo(0.05) };
/** … and it is seen in the middle of it who learns. */
const SOON = { from: 30, to: 60 };
const MARK = '-DEMO-';
/** The rules that open and close by the calendar of a document. */
const DATED: readonly unknown[] = [rule.fixedWindow, rule.inRegister, rule.stoppedForTitle];
const IS_DAY = /^\d{4}-\d\d-\d\d$/;
const isDated = ({ rule: made, given }: Clause): boolean => DATED.includes(made) && /"\d{4}-\d\d-\d\d"/.test(JSON.stringify(given));
const isHour = ({ rule: made }: Clause): boolean => made === rule.mediaHolds;

/** `CQ-1-DEMO-2026` → `CQ-1` and 2026; undefined for a version of a document. */
export function demoVersion(version: string): { official: string; year: number } | undefined {
  const [, official, year] = /^(.+)-DEMO-(\d{4})$/.exec(version) ?? [];
  return official && year ? { official, year: Number(year) } : undefined;
}

/** First days become the first of the year, last days its last. */
function moved(value: unknown, year: number, key = ''): unknown {
  if (typeof value === 'string' && IS_DAY.test(value)) return key === 'from' ? `${year}-01-01` : `${year}-12-31`;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, moved(inner, year, name)]));
}

const move = <C extends Clause>(clause: C, year: number): C =>
  isHour(clause)
    ? { ...clause, given: { ...clause.given, ...DEMO_HOUR } }
    : isDated(clause)
      ? { ...clause, given: moved(clause.given, year) as C['given'] }
      : clause;

/**
 * 演示: the same law with the windows of its document laid over the whole of `year`, so that what is past can be walked, and hours
 * that are minutes. A pack without either stays what it is. A case keeps the version it was submitted under, so every year has one of its own.
 */
export function demoOf(pack: Pack, year: number): Pack {
  const clauses: Clause[] = Object.values(pack.services).flat();
  if (!clauses.some((one) => isDated(one) || isHour(one))) return pack;
  const services = Object.fromEntries(
    Object.entries(pack.services).map(([service, list]) => [service, (list as readonly Clause[]).map((one) => move(one, year))]),
  ) as Pack['services'];
  const { study } = pack;
  const seen = study && { ...study, presence: { ...study.presence, value: { ...study.presence.value, ...SOON } } };
  return { ...pack, services, ...(seen && { study: seen }), version: `${pack.version}${MARK}${year}`, demoRules: true };
}
