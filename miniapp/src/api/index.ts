import type { RouteSpec } from '@jzt/shared/contract/route';
import { sessionRoutes, type Membership, type Session } from '@jzt/shared/contract/session';
import { clientFaultRoutes, type ClientFault } from '@jzt/shared/contract/clientFault';
import { createAnswers } from './answers';
import { ApiError } from './api-error';
import { createClient } from './client';
import { network } from './network';
import type { createHold, Held } from './hold';
import { createKeptAnswers } from './kept-answers';
import { createOutbox, type OutboxItem } from './outbox';
import { createTokenSource, session } from './session';
import { stepUp } from './step-up';
import { storage } from './storage';
import { taroTransport } from './taro-transport';

const guest = createClient({
  transport: taroTransport,
  baseUrl: API_BASE,
  tokens: { accessToken: () => undefined, renew: () => Promise.resolve(false) },
});

/** Tells of a fault of the program; as a guest, so that it belongs to nobody. */
export const tellFault = (fault: ClientFault): Promise<unknown> => guest.call(clientFaultRoutes.report, { body: fault });

const tokens = createTokenSource((refreshToken) =>
  guest.call(sessionRoutes.refresh, { body: { refreshToken } }).catch((error: unknown): undefined => {
    // Only the server's own word ends a session; a weak network never does.
    if (error instanceof ApiError && (error.status === 401 || error.status === 403)) return undefined;
    throw error;
  }),
);

const isClosed = (): boolean => session.get()?.needsSecondFactor === true;

/** A sign-in that never showed its second factor is led to the page for it; one whose day is over, or before what cannot be undone, is asked where it stands. */
async function askForCode(code: string): Promise<boolean> {
  if (isClosed()) return false;
  const given = await stepUp.ask();
  if (!given && code === 'SECOND_FACTOR_REQUIRED') session.needSecondFactor();
  return given;
}

/** The last answers, to show while offline. */
const keptAnswers = createKeptAnswers(storage);

/** What was answered in this run of the app, shared by the pages of one person in one role. */
export const answers = createAnswers({ kept: keptAnswers, now: Date.now });
let asker = session.asker();
session.subscribe(() => {
  if (asker === session.asker()) return;
  asker = session.asker();
  answers.clear();
});

/** The app's client: `call`, `upload`, `download`. Screens use it through useQuery and useAction. */
export const api = createClient({
  transport: taroTransport,
  baseUrl: API_BASE,
  tokens: { ...tokens, stepUp: askForCode, isClosed },
  written: answers.written,
});

/** What was done offline and waits to be sent (see createOutbox); on the phone's disk until answered. */
export const outbox = createOutbox({
  call: (route, args, options) => api.call(route, args as never, options),
  load: () => storage.get<OutboxItem[]>('outbox'),
  save: (items) => void storage.set('outbox', items),
  actingAs: session.actingAs,
  later: (work, ms) => void setTimeout(work, ms),
});
session.onWipe(outbox.clear);
session.subscribe(() => {
  if (session.get()) void outbox.send();
});
network.subscribe(() => {
  if (network.isOnline()) void outbox.send();
});

type Holder = Pick<ReturnType<typeof createHold>, 'release'> & { get(): readonly Pick<Held<RouteSpec>, 'label'>[] };
const holders = new Set<Holder>();

/** What holds acts back tells so here: they go out before another role or another person takes over. */
export const beforeLeaving = (holder: Holder): void => void holders.add(holder);

/** What was done on this phone and has not reached the server, by the words the person knows it by. */
export const unsent = (): string[] => [
  ...[...holders].flatMap((holder) => holder.get().map((held) => held.label)),
  ...outbox
    .get()
    .filter((item) => !item.refused)
    .map((item) => item.label),
];

/** Sends now what is held back or waits. What then is still `unsent` could not be. */
export async function sendUnsent(): Promise<void> {
  for (const holder of holders) holder.release();
  await outbox.send();
}

/** Acts from now on in another role of the same person. What was done in this one goes out first; what cannot waits until this role is taken up again. */
export async function switchRole(to: Pick<Membership, 'role' | 'organisationId'>): Promise<Session> {
  await sendUnsent();
  const next = await api.call(sessionRoutes.switchRole, { body: { role: to.role, organisationId: to.organisationId } });
  session.keep(next);
  return next;
}

/** Sends what can be sent, then signs out here, and at the server when it can be reached. What is still `unsent` then is gone: ask before. */
export async function signOut(): Promise<void> {
  await sendUnsent();
  await api.call(sessionRoutes.signOut, {}).catch(() => undefined);
  session.end();
}

export { ApiError, asApiError, localError } from './api-error';
export type { AnyArgs, ArgsOf } from './client';
export type { OutboxItem } from './outbox';
export { network, useOnline, useWeakNetwork } from './network';
export { session, useSession } from './session';
