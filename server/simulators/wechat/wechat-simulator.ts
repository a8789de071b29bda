import { createHash, randomBytes } from 'node:crypto';
import QRCode from 'qrcode';
import type { Credential } from '../kit/credentials';
import { type Exchange, type Handler, json, list, readObject, type Reply, type Route, type Simulator, text } from '../kit/http';
import { Store } from '../kit/store';

interface Message {
  openid: string;
  templateId: string;
  page: string;
  data: Record<string, string>;
  sentAt: string;
}

interface State {
  /** Tokens given out and when they end (ms); only the last is "latest", older ones live on for five minutes. */
  tokens: { value: string; until: number }[];
  forcedAt: number;
  usedCodes: Record<string, number>;
  refusing: { openid: string; templateId: string }[];
  messages: Message[];
}

const TOKEN_SECONDS = 7200;
const OVERLAP_MS = 300_000;
const KEEP = 500;

/**
 * api.weixin.qq.com for one mini-program.
 *
 * Login and phone codes (each works once; a second time 40163 and 40029):
 *   sim.<account>.<anything>  a login code of that account: always the same openid for the account
 *   sim.<phone>.<anything>    a phone code that yields this number
 *   invalid…  40029 · blocked…  40226 · busy…  45011 · quota…  45009 · system…  -1
 *   anything else             what the real DevTools hand out: account "devtools", phone 13900000000
 * Subscribe messages go to `GET /wechat/messages` and to the demo phone. Seed `{refuse: [{openid, templateId?}]}` makes them 43101; a
 * template that begins with "invalid" is 40037.
 * Seed `{expireTokens: true}` makes every token given out so far expired (42001), `{revokeTokens: true}` unknown (40001).
 * "wrong": the platform refuses (40001) every token it has just given out.
 */
export class WechatSimulator implements Simulator {
  readonly name = 'wechat';
  private readonly store: Store<State>;
  /** Calls of stable_token, for tests of the single flight. */
  private tokenCalls = 0;
  readonly routes: Route[];

  constructor(
    private readonly credential: Credential,
    folder: string | undefined,
  ) {
    this.store = new Store<State>(folder, 'wechat', { tokens: [], forcedAt: 0, usedCodes: {}, refusing: [], messages: [] });
    const api = (method: Route['method'], path: string, handle: Handler): Route => ({
      method,
      path,
      system: 'wechat',
      side: 'api',
      handle,
    });
    this.routes = [
      api('POST', '/wechat/cgi-bin/stable_token', (exchange) => this.stableToken(exchange)),
      api('GET', '/wechat/sns/jscode2session', (exchange) => this.session(exchange)),
      api(
        'POST',
        '/wechat/wxa/business/getuserphonenumber',
        this.withToken((exchange) => this.phone(exchange)),
      ),
      api(
        'POST',
        '/wechat/cgi-bin/message/subscribe/send',
        this.withToken((exchange) => this.message(exchange)),
      ),
      api(
        'POST',
        '/wechat/wxa/getwxacodeunlimit',
        this.withToken((exchange) => this.code(exchange)),
      ),
      { method: 'GET', path: '/wechat/messages', system: 'wechat', side: 'desk', handle: () => json({ messages: this.messages }) },
      { method: 'GET', path: '/wechat/counters', system: 'wechat', side: 'desk', handle: () => json({ tokenCalls: this.tokenCalls }) },
    ];
  }

  /** Newest first. */
  get messages(): Message[] {
    return [...this.store.state.messages].reverse();
  }

  seed(content: Record<string, unknown>): void {
    const { state } = this.store;
    for (const each of list(content, 'refuse')) state.refusing.push({ openid: text(each, 'openid'), templateId: text(each, 'templateId') });
    if (content.expireTokens === true) for (const token of state.tokens) token.until = 0;
    if (content.revokeTokens === true) state.tokens = [];
    this.store.save();
  }

  /** Wraps a call that needs `?access_token=`: 41001 missing, 40001 unknown or not latest, 42001 expired. */
  withToken(handle: Handler): Handler {
    return (exchange) => {
      const given = exchange.query.get('access_token');
      if (!given) return wechatError(41001, 'access_token missing');
      const token = this.store.state.tokens.find((each) => each.value === given);
      if (token === undefined || exchange.wrong) return wechatError(40001, 'invalid credential, access_token is invalid or not latest');
      if (token.until < Date.now()) return wechatError(42001, 'access_token expired');
      return handle(exchange);
    };
  }

  private stableToken(exchange: Exchange): Reply {
    this.tokenCalls++;
    const content = readObject(exchange);
    if (text(content, 'grant_type') !== 'client_credential') return wechatError(40002, 'invalid grant_type');
    if (text(content, 'appid') !== this.credential.appId) return wechatError(40013, 'invalid appid');
    if (text(content, 'secret') !== this.credential.appSecret) return wechatError(40125, 'invalid appsecret');
    const { state } = this.store;
    const now = Date.now();
    const latest = state.tokens.at(-1);
    const force = content.force_refresh === true && now - state.forcedAt > 30_000;
    if (latest !== undefined && !force && latest.until - now > OVERLAP_MS) {
      return json({ access_token: latest.value, expires_in: Math.floor((latest.until - now) / 1000) });
    }
    if (force) {
      state.forcedAt = now;
      state.tokens = [];
    }
    const token = { value: `sim_${randomBytes(48).toString('base64url')}`, until: now + TOKEN_SECONDS * 1000 };
    state.tokens = [...state.tokens.filter((each) => each.until > now), token].slice(-5);
    this.store.save();
    return json({ access_token: token.value, expires_in: TOKEN_SECONDS });
  }

  private session(exchange: Exchange): Reply {
    const { query } = exchange;
    if (query.get('appid') !== this.credential.appId) return wechatError(40013, 'invalid appid');
    if (query.get('secret') !== this.credential.appSecret) return wechatError(40125, 'invalid appsecret');
    if (query.get('grant_type') !== 'authorization_code') return wechatError(40002, 'invalid grant_type');
    const code = query.get('js_code') ?? '';
    if (code === '') return wechatError(41008, 'missing code');
    const refused = this.refuseCode(code, 40163);
    if (refused !== undefined) return refused;
    const account = /^sim\.([^.]+)\./.exec(code)?.[1] ?? 'devtools';
    return json({ openid: this.openidOf(account), session_key: randomBytes(16).toString('base64') });
  }

  private phone(exchange: Exchange): Reply {
    const code = text(readObject(exchange), 'code');
    const refused = this.refuseCode(code, 40029);
    if (refused !== undefined) return refused;
    const phone = /^sim\.(1\d{10})\./.exec(code)?.[1] ?? '13900000000';
    const watermark = { timestamp: Math.floor(Date.now() / 1000), appid: this.credential.appId };
    return json({ errcode: 0, errmsg: 'ok', phone_info: { phoneNumber: phone, purePhoneNumber: phone, countryCode: '86', watermark } });
  }

  private refuseCode(code: string, used: number): Reply | undefined {
    if (code === '' || code.startsWith('invalid')) return wechatError(40029, 'invalid code');
    if (code.startsWith('blocked')) return wechatError(40226, 'code blocked');
    if (code.startsWith('busy')) return wechatError(45011, 'api minute-quota reach limit');
    if (code.startsWith('quota')) return wechatError(45009, 'reach max api daily quota limit');
    if (code.startsWith('system')) return wechatError(-1, 'system error');
    const { usedCodes } = this.store.state;
    for (const [old, at] of Object.entries(usedCodes)) if (Date.now() - at > 3600_000) delete usedCodes[old];
    const key = createHash('sha256').update(code).digest('hex');
    if (usedCodes[key] !== undefined) return wechatError(used, used === 40163 ? 'code been used' : 'invalid code');
    usedCodes[key] = Date.now();
    this.store.save();
    return undefined;
  }

  private message(exchange: Exchange): Reply {
    const content = readObject(exchange);
    const openid = text(content, 'touser');
    const templateId = text(content, 'template_id');
    const page = text(content, 'page');
    if (!/^o[\w-]{27}$/.test(openid)) return wechatError(40003, 'invalid openid');
    if (templateId === '' || templateId.startsWith('invalid')) return wechatError(40037, 'invalid template_id');
    if (page.startsWith('/')) return wechatError(41030, 'invalid page');
    const data: Record<string, string> = {};
    for (const [key, value] of Object.entries((content.data ?? {}) as Record<string, { value?: unknown } | null>)) {
      const shown = typeof value?.value === 'string' ? value.value : '';
      if (shown === '' || (key.startsWith('thing') && [...shown].length > 20))
        return wechatError(47003, `argument invalid! data.${key}.value invalid`);
      data[key] = shown;
    }
    if (this.store.state.refusing.some((each) => each.openid === openid && (each.templateId === '' || each.templateId === templateId))) {
      return wechatError(43101, 'user refuse to accept the msg');
    }
    this.store.state.messages = [...this.store.state.messages, { openid, templateId, page, data, sentAt: new Date().toISOString() }].slice(
      -KEEP,
    );
    this.store.save();
    return json({ errcode: 0, errmsg: 'ok', msgid: `${Date.now()}${randomBytes(3).readUIntBE(0, 3)}` });
  }

  /** WeChat draws its own round code, which only it can read; here a plain QR code of page and scene stands for it. */
  private async code(exchange: Exchange): Promise<Reply> {
    const content = readObject(exchange);
    const scene = text(content, 'scene');
    const page = text(content, 'page');
    if (scene === '' || scene.length > 32) return wechatError(40169, 'invalid length for scene, or the data is not json string');
    if (!/^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]+$/.test(scene)) return wechatError(40129, 'invalid scene');
    if (page.startsWith('/') || page.includes('?')) return wechatError(41030, 'invalid page');
    const body = await QRCode.toBuffer(`${page}?scene=${encodeURIComponent(scene)}`, { type: 'png', width: Number(content.width) || 430 });
    return { status: 200, headers: { 'content-type': 'image/png' }, body };
  }

  private openidOf(account: string): string {
    return `o${createHash('sha256').update(`${this.credential.appId}/${account}`).digest('base64url').slice(0, 27)}`;
  }
}

export const wechatError = (errcode: number, errmsg: string): Reply =>
  json({ errcode, errmsg: `${errmsg} rid: ${randomBytes(8).toString('hex')}` });
