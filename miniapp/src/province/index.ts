import { useEffect, useSyncExternalStore } from 'react';
import { provinceRoutes, type Province, type ServingProvince } from '@jzt/shared/contract/province';
import { api, network, session, useSession } from '@/api';
import { storage } from '@/api/storage';
import { invalidate, useQuery } from '@/hooks';
import { createHere, type Here } from './here';

const KEY = 'province';

export const province = createHere({
  load: () => storage.get<Here>(KEY),
  save: (here) => void (here ? storage.set(KEY, here) : storage.remove(KEY)),
  tell: async (jurisdiction, by) => (await api.call(provinceRoutes.choose, { body: { jurisdiction, by } })).province,
  personId: () => session.get()?.personId,
  changed: () => invalidate('account', 'application', 'province', 'organisation'),
});
session.onWipe(province.wipe);
session.subscribe(() => void province.send());
network.subscribe(() => {
  if (network.isOnline()) void province.send();
});

export const useHere = (): Here | undefined => useSyncExternalStore(province.subscribe, province.get);

/**
 * Whether a screen is under demo rules: `of` is what its own data says, for want of that the province of the worker or guest, or of the
 * organisation that somebody acts for.
 */
export function useDemoRules(of?: boolean): boolean {
  const who = useSession();
  const here = useHere();
  if (of !== undefined) return of;
  if (!who || who.role === 'WORKER') return here?.demoRules ?? false;
  return who.memberships.some((one) => one.role === who.role && one.organisationId === who.organisationId && one.demoRules);
}

/** The provinces that are open, read while there is need. */
export function useProvinces(needed: boolean): ReturnType<typeof useQuery<typeof provinceRoutes.list>> {
  const list = useQuery(provinceRoutes.list, {}, { enabled: needed, onShow: false });
  const items = list.data?.items;
  useEffect(() => {
    if (items) province.listed(items);
  }, [items]);
  return list;
}

/** The province that serves the person, with all that is told of it; once it is known which. */
export function useServed(): Province | undefined {
  const here = useHere();
  const { data } = useProvinces(Boolean(here));
  return data?.items.find((each) => each.code === here?.code);
}

/** Takes over what the server says of a signed-in worker, `undefined` only once it has answered. */
export function useTold(me: { province?: ServingProvince } | undefined): void {
  useEffect(() => {
    if (me) province.told(me.province);
  }, [me]);
}
