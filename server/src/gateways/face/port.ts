import { Provide } from '@midwayjs/core';

export interface FaceBegin {
  /** Our own unique number of this attempt: 5–32 of 0-9 A-Z a-z _ - ; never reused. */
  outSeqNo: string;
  name: string;
  idNumber: string;
  /** Needed by the WeChat provider: the person's openid in the same mini-program. */
  openid?: string;
  /** Needed by the hosted-page provider: where the browser returns; the provider adds only its own token of the session. */
  returnUrl?: string;
}

/**
 * A started face check. Keep verifyId and outSeqNo with the attempt; the page or `wx.requestFacialVerify` gets only verifyId or
 * hostedUrl.
 */
export interface FaceSession {
  verifyId: string;
  /** After this the person cannot begin any more; ask for a new session. */
  expiresAt: Date;
  /** Only from the hosted-page provider: send the browser there. */
  hostedUrl?: string;
}

/** Exactly what `begin` was given, plus its verifyId. The provider refuses an answer about somebody else. */
export interface FaceQuery {
  verifyId: string;
  outSeqNo: string;
  name: string;
  idNumber: string;
  openid?: string;
}

/**
 * PASSED the only state that counts · FAILED the face or the name and number do not match · UNFINISHED not done yet, timed out, bad
 * light, network: the same person may try again
 * · CANCELLED the person stopped · TOO_OFTEN the provider's daily limit · NOT_IN_DATABASE the authority holds no photo to compare: manual
 * path
 * · PERMISSION camera or microphone refused: settings · UNSUPPORTED the phone cannot do it: another phone or the manual path.
 */
export type FaceState = 'PASSED' | 'FAILED' | 'UNFINISHED' | 'CANCELLED' | 'TOO_OFTEN' | 'NOT_IN_DATABASE' | 'PERMISSION' | 'UNSUPPORTED';

export interface FaceResult {
  state: FaceState;
  /** The provider's own code, for the record. */
  providerCode: string;
  /** For the person: what happened and what to do next. */
  messageZh: string;
}

/**
 * A face check at an outside provider (CQ-29, CQ-38, O-15). The client's word that it went well is never used: only `query`, server to
 * server, decides.
 * Both methods throw `GatewayDown` when the provider does not answer properly: neither passed nor failed.
 */
export abstract class FaceCheck {
  /** Throws RangeError when outSeqNo, openid or returnUrl are not what this provider needs. */
  abstract begin(request: FaceBegin): Promise<FaceSession>;
  abstract query(request: FaceQuery): Promise<FaceResult>;
}

/** Inside WeChat: `wx.requestFacialVerify`. */
@Provide()
export abstract class WechatFace extends FaceCheck {}

/** In a browser: a page of the provider with a return address. */
@Provide()
export abstract class HostedFace extends FaceCheck {}
