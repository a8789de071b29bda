import * as z from 'zod/mini';
import { GatewayDown } from '../gateway-down';
import type { ProviderCall } from '../http';
import { tencentCloudAction, type TencentCloudOptions } from '../tencent-cloud';
import { FACE_MESSAGES } from './messages';
import type { FaceBegin, FaceCheck, FaceQuery, FaceResult, FaceSession, FaceState } from './port';

export interface HostedFaceCheckOptions extends TencentCloudOptions {
  /** The business flow made in the provider's console. */
  ruleId: string;
}

const beginSchema = z.object({ Url: z.url(), BizToken: z.string().check(z.minLength(1)) });
const nullableCode = z.optional(z.nullable(z.int()));
const nullableText = z.optional(z.nullable(z.string()));
const querySchema = z.object({
  Text: z.nullable(
    z.object({
      ErrCode: nullableCode,
      LiveStatus: nullableCode,
      Comparestatus: nullableCode,
      IdCard: nullableText,
      Name: nullableText,
      Extra: nullableText,
    }),
  ),
});

/** The provider's documented life of a BizToken; the answer does not repeat it. */
const LIFE_MS = 7200_000;
const SUCCESS = 0;
/** Nothing was done yet: the provider leaves the code empty, or says so. */
const NOT_DONE = 17;
const STATES: Record<FaceState, readonly number[]> = {
  PASSED: [SUCCESS],
  FAILED: [16, 301, 302, 1002, 2002, 2003, 2006, 2011, 2016],
  TOO_OFTEN: [2018],
  NOT_IN_DATABASE: [2005, 2007, 2008, 2009],
  UNFINISHED: [14, 15, NOT_DONE, 201, 202, 303, 1001, 1003, 1004, 1005, 1006, 1007, 1008, 2001, 2004, 2010],
  CANCELLED: [],
  PERMISSION: [],
  UNSUPPORTED: [],
};
const SETTINGS_WRONG = new Set([1, 2, 3, 203, 204]);

/**
 * A face check on the provider's own page, for the H5: Tencent Cloud 人脸核身 (`DetectAuth`, then `GetDetectInfoEnhanced`).
 * The browser goes to `hostedUrl` and comes back to `returnUrl` with `?BizToken=` (equal to verifyId) and nothing else; what it brings is
 * not believed.
 */
export class HostedFaceCheck implements FaceCheck {
  constructor(private readonly options: HostedFaceCheckOptions) {}

  async begin(request: FaceBegin): Promise<FaceSession> {
    if (!request.returnUrl || !URL.canParse(request.returnUrl)) throw new RangeError('returnUrl is needed for the hosted face check');
    const askedAt = Date.now();
    const body = {
      RuleId: this.options.ruleId,
      IdCard: request.idNumber,
      Name: request.name,
      RedirectUrl: request.returnUrl,
      Extra: request.outSeqNo,
    };
    const result = await this.action('DetectAuth', body, beginSchema);
    if (!result.ok) throw new GatewayDown('face', 'CONFIGURATION', 'DetectAuth', result.code);
    return { verifyId: result.response.BizToken, expiresAt: new Date(askedAt + LIFE_MS), hostedUrl: result.response.Url };
  }

  async query(request: FaceQuery): Promise<FaceResult> {
    const body = { BizToken: request.verifyId, RuleId: this.options.ruleId, InfoType: '1' };
    const result = await this.action('GetDetectInfoEnhanced', body, querySchema);
    if (!result.ok) {
      // The session is over and was never used: for the person the same as not finished.
      if (result.code === 'InvalidParameterValue.BizTokenExpired') return answer('UNFINISHED', result.code);
      throw new GatewayDown('face', 'CONFIGURATION', 'GetDetectInfoEnhanced', result.code);
    }
    const text = result.response.Text;
    const code = text?.ErrCode ?? NOT_DONE;
    if (text?.Extra && text.Extra !== request.outSeqNo) throw new GatewayDown('face', 'UNTRUSTED', 'GetDetectInfoEnhanced', 'EXTRA');
    if (code === SUCCESS) {
      const samePerson =
        text?.IdCard?.toUpperCase() === request.idNumber.toUpperCase() && text.Name === request.name && text.Extra === request.outSeqNo;
      if (!samePerson) throw new GatewayDown('face', 'UNTRUSTED', 'GetDetectInfoEnhanced', 'PERSON');
      if (text.LiveStatus !== SUCCESS || text.Comparestatus !== SUCCESS)
        throw new GatewayDown('face', 'GARBAGE', 'GetDetectInfoEnhanced', 'INCONSISTENT');
    }
    return answer(stateOf(code), String(code));
  }

  private action<T extends z.ZodMiniType>(name: string, body: object, schema: T) {
    const call: ProviderCall = { system: 'face', operation: name, timeoutMs: this.options.timeoutMs };
    return tencentCloudAction(this.options, { call, service: 'faceid', name, version: '2018-03-01', body }, schema);
  }
}

function stateOf(code: number): FaceState {
  for (const [state, codes] of Object.entries(STATES)) if (codes.includes(code)) return state as FaceState;
  if (SETTINGS_WRONG.has(code)) throw new GatewayDown('face', 'CONFIGURATION', 'GetDetectInfoEnhanced', String(code));
  throw new GatewayDown('face', code > 3 && code < 14 ? 'BUSY' : 'GARBAGE', 'GetDetectInfoEnhanced', String(code));
}

const answer = (state: FaceState, providerCode: string): FaceResult => ({ state, providerCode, messageZh: FACE_MESSAGES[state] });
