import { asApiError, type ApiError } from './api-error';
import { createStore } from './store';

// SWR would add 14 KB and TanStack Query 39 KB (and calls AbortController, which WeChat lacks); both hand a new page what a write has outdated, and neither knows of the disk.

/** What is known of one question. */
interface Answer<T = unknown> {
  data?: T;
  /** When it was answered, epoch ms. */
  at?: number;
  /** It could not be asked anew: the data is the last that came, here or kept on the phone. */
  isOld: boolean;
  error?: ApiError;
  busy: boolean;
}

interface Entry {
  answer: ReturnType<typeof createStore<Answer>>;
  /** Pages that draw it. */
  followers: number;
  /** Counts questions and what was put in place: the newest wins, a late answer of an older one is dropped. */
  turn: number;
  asking?: { since: number; done: Promise<void> };
  /** How many writes had been made when it was asked for: what was written since is not in it. */
  since: number;
}

interface AnswersDeps {
  kept: { get<T>(name: string): { at: number; data: T } | undefined; set(routeId: string, name: string, data: unknown): void };
  now(): number;
}

/** So long an answer that no page draws any more is worth showing to the next page, while that asks anew. */
const FRESH_MS = 30_000;
const NONE: Answer = { isOld: false, busy: false };

/**
 * The answers of this run of the app by question, whose name says who asked: two pages with the same question share the answer and the request under way.
 * After a write nothing older is shown to a page that opens; `clear` forgets everything, also what is still under way.
 */
export function createAnswers({ kept, now }: AnswersDeps) {
  const entries = new Map<string, Entry>();
  let writes = 0;

  const fresh = (entry: Entry): boolean => {
    const { at, isOld } = entry.answer.get();
    return at !== undefined && !isOld && entry.since === writes && now() - at < FRESH_MS;
  };
  const sweep = (): void => {
    for (const [name, entry] of entries) if (entry.followers === 0 && !entry.asking && !fresh(entry)) entries.delete(name);
  };
  const entryOf = (name: string): Entry => {
    const found = entries.get(name);
    if (found) return found;
    const made: Entry = { answer: createStore(NONE), followers: 0, turn: 0, since: writes };
    entries.set(name, made);
    return made;
  };

  return {
    get: <T>(name: string): Answer<T> => (entries.get(name)?.answer.get() ?? NONE) as Answer<T>,

    /** A page that opens now may show it. */
    isFresh(name: string): boolean {
      const entry = entries.get(name);
      return entry !== undefined && fresh(entry);
    },

    follow(name: string, listener: () => void): () => void {
      const entry = entryOf(name);
      entry.followers += 1;
      const leave = entry.answer.subscribe(listener);
      return () => {
        leave();
        entry.followers -= 1;
        sweep();
      };
    },

    /** Asks, or joins the request under way when nothing was written since it left. */
    ask(name: string, routeId: string, call: () => Promise<unknown>): Promise<void> {
      const entry = entryOf(name);
      if (entry.asking?.since === writes) return entry.asking.done;
      const mine = (entry.turn += 1);
      const since = writes;
      const current = () => entries.get(name) === entry && mine === entry.turn;
      const settle = (answer: Answer): void => {
        if (!current()) return;
        entry.asking = undefined;
        entry.answer.set(answer);
        sweep();
      };
      const send = async (): Promise<void> => {
        entry.answer.set({ ...entry.answer.get(), busy: true });
        try {
          const data = await call();
          if (!current()) return;
          entry.since = since;
          kept.set(routeId, name, data);
          settle({ data, at: now(), isOld: false, busy: false });
        } catch (thrown) {
          const error = asApiError(thrown);
          const before = entry.answer.get();
          const last = before.data !== undefined ? before : error.isUnanswered ? kept.get(name) : undefined;
          // A refusal takes away what was shown; a network that is gone does not.
          const data = error.isUnanswered ? last?.data : undefined;
          settle({ error, data, at: before.at ?? last?.at, isOld: data !== undefined, busy: false });
        }
      };
      const done = send();
      entry.asking = { since, done };
      return done;
    },

    /** Puts an answer in place, e.g. the one an action gave back. */
    put(name: string, data: unknown): void {
      const entry = entryOf(name);
      entry.turn += 1;
      entry.asking = undefined;
      entry.since = writes;
      entry.answer.set({ data, at: now(), isOld: false, busy: false });
    },

    /** Something was written, or may have been: what is on a page stays there until it is asked anew, everything else is forgotten. */
    written(): void {
      writes += 1;
      sweep();
    },

    /** Another person, another role, or nobody. */
    clear(): void {
      for (const [name, entry] of entries) {
        entry.turn += 1;
        entry.asking = undefined;
        entry.answer.set(NONE);
        if (entry.followers === 0) entries.delete(name);
      }
    },
  };
}
