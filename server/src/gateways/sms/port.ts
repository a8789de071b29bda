import { Provide } from '@midwayjs/core';

export interface SmsMessage {
  /** Mainland mobile number, 11 digits. */
  phone: string;
  /** The provider's approved template. */
  templateId: string;
  /** Values for {1}, {2}, … of the template, in order. */
  params: readonly string[];
}

/**
 * SENT the provider took it (delivery is not known yet) · RATE_LIMITED too often or too many today for this number: wait · INVALID_NUMBER
 * not a number that can receive it
 * · BLOCKED the person unsubscribed or the number is on a block list · REJECTED template, signature or content not accepted: a fault of
 * ours.
 */
export type SmsResult =
  | { state: 'SENT'; serialNo: string }
  | { state: 'RATE_LIMITED' | 'INVALID_NUMBER' | 'BLOCKED' | 'REJECTED'; providerCode: string; messageZh: string };

/**
 * Short messages (sign-in codes; notifications where WeChat may not send). Never retried by itself: two equal messages are worse than one
 * missing. Throws `GatewayDown`.
 */
@Provide()
export abstract class Sms {
  abstract send(message: SmsMessage): Promise<SmsResult>;
}
