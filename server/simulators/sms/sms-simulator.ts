import { randomUUID } from 'node:crypto';
import type { Credential } from '../kit/credentials';
import { BadRequest, html, json, list, readObject, type Reply, type Route, type Simulator, text } from '../kit/http';
import { Store } from '../kit/store';
import { type ActionResult, tencentCloud } from '../kit/tencent-cloud';
import { phonePage } from './page';

export interface Sms {
  serialNo: string;
  phone: string;
  templateId: string;
  params: string[];
  /** As the phone shows it. */
  text: string;
  sentAt: string;
}

const SDK_APP_ID = '1400000000';
const SIGN_NAME = '建证通';
const TEMPLATES: Record<string, string> = {
  1000001: '您的验证码是{1}，{2}分钟内有效。请不要告诉任何人。',
  1000002: '{1}：{2}',
  1000003: '账号{1}的一次性密码是{2}，{3}小时内有效。首次登录后请马上改成自己的密码，不要告诉任何人。',
};
/** Numbers that always end the same way, so that every documented answer can be seen. */
const SPECIAL: Record<string, string> = {
  19900000001: 'LimitExceeded.PhoneNumberThirtySecondLimit',
  19900000002: 'LimitExceeded.PhoneNumberDailyLimit',
  19900000003: 'FailedOperation.PhoneNumberInBlacklist',
  19900000004: 'InvalidParameterValue.IncorrectPhoneNumber',
  19900000005: 'FailedOperation.ContainSensitiveWord',
  19900000006: 'InternalError.Timeout',
  19900000007: 'FailedOperation.InsufficientBalanceInSmsPackage',
  19900000008: 'LimitExceeded.AppDailyLimit',
};
const KEEP = 500;

/**
 * Tencent Cloud SMS (`SendSms`, 2021-01-11) at /sms. SmsSdkAppId 1400000000, signature 建证通; templates 1000001 (code {1}, minutes {2}),
 * 1000002 (title {1}, text {2}) and 1000003 (account {1}, one-time password {2}, hours {3}); seed `{templates: [{id, text}]}` adds more.
 * 19900000001 and …2 are over their limit, …3 has unsubscribed, …4 is no number, …5 meets a forbidden word, …6 times out inside, …7 finds
 * no balance, …8 the account's own limit.
 * What was sent: `GET /sms/outbox?phone=` or, so that no number stands in an address, `POST /sms/outbox {phone}`; newest first. For
 * people: /sms/phone 「演示手机」.
 * "wrong": the answer is about another number.
 */
export class SmsSimulator implements Simulator {
  readonly name = 'sms';
  readonly routes: Route[];
  private readonly store: Store<{ sent: Sms[]; templates: Record<string, string> }>;

  constructor(
    private readonly credential: Credential,
    folder: string | undefined,
  ) {
    this.store = new Store(folder, 'sms', { sent: [], templates: { ...TEMPLATES } });
    const desk = { system: 'sms', side: 'desk' } as const;
    this.routes = [
      { method: 'POST', path: '/sms/', system: 'sms', side: 'api', handle: (exchange) => this.cloud(exchange) },
      { method: 'GET', path: '/sms/outbox', ...desk, handle: (exchange) => this.outbox(exchange.query.get('phone') ?? '') },
      { method: 'POST', path: '/sms/outbox', ...desk, handle: (exchange) => this.outbox(text(readObject(exchange), 'phone')) },
      { method: 'GET', path: '/sms/phone', ...desk, handle: () => html(phonePage()) },
    ];
  }

  seed(content: Record<string, unknown>): void {
    for (const template of list(content, 'templates')) {
      if (text(template, 'id') === '' || text(template, 'text') === '') throw new BadRequest('a template has id and text');
      this.store.state.templates[text(template, 'id')] = text(template, 'text');
    }
    this.store.save();
  }

  private outbox(phone: string): Reply {
    const sent = [...this.store.state.sent].reverse();
    return json({ messages: phone === '' ? sent : sent.filter((each) => each.phone === phone) });
  }

  private cloud(exchange: Parameters<Route['handle']>[0]): Reply {
    return tencentCloud(exchange, this.credential, 'sms', '2021-01-11', { SendSms: (content) => this.send(content, exchange.wrong) });
  }

  private send(content: Record<string, unknown>, wrong: boolean): ActionResult {
    const numbers = content.PhoneNumberSet;
    const given: unknown = content.TemplateParamSet ?? [];
    if (!Array.isArray(numbers) || numbers.length === 0 || !Array.isArray(given)) return { error: 'InvalidParameter' };
    if (text(content, 'SmsSdkAppId') !== SDK_APP_ID) return { error: 'UnauthorizedOperation.SmsSdkAppIdVerifyFail' };
    const params = given.map(String);
    const templateId = text(content, 'TemplateId');
    const template = this.store.state.templates[templateId];
    const fault =
      text(content, 'SignName') !== SIGN_NAME
        ? 'FailedOperation.SignatureIncorrectOrUnapproved'
        : template === undefined
          ? 'FailedOperation.TemplateIncorrectOrUnapproved'
          : new Set(template.match(/\{\d+\}/g)).size !== params.length
            ? 'FailedOperation.TemplateParamSetNotMatchApprovedTemplate'
            : undefined;
    return { SendStatusSet: numbers.map((number) => this.sendOne(String(number), fault, templateId, template ?? '', params, wrong)) };
  }

  private sendOne(number: string, fault: string | undefined, templateId: string, template: string, params: string[], wrong: boolean) {
    const phone = number.replace(/^\+86/, '');
    const code = /^1[3-9]\d{9}$/.test(phone) ? (fault ?? SPECIAL[phone] ?? 'Ok') : 'InvalidParameterValue.IncorrectPhoneNumber';
    const serialNo = code === 'Ok' ? randomUUID() : '';
    if (code === 'Ok') {
      const body = template.replace(/\{(\d+)\}/g, (_all, index: string) => params[Number(index) - 1] ?? '');
      const sms: Sms = { serialNo, phone, templateId, params, text: `【${SIGN_NAME}】${body}`, sentAt: new Date().toISOString() };
      this.store.state.sent = [...this.store.state.sent, sms].slice(-KEEP);
      this.store.save();
    }
    const shown = wrong ? '+8613000000000' : number;
    return {
      SerialNo: serialNo,
      PhoneNumber: shown,
      Fee: code === 'Ok' ? 1 : 0,
      SessionContext: '',
      Code: code,
      Message: code === 'Ok' ? 'send success' : code,
      IsoCode: 'CN',
    };
  }
}
