import { randomUUID } from 'node:crypto';
import type { ApiErrorBody } from '@jzt/shared/contract/common';
import type { BodyOf, ParamsOf, QueryOf, ResponseOf, RouteSpec } from '@jzt/shared/contract/route';
import { sessionRoutes, type Session } from '@jzt/shared/contract/session';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { Role } from '@jzt/shared/domain/roles';
import { Desk } from '../simulators/desk';
import { SessionModel } from '../src/platform/http/session.model';
import { Tokens } from '../src/platform/http/tokens';
import { showSecondFactor } from './secondFactor';
import { personalDataIn } from './secrecy';
import type { World } from './world';

interface Input<T extends RouteSpec> {
  params?: ParamsOf<T>;
  query?: QueryOf<T>;
  body?: BodyOf<T>;
  file?: Buffer;
  key?: string;
}

export interface Reply<T extends RouteSpec> {
  status: number;
  /** The contract's answer; only after `ok()` or a status of 200. */
  body: ResponseOf<T>;
  error: ApiErrorBody;
  bytes: Buffer;
  headers: Headers;
}

/** What an officer answers with their authenticator: before what cannot be undone, and after half a day. */
const FACTOR_ASKED = new Set(['STEP_UP_REQUIRED', 'SECOND_FACTOR_REQUIRED']);

/** One person's phone: calls routes of the contract over HTTP. */
export class Client {
  session?: Session;
  /** How an officer answers when a fresh code is asked for, after which the same request goes out again; without it the refusal is the reply. */
  stepsUp?: () => Promise<void>;
  /** `address`: where it stands, for a world that believes its proxy (TRUSTED_HOPS). */
  constructor(
    private readonly url: string,
    private readonly address?: string,
  ) {}

  /** Takes what an answer named the address of, as a player does: all of it, or these bytes. */
  async take(address: string, bytes?: string): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
    const response = await fetch(this.url + address, bytes ? { headers: { Range: `bytes=${bytes}` } } : {});
    return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
  }

  async call<T extends RouteSpec>(route: T, input: Input<T> = {}): Promise<Reply<T>> {
    const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(String((input.params as Record<string, unknown> | undefined)?.[name])),
    );
    const query = new URLSearchParams(
      Object.entries(input.query ?? {})
        .filter(([, value]) => value !== undefined)
        .map(([key, value]): [string, string] => [key, String(value)]),
    );
    const target = `${path}${query.size ? `?${query}` : ''}`;
    if (personalDataIn(decodeURIComponent(target)).length) throw new Error(`${route.id}: personal data in the address`);
    const headers: Record<string, string> = this.address ? { 'x-forwarded-for': this.address } : {};
    if (this.session) headers.authorization = `Bearer ${this.session.accessToken}`;
    if (route.idempotent) headers['idempotency-key'] = input.key ?? randomUUID();
    let body: string | FormData | undefined;
    if (route.upload) {
      body = new FormData();
      body.append('file', new Blob([new Uint8Array(input.file ?? Buffer.alloc(0))]), 'photo.jpg');
    } else if (input.body !== undefined) {
      headers['content-type'] = 'application/json';
      body = JSON.stringify(input.body);
    }
    let response = await fetch(`${this.url}${target}`, { method: route.method, headers, body });
    if (this.stepsUp && response.status === 403 && FACTOR_ASKED.has(((await response.clone().json()) as ApiErrorBody).code)) {
      await this.stepsUp();
      headers.authorization = `Bearer ${this.session!.accessToken}`;
      response = await fetch(`${this.url}${target}`, { method: route.method, headers, body });
    }
    const bytes = Buffer.from(await response.arrayBuffer());
    const json = response.headers.get('content-type')?.includes('application/json')
      ? (JSON.parse(bytes.toString()) as never)
      : (undefined as never);
    return { status: response.status, body: json, error: json, bytes, headers: response.headers };
  }

  /** The answer of a call that must succeed. */
  async ok<T extends RouteSpec>(route: T, input: Input<T> = {}): Promise<ResponseOf<T>> {
    const reply = await this.call(route, input);
    if (reply.status !== 200) throw new Error(`${route.id}: ${reply.status} ${JSON.stringify(reply.error)}`);
    return reply.body;
  }

  /** The refusal of a call that must be refused. */
  async refused<T extends RouteSpec>(route: T, input: Input<T> = {}): Promise<ApiErrorBody & { status: number }> {
    const reply = await this.call(route, input);
    if (reply.status < 400) throw new Error(`${route.id}: was not refused`);
    return { ...reply.error, status: reply.status };
  }
}

/** The code that the SMS brings, and the ticket that goes with it. */
export async function smsCodeTo(world: World, phone: string, client = new Client(world.url)): Promise<{ code: string; ticket: string }> {
  const { ticket } = await client.ok(sessionRoutes.sendSmsCode, { body: { phone } });
  return { code: await new Desk(world.simulatorUrl).codeFor(phone), ticket };
}

/** Signs in by phone and SMS code, the code read from the SMS provider's outbox; staff land in `role`. */
export async function signIn(world: World, phone: string, role?: Role): Promise<Client> {
  const client = new Client(world.url);
  const proof = await smsCodeTo(world, phone, client);
  client.session = await client.ok(sessionRoutes.signInBySms, { body: { phone, ...proof, agreed: true } });
  await showSecondFactor(world, client);
  if (role && client.session.role !== role)
    client.session = await client
      .ok(sessionRoutes.switchRole, { body: { role } })
      .then((next) => ({ ...next, refreshToken: client.session!.refreshToken }));
  await showSecondFactor(world, client);
  return client;
}

/** Stays signed in as a phone does, however far the clock went on. */
export async function renew(world: World, client: Client): Promise<void> {
  const { accessExpiresAt, refreshToken } = client.session!;
  if (new Date(accessExpiresAt) > new Date(world.clock.now().getTime() + 120_000)) return;
  client.session = { ...client.session!, ...(await client.ok(sessionRoutes.refresh, { body: { refreshToken } })) };
}

/** An access token as after a sign-in, without the messages of one. */
export async function accessTokenOf(
  world: World,
  person: { id: string; organisationId?: string; jurisdiction?: Jurisdiction },
  role: Role,
): Promise<string> {
  const caller = { personId: person.id, role, organisationId: person.organisationId };
  const now = world.clock.now();
  const times = { startedAt: now, rotatedAt: now, expiresAt: new Date(now.getTime() + 3_600_000) };
  const session = await SessionModel.create({ ...caller, ...times, provedAt: now });
  const tokens = await world.server.get(Tokens);
  const whole = { ...caller, jurisdiction: person.jurisdiction, sessionId: session._id.toHexString(), provedAt: now.getTime() };
  return (await tokens.issue(whole)).accessToken;
}
