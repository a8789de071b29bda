import * as z from 'zod/mini';
import { GatewayDown, type OutsideSystem } from '../gateway-down';
import { ask, joinUrl, type ProviderCall, readJson } from '../http';
import { type WechatAccountOptions, WechatAccessToken } from './access-token';

/** WeChat's way to say that the access token is wrong, not latest, or expired. The call had no effect. */
const TOKEN_REFUSED = new Set([40001, 40014, 42001]);
const BUSY = new Set([-1, 45009, 45011, 50002]);

const errorSchema = z.looseObject({ errcode: z.optional(z.int()) });

export interface WechatAnswer {
  /** 0 when all is well; absent in the answer counts as 0, as WeChat documents. */
  errcode: number;
  body: Buffer;
}

/**
 * An error that no caller gave a meaning: "not now", or something of ours that WeChat does not accept (id, secret, rights, addresses), so
 * never a yes or a no.
 */
export function wechatDown(system: OutsideSystem, operation: string, errcode: number): GatewayDown {
  return new GatewayDown(system, BUSY.has(errcode) ? 'BUSY' : 'CONFIGURATION', operation, String(errcode));
}

/** The server API of one mini-program: JSON POSTs with the access token, renewed once when WeChat refuses it. */
export class WechatApi {
  readonly tokens: WechatAccessToken;

  constructor(readonly options: WechatAccountOptions) {
    this.tokens = new WechatAccessToken(options);
  }

  /**
   * Asks once; only a refused token makes it ask again, because then nothing was done. `images` lets an answer be bytes instead of JSON.
   */
  async post(system: OutsideSystem, path: string, content: object, images = false): Promise<WechatAnswer> {
    const operation = path.slice(path.lastIndexOf('/') + 1);
    const call: ProviderCall = { system, operation, timeoutMs: this.options.timeoutMs };
    const token = await this.token(system);
    const first = await this.postWith(call, token, path, content, images);
    if (!TOKEN_REFUSED.has(first.errcode)) return first;
    const second = await this.postWith(call, await this.token(system, token), path, content, images);
    if (TOKEN_REFUSED.has(second.errcode)) throw new GatewayDown(system, 'CONFIGURATION', operation, String(second.errcode));
    return second;
  }

  private async token(system: OutsideSystem, refused?: string): Promise<string> {
    try {
      return await this.tokens.get(refused);
    } catch (error) {
      if (error instanceof GatewayDown && error.system !== system)
        throw new GatewayDown(system, error.reason, error.operation, error.providerCode);
      throw error;
    }
  }

  private async postWith(call: ProviderCall, token: string, path: string, content: object, images: boolean): Promise<WechatAnswer> {
    // The provider wants its token in the query: nothing may log this address.
    const url = `${joinUrl(this.options.baseUrl, path)}?access_token=${encodeURIComponent(token)}`;
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    const answer = await ask(call, () => ({ method: 'POST', url, headers, body: JSON.stringify(content) }));
    if (answer.status !== 200) throw new GatewayDown(call.system, 'GARBAGE', call.operation, `HTTP ${answer.status}`);
    if (images && /^image\//.test(answer.headers.get('content-type') ?? '')) return { errcode: 0, body: answer.body };
    return { errcode: readJson(call, answer.body, errorSchema).errcode ?? 0, body: answer.body };
  }
}
