import { Provide } from '@midwayjs/core';

/** Result of `jscode2session`. The provider's session_key is dropped inside the adapter: nothing here needs it. */
export type WechatSession =
  | { ok: true; openid: string; unionid?: string }
  /**
   * INVALID_CODE the code is wrong, used or older than 5 minutes (ask wx.login again) · BLOCKED WeChat blocks this risky account ·
   * RATE_LIMITED too often for this user.
   */
  | { ok: false; reason: 'INVALID_CODE' | 'BLOCKED' | 'RATE_LIMITED'; providerCode: string };

/** Result of `getuserphonenumber`. */
export type WechatPhone =
  /** `phone`: digits without country code, e.g. 13800138000; `countryCode`: digits, e.g. 86. */
  | { ok: true; phone: string; countryCode: string }
  /** INVALID_CODE wrong, used, or older than 5 minutes · QUOTA the paid quota is spent: fall back to an SMS code. */
  | { ok: false; reason: 'INVALID_CODE' | 'QUOTA' | 'RATE_LIMITED'; providerCode: string };

export interface SubscribeMessage {
  openid: string;
  templateId: string;
  /** Page inside the mini-program, without leading slash; may carry a query of opaque ids only. */
  page: string;
  /** Template keyword → text, e.g. `{ thing1: '证书已签发' }`. Over-long values are cut to what WeChat accepts for that keyword type. */
  data: Record<string, string>;
}

/**
 * SENT accepted by WeChat · REFUSED the user has not allowed this message, or no longer does (43101): keep to the inbox, do not retry
 * · REJECTED WeChat will never take this message as it is (template, page, openid, data): a fault of ours, do not retry.
 */
export type SubscribeMessageResult = { state: 'SENT'; messageId?: string } | { state: 'REFUSED' | 'REJECTED'; providerCode: string };

/** WeChat's server API for one mini-program. Every method throws `GatewayDown` when WeChat does not answer properly. */
@Provide()
export abstract class Wechat {
  /** `code` from wx.login, once, within 5 minutes (CQ-28, CQ-32). */
  abstract jscode2session(code: string): Promise<WechatSession>;
  /** `code` from the getPhoneNumber button, once, within 5 minutes (CQ-32 一键登录). */
  abstract getPhoneNumber(code: string): Promise<WechatPhone>;
  abstract sendSubscribeMessage(message: SubscribeMessage): Promise<SubscribeMessageResult>;
  /**
   * The round mini-program code as an image (PNG or JPEG bytes). `scene`: at most 32 of WeChat's visible ASCII characters; `page`:
   * without leading slash and query.
   * Throws RangeError for a scene WeChat cannot carry.
   */
  abstract getWxacodeUnlimit(scene: string, page: string): Promise<Buffer>;
}
