import * as z from 'zod/mini';
import { GatewayDown } from '../gateway-down';
import { ask, joinUrl, type ProviderCall, readJson } from '../http';
import type { WechatAccountOptions } from './access-token';
import type { SubscribeMessage, SubscribeMessageResult, Wechat, WechatPhone, WechatSession } from './port';
import { WechatApi, wechatDown } from './wechat-api';

export interface WechatGatewayOptions extends WechatAccountOptions {
  /** Which build messages and codes open. Default formal. */
  release?: 'formal' | 'trial' | 'developer';
  /** Shared with the face check of the same mini-program, so that both use one access token. */
  api?: WechatApi;
}

const sessionSchema = z.object({
  openid: z.optional(z.string().check(z.minLength(1))),
  unionid: z.optional(z.string()),
  errcode: z.optional(z.int()),
});
const phoneSchema = z.object({
  phone_info: z.object({ purePhoneNumber: z.string().check(z.regex(/^\d{5,15}$/)), countryCode: z.string().check(z.regex(/^\d{1,4}$/)) }),
});
const messageSchema = z.object({ errcode: z.literal(0), msgid: z.optional(z.union([z.string(), z.number()])) });

/** 40003 openid · 40037 template · 41030 page · 43107 our right to send was taken · 45168 words · 47001, 47003 content. */
const MESSAGE_REJECTED = new Set([40003, 40037, 41030, 43107, 45168, 47001, 47003]);
/** Longest value WeChat takes, by the keyword's type (its name without the number). */
const KEYWORD_LENGTH: Record<string, number> = {
  thing: 20,
  character_string: 32,
  letter: 32,
  number: 32,
  symbol: 5,
  phrase: 5,
  name: 10,
  phone_number: 17,
  car_number: 8,
};
const ENV_VERSION = { formal: 'release', trial: 'trial', developer: 'develop' } as const;
const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/;

/** WeChat's server API over HTTPS, as documented at developers.weixin.qq.com. */
export class WechatGateway implements Wechat {
  private readonly api: WechatApi;

  constructor(private readonly options: WechatGatewayOptions) {
    this.api = options.api ?? new WechatApi(options);
  }

  async jscode2session(code: string): Promise<WechatSession> {
    const { baseUrl, appId, appSecret, timeoutMs } = this.options;
    const call: ProviderCall = { system: 'wechat', operation: 'jscode2session', timeoutMs };
    // The documented form is a GET with the secret in the query: nothing may log this address.
    const query = new URLSearchParams({ appid: appId, secret: appSecret, js_code: code, grant_type: 'authorization_code' });
    const answer = await ask(call, () => ({ method: 'GET', url: `${joinUrl(baseUrl, '/sns/jscode2session')}?${query}` }));
    const session = readJson(call, answer.body, sessionSchema);
    if (session.errcode) {
      const providerCode = String(session.errcode);
      if ([40029, 40163, 41008].includes(session.errcode)) return { ok: false, reason: 'INVALID_CODE', providerCode };
      if (session.errcode === 40226) return { ok: false, reason: 'BLOCKED', providerCode };
      if (session.errcode === 45011) return { ok: false, reason: 'RATE_LIMITED', providerCode };
      throw wechatDown('wechat', 'jscode2session', session.errcode);
    }
    if (session.openid === undefined) throw new GatewayDown('wechat', 'GARBAGE', 'jscode2session', 'WRONG_SHAPE');
    return { ok: true, openid: session.openid, ...(session.unionid ? { unionid: session.unionid } : {}) };
  }

  async getPhoneNumber(code: string): Promise<WechatPhone> {
    const path = '/wxa/business/getuserphonenumber';
    const { errcode, body } = await this.api.post('wechat', path, { code });
    const providerCode = String(errcode);
    if (errcode === 40029 || errcode === 40163) return { ok: false, reason: 'INVALID_CODE', providerCode };
    if (errcode === 45009 || errcode === 1400001) return { ok: false, reason: 'QUOTA', providerCode };
    if (errcode === 45011) return { ok: false, reason: 'RATE_LIMITED', providerCode };
    if (errcode !== 0) throw wechatDown('wechat', 'getuserphonenumber', errcode);
    const { phone_info: info } = readJson({ system: 'wechat', operation: 'getuserphonenumber' }, body, phoneSchema);
    return { ok: true, phone: info.purePhoneNumber, countryCode: info.countryCode };
  }

  async sendSubscribeMessage(message: SubscribeMessage): Promise<SubscribeMessageResult> {
    const data = Object.fromEntries(Object.entries(message.data).map(([key, text]) => [key, { value: fit(key, text) }]));
    const content = {
      touser: message.openid,
      template_id: message.templateId,
      page: message.page,
      data,
      miniprogram_state: this.options.release ?? 'formal',
      lang: 'zh_CN',
    };
    const { errcode, body } = await this.api.post('wechat', '/cgi-bin/message/subscribe/send', content);
    if (errcode === 43101) return { state: 'REFUSED', providerCode: '43101' };
    if (MESSAGE_REJECTED.has(errcode)) return { state: 'REJECTED', providerCode: String(errcode) };
    if (errcode !== 0) throw wechatDown('wechat', 'subscribe/send', errcode);
    const { msgid } = readJson({ system: 'wechat', operation: 'subscribe/send' }, body, messageSchema);
    return { state: 'SENT', ...(msgid === undefined ? {} : { messageId: String(msgid) }) };
  }

  async getWxacodeUnlimit(scene: string, page: string): Promise<Buffer> {
    if (!SCENE.test(scene)) throw new RangeError('scene must be 1 to 32 of the characters that WeChat carries');
    const release = this.options.release ?? 'formal';
    // check_path looks the page up in the published release, which does not exist for the other builds.
    const content = { scene, page, check_path: release === 'formal', env_version: ENV_VERSION[release], width: 430 };
    const { errcode, body } = await this.api.post('wechat', '/wxa/getwxacodeunlimit', content, true);
    if (errcode !== 0) throw wechatDown('wechat', 'getwxacodeunlimit', errcode);
    const isPng = body.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47]));
    const isJpeg = body.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]));
    if (!isPng && !isJpeg) throw new GatewayDown('wechat', 'GARBAGE', 'getwxacodeunlimit', 'NOT_AN_IMAGE');
    return body;
  }
}

/**
 * WeChat refuses the whole message for one value too long or empty, so a long one is cut; only `thing` takes any character, so only there
 * the cut is marked.
 */
function fit(key: string, text: string): string {
  const characters = [...text.trim()];
  const type = key.replace(/\d+$/, '');
  const longest = KEYWORD_LENGTH[type];
  if (characters.length === 0) return '-';
  if (longest === undefined || characters.length <= longest) return characters.join('');
  return type === 'thing' ? `${characters.slice(0, longest - 1).join('')}…` : characters.slice(0, longest).join('');
}
