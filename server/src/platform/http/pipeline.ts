import type { Readable } from 'node:stream';
import { Inject, Singleton } from '@midwayjs/core';
import type { Context } from '@midwayjs/koa';
import type { BodyOf, ParamsOf, QueryOf, ResponseOf, RouteSpec } from '@jzt/shared/contract/route';
import type * as z from 'zod/mini';
import type { Clock } from '../clock';
import { FieldCipher, sha256 } from '../crypto';
import { DiskRoom } from '../diskRoom';
import { badInput, forbidden, Refusal } from '../errors';
import { Idempotency } from '../idempotency';
import { Law } from '../law';
import { requestScope, type Logger } from '../logger';
import { addressKey, addressWords } from './addressKey';
import { deviceOf, type Device } from './device';
import { LiveSessions } from './liveSessions';
import { Refusals } from './refusals';
import { isProved, requireSecondFactor } from './secondFactor';
import { Tokens, type Caller } from './tokens';
import { readUpload } from './upload';

/** A file as an answer; a stream for what may be long. `cacheSeconds` 0 keeps it out of every cache. */
export interface FileAnswer {
  content: Buffer | Readable;
  contentType: string;
  fileName: string;
  cacheSeconds: number;
}

/** What a controller method receives: everything already checked against the contract. */
export interface Call<T extends RouteSpec> {
  params: ParamsOf<T>;
  query: QueryOf<T>;
  body: BodyOf<T>;
  caller: T['access'] extends 'PUBLIC' ? Caller | undefined : Caller;
  /** Hash of the idempotency key; set on idempotent routes. */
  op?: string;
  /** The upload's bytes; set on upload routes. */
  file?: Buffer;
  /** Client address as it is counted, for rate limits only. */
  ip: string;
  device: Device;
}

export type Answer<T extends RouteSpec> = T extends { binary: readonly string[] } ? FileAnswer : ResponseOf<T>;
type Act<T extends RouteSpec> = (call: Call<T>) => Promise<Answer<T>>;

/** Carries every request through the same steps: who, shape, once, act, shape of the answer. */
@Singleton()
export class Pipeline {
  @Inject() private readonly tokens: Tokens;
  @Inject() private readonly live: LiveSessions;
  @Inject() private readonly law: Law;
  @Inject() private readonly idempotency: Idempotency;
  @Inject() private readonly disk: DiskRoom;
  @Inject() private readonly refusals: Refusals;
  @Inject() private readonly logger: Logger;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly cipher: FieldCipher;

  async run<T extends RouteSpec>(spec: T, ctx: Context, act: Act<T>): Promise<void> {
    const scope = requestScope.getStore();
    if (scope) scope.address = addressWords(this.cipher, ctx.ip);
    const caller = await this.admit(spec, ctx);
    try {
      const call = {
        params: parse(spec.params, ctx.params, '地址'),
        query: parse(spec.query, ctx.query, '查询条件'),
        body: spec.upload ? undefined : parse(spec.body, readable(ctx.request.body ?? {}), '填写内容'),
        caller,
        op: spec.idempotent ? operation(spec, ctx, caller) : undefined,
        file: spec.upload ? await this.upload(ctx) : undefined,
        ip: addressKey(ctx.ip),
        device: deviceOf(ctx.get('user-agent')),
      } as Call<T>;
      const shaped = async () => (spec.binary ? await act(call) : this.shape(spec, await act(call)));
      const answer = call.op ? await this.idempotency.once(call.op, { params: call.params, body: call.body }, shaped) : await shaped();
      if (spec.binary) sendFile(ctx, answer as FileAnswer);
      else {
        ctx.set('Cache-Control', 'no-store');
        ctx.body = answer;
      }
    } catch (error) {
      if (error instanceof Refusal && caller && spec.method !== 'GET') this.recordRefusal(spec, ctx, caller, error);
      throw error;
    }
  }

  private async upload(ctx: Context): Promise<Buffer> {
    await this.disk.require();
    return readUpload(ctx.req);
  }

  private async admit(spec: RouteSpec, ctx: Context): Promise<Caller | undefined> {
    const { authorization } = ctx.headers;
    if (spec.access === 'PUBLIC') return authorization ? this.known(authorization) : undefined;
    const caller = await this.tokens.read(authorization);
    await this.live.require(caller);
    if (caller.mustChangePasswordIn && !spec.withInitialPassword)
      this.law.in(caller.mustChangePasswordIn).require('USE_ACCOUNT', { password: { mustChange: true, newIsInitial: null } });
    if (spec.access !== 'SIGNED_IN' && !spec.access.includes(caller.role))
      throw forbidden('ROLE_NOT_ALLOWED', '您当前的身份不能办理此事，请切换身份');
    requireSecondFactor(spec, caller, this.clock.now());
    return caller;
  }

  /** Who asks where everybody may; whose access has ended, or is not whole yet, is nobody there. */
  private async known(authorization: string): Promise<Caller | undefined> {
    try {
      const caller = await this.tokens.read(authorization);
      await this.live.require(caller);
      return isProved(caller, this.clock.now()) ? caller : undefined;
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  }

  /** Only what the contract names leaves the server: unknown fields are dropped, a wrong shape is a fault of ours. */
  private shape(spec: RouteSpec, answer: unknown): unknown {
    if (!spec.response) return answer;
    const result = spec.response.safeParse(answer);
    if (result.success) return result.data;
    this.logger.error(
      { route: spec.id, issues: result.error.issues.map((issue) => ({ path: issue.path, code: issue.code })) },
      'answer is not of the contract',
    );
    throw new Error(`answer of ${spec.id} is not of the contract`);
  }

  /** Every refusal is logged too (domain.md section 3). */
  private recordRefusal(spec: RouteSpec, ctx: Context, caller: Caller, refusal: Refusal): void {
    const ruleIds = [refusal.detail.ruleId, ...(refusal.detail.refusals ?? []).map((one) => one.ruleId)].filter((id): id is string => !!id);
    this.refusals.note({
      action: spec.id,
      subjectKind: 'Refusal',
      subjectId: String(ctx.params?.id ?? caller.personId),
      outcome: refusal.code,
      actorRole: caller.role,
      actorId: caller.personId,
      ruleIds,
      jurisdiction: caller.jurisdiction,
      // Those that are gathered are written by a timer.
      address: requestScope.getStore()?.address,
    });
  }
}

/** Signs that nobody can see or that turn a line around (NUL, controls, bidi marks) do not come into a text; a line ends with \n. */
const UNSEEN = /(?![\n\t])[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;
/** The contract nests far less. */
const DEEPEST = 20;

function readableText(text: string): string {
  const seen = text.replace(UNSEEN, '');
  // A number pasted out of a message brings marks along; a control sign in an id was put there.
  if (/^[\x21-\x7e]+$/.test(seen) && /(?![\s])\p{Cc}/u.test(text)) throw badInput('INPUT_INVALID', '内容里有看不见的字符，请重新输入');
  return seen;
}

function readable(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST) throw badInput('INPUT_INVALID', '提交的内容格式不正确');
  if (typeof value === 'string') return readableText(value);
  if (Array.isArray(value)) return value.map((one) => readable(one, depth + 1));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, readable(one, depth + 1)]));
}

function parse(schema: z.ZodMiniType | undefined, value: unknown, what: string): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields: Record<string, string> = {};
  for (const issue of result.error.issues)
    fields[issue.path.join('.') || what] ??= /[\u4e00-\u9fa5]/.test(issue.message) ? issue.message : '填写不完整或格式不正确';
  const first = Object.values(fields)[0];
  throw badInput('INPUT_INVALID', first ?? `${what}不正确，请检查后重试`, { fields });
}

function operation(spec: RouteSpec, ctx: Context, caller: Caller | undefined): string {
  const key = ctx.get('Idempotency-Key');
  if (!/^[\w-]{16,80}$/.test(key)) throw badInput('IDEMPOTENCY_KEY_REQUIRED', '提交缺少防重复标识，请更新小程序后重试');
  return sha256(`${caller?.personId ?? ctx.ip}|${spec.id}|${key}`).slice(0, 32);
}

function sendFile(ctx: Context, answer: FileAnswer): void {
  ctx.set('Content-Type', answer.contentType);
  ctx.set('Content-Disposition', `inline; filename*=UTF-8''${encodeURIComponent(answer.fileName)}`);
  ctx.set('Cache-Control', answer.cacheSeconds ? `private, max-age=${answer.cacheSeconds}` : 'no-store');
  ctx.body = answer.content;
}
