import type { IncomingHttpHeaders } from 'node:http';

export type SystemName = 'wechat' | 'face' | 'sms' | 'national' | 'insurance' | 'seal' | 'card';
export const SYSTEMS: readonly SystemName[] = ['wechat', 'face', 'sms', 'national', 'insurance', 'seal', 'card'];

export interface Exchange {
  /** Path and host as the caller sent them: both are part of signatures. */
  path: string;
  host: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** The fault switch stands on "wrong": lie in the way this system's page of the manual says. */
  wrong: boolean;
}

export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

export type Handler = (exchange: Exchange) => Reply | Promise<Reply>;

export interface Route {
  method: 'GET' | 'POST';
  path: string;
  system: SystemName;
  /** api: what the provider really has; faults strike here. desk: pages and handles for people and tests, never struck. */
  side: 'api' | 'desk';
  handle: Handler;
}

/** One simulated system: its routes, and what `POST /_seed` may put into it. */
export interface Simulator {
  name: SystemName;
  routes: Route[];
  /** Throws `BadRequest` for a seed it cannot read. */
  seed(content: Record<string, unknown>): void;
}

/** A request nobody at a provider would understand; answered with 400 and the message. */
export class BadRequest extends Error {}

export const json = (content: unknown, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(content),
});

export const html = (body: string, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  body,
});

/** The JSON object of a request; `BadRequest` for anything else. */
export function readObject(exchange: Exchange): Record<string, unknown> {
  let content: unknown;
  try {
    content = JSON.parse(exchange.body.toString('utf8'));
  } catch {
    throw new BadRequest('not JSON');
  }
  if (content === null || typeof content !== 'object' || Array.isArray(content)) throw new BadRequest('not an object');
  return content as Record<string, unknown>;
}

/** A string field, or '' where it is absent or not a string: providers treat both as missing. */
export const text = (content: Record<string, unknown>, field: string): string => {
  const value = content[field];
  return typeof value === 'string' ? value : '';
};

/** The objects of a list field; [] where it is absent. */
export function list(content: Record<string, unknown>, field: string): Record<string, unknown>[] {
  const value = content[field] ?? [];
  if (!Array.isArray(value)) throw new BadRequest(`${field} must be a list`);
  return value.filter((item): item is Record<string, unknown> => item !== null && typeof item === 'object');
}
