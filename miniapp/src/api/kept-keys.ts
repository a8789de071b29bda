import type { RouteSpec } from '@jzt/shared/contract/route';
import type { AnyArgs } from './client';
import { newKey } from './client';
import type { storage } from './storage';

const KEPT_FOR_MS = 24 * 3600 * 1000;

/** FNV-1a over UTF-16 units: tells one form's content from another without keeping it. */
const fingerprint = (text: string): string => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return `${(hash >>> 0).toString(36)}.${text.length}`;
};

/**
 * The idempotency key of one filled form: the same content gets the same key until the server has answered, even after a crash;
 * changed content gets a new one. Call `answered` after any answer, so that a refusal is judged afresh next time.
 */
export function keptKey(
  kept: Pick<typeof storage, 'get' | 'set' | 'remove'>,
  route: RouteSpec,
  args: AnyArgs,
): { key: string; answered(): void } {
  const name = `sent.${route.id}`;
  const print = fingerprint(JSON.stringify([args.params, args.body]));
  const last = kept.get<{ print: string; key: string; at: number }>(name);
  const key = last && last.print === print && Date.now() - last.at < KEPT_FOR_MS ? last.key : newKey();
  kept.set(name, { print, key, at: Date.now() });
  return { key, answered: () => kept.remove(name) };
}
