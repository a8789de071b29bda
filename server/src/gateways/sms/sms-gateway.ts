import * as z from 'zod/mini';
import { GatewayDown } from '../gateway-down';
import type { ProviderCall } from '../http';
import { tencentCloudAction, type TencentCloudOptions } from '../tencent-cloud';
import type { Sms, SmsMessage, SmsResult } from './port';

export interface SmsGatewayOptions extends TencentCloudOptions {
  sdkAppId: string;
  /** The approved signature, shown as 【…】. */
  signName: string;
  /** Default ap-guangzhou. */
  region?: string;
}

const answerSchema = z.object({
  SendStatusSet: z.array(z.object({ SerialNo: z.string(), PhoneNumber: z.string(), Code: z.string() })).check(z.length(1)),
});

type Refusal = Exclude<SmsResult['state'], 'SENT'>;
const MESSAGES: Record<Refusal, string> = {
  RATE_LIMITED: '这个手机号收短信太频繁，请稍后再试',
  INVALID_NUMBER: '手机号不正确，或不能接收短信，请检查后重新填写',
  BLOCKED: '这个手机号已退订或被拦截，收不到短信。请换一个手机号，或联系运营商',
  REJECTED: '短信暂时发不出去，请联系客服',
};

/** Tencent Cloud SMS, `SendSms` 2021-01-11, one number at a time. */
export class SmsGateway implements Sms {
  constructor(private readonly options: SmsGatewayOptions) {}

  async send(message: SmsMessage): Promise<SmsResult> {
    const call: ProviderCall = { system: 'sms', operation: 'SendSms', timeoutMs: this.options.timeoutMs };
    const phone = `+86${message.phone}`;
    const body = {
      PhoneNumberSet: [phone],
      SmsSdkAppId: this.options.sdkAppId,
      SignName: this.options.signName,
      TemplateId: message.templateId,
      TemplateParamSet: message.params,
    };
    const action = { call, service: 'sms', name: 'SendSms', version: '2021-01-11', region: this.options.region ?? 'ap-guangzhou', body };
    const result = await tencentCloudAction(this.options, action, answerSchema);
    if (!result.ok) return refuse(result.code);
    const [status] = result.response.SendStatusSet;
    if (status === undefined || status.PhoneNumber !== phone) throw new GatewayDown('sms', 'UNTRUSTED', 'SendSms', 'PHONE');
    return status.Code === 'Ok' ? { state: 'SENT', serialNo: status.SerialNo } : refuse(status.Code);
  }
}

/** Order matters: the account's own limits and balance are our trouble, not the person's. */
const RULES: readonly [RegExp, Refusal | 'BUSY' | 'CONFIGURATION'][] = [
  [/^InternalError/, 'BUSY'],
  [/^LimitExceeded\.(App|DailyLimit)/, 'BUSY'],
  [/^LimitExceeded/, 'RATE_LIMITED'],
  [/^InvalidParameterValue\.IncorrectPhoneNumber$|^UnsupportedOperation/, 'INVALID_NUMBER'],
  [/^FailedOperation\.PhoneNumberInBlacklist$/, 'BLOCKED'],
  [
    /^FailedOperation\.(Template|Signature|ContainSensitiveWord|MissingTemplate|MarketingSend)|^InvalidParameterValue\.(Content|Template|Prohibited)/,
    'REJECTED',
  ],
  [/./, 'CONFIGURATION'],
];

function refuse(code: string): SmsResult {
  const state = RULES.find(([pattern]) => pattern.test(code))?.[1] ?? 'CONFIGURATION';
  if (state === 'BUSY' || state === 'CONFIGURATION') throw new GatewayDown('sms', state, 'SendSms', code);
  return { state, providerCode: code, messageZh: MESSAGES[state] };
}
