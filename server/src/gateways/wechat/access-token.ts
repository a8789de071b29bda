import * as z from 'zod/mini';
import { GatewayDown } from '../gateway-down';
import { ask, joinUrl, type ProviderCall, readJson } from '../http';

export interface WechatAccountOptions {
  /** e.g. https://api.weixin.qq.com */
  baseUrl: string;
  appId: string;
  appSecret: string;
  /** Milliseconds for one call. */
  timeoutMs: number;
}

const tokenSchema = z.object({
  access_token: z.optional(z.string().check(z.minLength(1))),
  expires_in: z.optional(z.int().check(z.positive())),
  errcode: z.optional(z.int()),
});

/** WeChat renews a stable token in its last five minutes, so that is when to ask again. */
const RENEW_BEFORE_MS = 5 * 60_000;
/** WeChat ignores a forced refresh within 30 seconds of the last one, and allows twenty a day. */
const FORCE_PAUSE_MS = 30_000;

/**
 * The access token of one mini-program by `POST /cgi-bin/stable_token`: kept until its last five minutes, and asked for once at a time,
 * however many calls wait for it.
 * The token is never logged and never leaves the gateways.
 */
export class WechatAccessToken {
  private current?: { value: string; renewAt: number };
  private asking?: Promise<string>;
  private forcing?: Promise<string>;
  private forcedAt = -Infinity;

  constructor(private readonly options: WechatAccountOptions) {}

  /**
   * A usable token. `refused`: the one WeChat has just refused; another one is returned, by force where the platform still believes in
   * it.
   */
  async get(refused?: string): Promise<string> {
    const held = this.current;
    if (held !== undefined && held.value !== refused && Date.now() < held.renewAt) return held.value;
    this.asking ??= this.ask(false).finally(() => (this.asking = undefined));
    const token = await this.asking;
    return token === refused ? this.force(refused) : token;
  }

  private async force(refused: string): Promise<string> {
    if (this.current !== undefined && this.current.value !== refused) return this.current.value;
    if (this.forcing === undefined) {
      if (Date.now() - this.forcedAt < FORCE_PAUSE_MS) throw new GatewayDown('wechat', 'CONFIGURATION', 'stable_token', 'TOKEN_REFUSED');
      this.forcedAt = Date.now();
      this.forcing = this.ask(true).finally(() => (this.forcing = undefined));
    }
    return this.forcing;
  }

  private async ask(force: boolean): Promise<string> {
    const { baseUrl, appId, appSecret, timeoutMs } = this.options;
    const call: ProviderCall = { system: 'wechat', operation: 'stable_token', timeoutMs, attempts: 2 };
    const body = JSON.stringify({ grant_type: 'client_credential', appid: appId, secret: appSecret, force_refresh: force });
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    const answer = await ask(call, () => ({ method: 'POST', url: joinUrl(baseUrl, '/cgi-bin/stable_token'), headers, body }));
    const token = readJson(call, answer.body, tokenSchema);
    if (token.errcode) {
      const busy = token.errcode === -1 || token.errcode === 45009 || token.errcode === 45011;
      throw new GatewayDown('wechat', busy ? 'BUSY' : 'CONFIGURATION', 'stable_token', String(token.errcode));
    }
    if (token.access_token === undefined || token.expires_in === undefined)
      throw new GatewayDown('wechat', 'GARBAGE', 'stable_token', 'WRONG_SHAPE');
    const lifeMs = token.expires_in * 1000;
    this.current = { value: token.access_token, renewAt: Date.now() + lifeMs - Math.min(RENEW_BEFORE_MS, lifeMs / 2) };
    return token.access_token;
  }
}
