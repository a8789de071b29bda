import type { storage } from './storage';

/** The last answers, to show while offline. */
interface Kept<T> {
  at: number;
  data: T;
}
interface Entry {
  name: string;
  bytes: number;
}

const INDEX = 'answer.index';
/** WeChat gives a mini-program 10 MB in all and 1 MB a key; drafts and the queue must always find room. */
const MOST_BYTES = 2_000_000;
/** One answer that would push many others out is not worth it. */
const MOST_BYTES_EACH = 400_000;
/** These carry a full ID number or everything at once: never on the phone's disk. */
const NEVER_KEPT = new Set(['identity.view', 'account.export', 'review.revealIdNumber', 'account.audit']);

/** In UTF-8, as the disk counts it. */
export function bytesOf(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // Each half of a surrogate pair counts two of its four bytes.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
  }
  return bytes;
}

/** Keeps the newest answers within a number of bytes; the oldest make room. */
export function createKeptAnswers(disk: Pick<typeof storage, 'get' | 'set' | 'remove'>) {
  // An earlier version kept names only; those answers are taken out with the first new one.
  const indexed = (): Entry[] =>
    (disk.get<(Entry | string)[]>(INDEX) ?? []).map((each) => (typeof each === 'string' ? { name: each, bytes: MOST_BYTES } : each));
  return {
    get: <T>(name: string): Kept<T> | undefined => disk.get<Kept<T>>(`answer.${name}`),
    set(routeId: string, name: string, data: unknown): void {
      if (NEVER_KEPT.has(routeId)) return;
      const kept = { at: Date.now(), data };
      const bytes = bytesOf(JSON.stringify(kept)) + bytesOf(name);
      const entries = indexed().filter((each) => each.name !== name);
      if (bytes <= MOST_BYTES_EACH) entries.push({ name, bytes });
      else disk.remove(`answer.${name}`);
      for (let sum = entries.reduce((all, each) => all + each.bytes, 0); sum > MOST_BYTES;) {
        const oldest = entries.shift()!;
        sum -= oldest.bytes;
        disk.remove(`answer.${oldest.name}`);
      }
      if (bytes <= MOST_BYTES_EACH) disk.set(`answer.${name}`, kept);
      disk.set(INDEX, entries);
    },
  };
}
