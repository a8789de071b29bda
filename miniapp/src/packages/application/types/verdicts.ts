import type { ApplicationType } from '@jzt/shared/contract/application';
import type { Refusal } from '../next-step';

/** What refuses every type alike is said once, on top, instead of twenty times. */
export function commonOf(items: readonly ApplicationType[]): Refusal[] {
  const [first, ...others] = items;
  return first?.verdict.refusals.filter(({ code }) => others.every((each) => each.verdict.refusals.some((one) => one.code === code))) ?? [];
}

/** What refuses this type beside that. */
export const ownOf = (type: ApplicationType, common: readonly Refusal[]): Refusal[] =>
  type.verdict.refusals.filter(({ code }) => !common.some((one) => one.code === code));

/** In the server's order; the group's territory only when it is one for all. */
export function groupsOf(items: readonly ApplicationType[]): { groupZh: string; territoryZh?: string; types: ApplicationType[] }[] {
  const names = [...new Set(items.map((each) => each.groupZh))];
  return names.map((groupZh) => {
    const types = items.filter((each) => each.groupZh === groupZh);
    const [territory] = types.map((each) => each.territoryZh);
    return { groupZh, territoryZh: territory && types.every((each) => each.territoryZh === territory) ? territory : undefined, types };
  });
}
