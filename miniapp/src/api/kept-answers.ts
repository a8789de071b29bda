import { storage } from './storage';

/** The last answers, to show while offline. */
interface Kept<T> {
  at: number;
  data: T;
}

const MOST = 60;
const INDEX = 'answer.index';
/** These carry a full ID number or everything at once: never on the phone's disk. */
const NEVER_KEPT = new Set(['identity.view', 'account.export', 'review.revealIdNumber', 'account.audit']);

export const keptAnswers = {
  get: <T>(name: string): Kept<T> | undefined => storage.get<Kept<T>>(`answer.${name}`),
  set(routeId: string, name: string, data: unknown): void {
    if (NEVER_KEPT.has(routeId)) return;
    const names = [...(storage.get<string[]>(INDEX) ?? []).filter((each) => each !== name), name];
    for (const old of names.splice(0, Math.max(0, names.length - MOST))) storage.remove(`answer.${old}`);
    storage.set(`answer.${name}`, { at: Date.now(), data });
    storage.set(INDEX, names);
  },
};
