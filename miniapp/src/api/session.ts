import type { Session } from '@jzt/shared/contract/session';
import { useSyncExternalStore } from 'react';
import type { TokenSource } from './client';
import { storage } from './storage';
import { createStore } from './store';
import { tokenStore, type Tokens } from './token-store';

const KEY = 'session';
const OWNER = 'owner';
/** H5 keeps the session whole; a phone keeps the tokens apart, encrypted, and everything else where it can be read at once. */
const apart = process.env.TARO_ENV === 'weapp';
const store = createStore<Session | undefined>(storage.get<Session>(KEY));
const wipeListeners = new Set<() => void>();

const wipe = (): void => {
  for (const prefix of ['answer.', 'draft.', 'sent.', 'outbox']) for (const key of storage.keys(prefix)) storage.remove(key);
  storage.remove(OWNER);
  for (const listener of [...wipeListeners]) listener();
};

const NO_TOKENS: Tokens = { accessToken: '', refreshToken: '' };
/** Writes of the tokens one after another: the last one must win. */
let written: Promise<void> = Promise.resolve();

/** Onto the disk: what says who it is in the clear, the tokens encrypted. */
const write = (next: Session): void => {
  storage.set(KEY, apart ? { ...next, ...NO_TOKENS } : next);
  if (apart) written = written.then(() => tokenStore.write(next));
};

/** At the start: the tokens of the kept session. An earlier version kept them in the clear: those move. */
const readTokens = async (): Promise<void> => {
  const kept = store.get();
  if (!apart || !kept) return;
  if (kept.accessToken) return write(kept);
  const tokens = await tokenStore.read();
  // Signed in or out in the meantime: that is newer.
  if (store.get() !== kept) return;
  if (tokens) store.set({ ...kept, ...tokens });
  else session.lapse();
};

/** Runs `work` while no other tab of the same browser does; weapp has one instance anyway. */
const alone = <T>(work: () => Promise<T>): Promise<T> =>
  process.env.TARO_ENV === 'h5' && navigator.locks ? (navigator.locks.request('jzt-renew', work) as Promise<T>) : work();

export const session = {
  get: store.get,

  /** The role the person acts in now, as one word; undefined for a guest. What is done in one role is never sent in another. */
  actingAs(): string | undefined {
    const who = store.get();
    return who && `${who.role}/${who.organisationId ?? ''}`;
  },
  subscribe: store.subscribe,

  /** Who asks, as a name: no answer given to one is ever shown to another. */
  asker(): string {
    const who = store.get();
    return `${who?.personId ?? ''}.${who?.role ?? ''}.${who?.organisationId ?? ''}`;
  },

  /** Keeps a fresh session: after sign-in, renewal, a switched role. Somebody else's things on this phone go first. */
  keep(next: Session): void {
    if (storage.get<string>(OWNER) !== next.personId) wipe();
    storage.set(OWNER, next.personId);
    // A switched role comes without a refresh token: the one of this sign-in goes on.
    const kept: Session = { ...next, refreshToken: next.refreshToken || (store.get()?.refreshToken ?? '') };
    write(kept);
    store.set(kept);
  },

  /** The server asks for the second factor anew: pages wait for it. */
  needSecondFactor(): void {
    const who = store.get();
    if (who) session.keep({ ...who, needsSecondFactor: true });
  },

  /** The server has ended it: the tokens go; drafts and the queue wait for the same person to sign in again. */
  lapse(): void {
    storage.remove(KEY);
    if (apart) written = written.then(tokenStore.remove);
    store.set(undefined);
  },

  /** The person signs out: nothing of theirs stays on this phone. */
  end(): void {
    wipe();
    session.lapse();
  },

  /** Tells when what is kept of a person is wiped. */
  onWipe(listener: () => void): () => void {
    wipeListeners.add(listener);
    return () => wipeListeners.delete(listener);
  },

  /** H5: a second tab that signs in, renews or signs out is followed. */
  watchOtherTabs(): void {
    if (process.env.TARO_ENV !== 'h5') return;
    window.addEventListener('storage', (event) => {
      if (event.key === `jzt.${KEY}` || event.key === null) store.set(storage.get<Session>(KEY));
    });
  },
};

/** Who it is stands at once; the first request waits for the tokens. */
const started = readTokens();

/**
 * The tokens for the client. `renewWith` trades a refresh token for a session: undefined means the server has ended it.
 * A refresh token works once, so all callers share one renewal, and a renewal made by another tab is taken over.
 */
export function createTokenSource(renewWith: (refreshToken: string) => Promise<Session | undefined>): TokenSource {
  let running: Promise<boolean> | undefined;
  const renew = async (usedToken: string): Promise<boolean> => {
    // Another tab of the browser may have been faster.
    const stored = apart ? store.get() : storage.get<Session>(KEY);
    if (!stored) return false;
    if (stored.accessToken !== usedToken) {
      store.set(stored);
      return true;
    }
    const next = await renewWith(stored.refreshToken);
    if (next) session.keep(next);
    else session.lapse();
    return Boolean(next);
  };
  return {
    ready: started,
    accessToken: () => store.get()?.accessToken,
    renew(usedToken) {
      running ??= alone(() => renew(usedToken)).finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}

/** The signed-in person and role, or undefined for a guest (CQ-32). Re-renders on sign-in, sign-out and a switched role. */
export const useSession = (): Session | undefined => useSyncExternalStore(store.subscribe, store.get);
