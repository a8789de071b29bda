import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { GatewayDown } from '../gateway-down';
import { readJson } from '../http';
import { type WechatApi, wechatDown } from '../wechat/wechat-api';
import { FACE_MESSAGES } from './messages';
import type { FaceBegin, FaceCheck, FaceQuery, FaceResult, FaceSession, FaceState } from './port';

const beginSchema = z.object({ verify_id: z.string().check(z.minLength(1), z.maxLength(256)), expires_in: z.int().check(z.positive()) });
const querySchema = z.object({ verify_ret: z.int() });
const OUT_SEQ_NO = /^[0-9A-Za-z_-]{5,32}$/;

const STATES: ReadonlyMap<number, FaceState> = new Map<number, FaceState>([
  [10000, 'PASSED'],
  [10003, 'FAILED'],
  [10004, 'FAILED'],
  [10026, 'NOT_IN_DATABASE'],
  [10042, 'TOO_OFTEN'],
  [10300, 'UNFINISHED'],
  [90001, 'UNSUPPORTED'],
  [90002, 'CANCELLED'],
  [90003, 'CANCELLED'],
  [90004, 'CANCELLED'],
  [90005, 'CANCELLED'],
  [90006, 'CANCELLED'],
  [90008, 'PERMISSION'],
  [90009, 'PERMISSION'],
  [90010, 'PERMISSION'],
  [90109, 'UNSUPPORTED'],
]);

/** WeChat's digest of who was checked: the three fields in base64, joined in this order, as lowercase hex SHA-256. */
export function certHash(name: string, idNumber: string): string {
  const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
  const joined = `cert_type=${base64('IDENTITY_CARD')}&cert_name=${base64(name)}&cert_no=${base64(idNumber)}`;
  return createHash('sha256').update(joined).digest('hex');
}

/** WeChat 人脸核身 2.0 (O-15): the app calls `wx.requestFacialVerify({verifyId})` between `begin` and `query`. */
export class WechatFaceCheck implements FaceCheck {
  constructor(private readonly api: WechatApi) {}

  async begin(request: FaceBegin): Promise<FaceSession> {
    if (!OUT_SEQ_NO.test(request.outSeqNo)) throw new RangeError('outSeqNo must be 5 to 32 letters, digits, _ or -');
    if (!request.openid) throw new RangeError('openid is needed for the WeChat face check');
    const content = {
      out_seq_no: request.outSeqNo,
      cert_info: { cert_type: 'IDENTITY_CARD', cert_name: request.name, cert_no: request.idNumber },
      openid: request.openid,
    };
    const askedAt = Date.now();
    const { errcode, body } = await this.api.post('face', '/cityservice/face/identify/getverifyid', content);
    if (errcode !== 0) throw wechatDown('face', 'getverifyid', errcode);
    const session = readJson({ system: 'face', operation: 'getverifyid' }, body, beginSchema);
    return { verifyId: session.verify_id, expiresAt: new Date(askedAt + session.expires_in * 1000) };
  }

  /**
   * Passed only with errcode 0 and verify_ret 10000. WeChat itself compares cert_hash and openid with the session, so an answer about
   * somebody else is an error.
   */
  async query(request: FaceQuery): Promise<FaceResult> {
    const content = {
      verify_id: request.verifyId,
      out_seq_no: request.outSeqNo,
      cert_hash: certHash(request.name, request.idNumber),
      openid: request.openid,
    };
    const { errcode, body } = await this.api.post('face', '/cityservice/face/identify/queryverifyinfo', content);
    if (errcode !== 0) throw wechatDown('face', 'queryverifyinfo', errcode);
    const code = readJson({ system: 'face', operation: 'queryverifyinfo' }, body, querySchema).verify_ret;
    const state = STATES.get(code) ?? otherState(code);
    return { state, providerCode: String(code), messageZh: FACE_MESSAGES[state] };
  }
}

/**
 * The rest of WeChat's two ranges of results (light, network, capture, timeout, …) mean "not done, try again"; a number outside them is
 * no result at all.
 */
function otherState(code: number): FaceState {
  if ((code > 10000 && code < 11000) || (code > 90000 && code < 90200)) return 'UNFINISHED';
  throw new GatewayDown('face', 'GARBAGE', 'queryverifyinfo', String(code));
}
