import { answer, type Answer } from '../platform/gateway';
import type { Settings } from '../platform/settings';
import { EmbeddedCardReader } from './card/embedded-card-reader';
import { IdCardReader } from './card/port';
import { TencentCardReader } from './card/tencent-card-reader';
import { HostedFaceCheck } from './face/hosted-face-check';
import { HostedFace, WechatFace } from './face/port';
import { WechatFaceCheck } from './face/wechat-face-check';
import { InsuranceGateway } from './insurance/insurance-gateway';
import { InsuranceOfProvinces } from './insurance/insurance-of-provinces';
import { SocialInsurance } from './insurance/port';
import { byProvince } from './by-province';
import { NationalGateway } from './national/national-gateway';
import { National } from './national/port';
import { SealGateway } from './seal/seal-gateway';
import { SealOfProvinces } from './seal/seal-of-provinces';
import { Seal } from './seal/port';
import { Sms } from './sms/port';
import { SmsGateway } from './sms/sms-gateway';
import { Wechat } from './wechat/port';
import { WechatApi } from './wechat/wechat-api';
import { WechatGateway } from './wechat/wechat-gateway';

const TIMEOUT_MS = 8_000;

/** The outside world: a real adapter to the provider that the settings name, for each port. */
export function createGateways(settings: Settings): Answer[] {
  const timeoutMs = TIMEOUT_MS;
  const wechat = { ...settings.wechat, timeoutMs };
  const api = new WechatApi(wechat);
  const cloud = (one: { baseUrl: string; appId: string; appSecret: string }) => ({
    ...one,
    secretId: one.appId,
    secretKey: one.appSecret,
    timeoutMs,
  });
  return [
    answer(Wechat, new WechatGateway({ ...wechat, api })),
    answer(WechatFace, new WechatFaceCheck(api)),
    answer(HostedFace, new HostedFaceCheck({ ...cloud(settings.face), ruleId: settings.face.ruleId })),
    answer(Sms, new SmsGateway({ ...cloud(settings.sms), sdkAppId: settings.sms.sdkAppId, signName: settings.sms.signName })),
    answer(National, new NationalGateway({ ...settings.national, timeoutMs })),
    answer(SocialInsurance, new InsuranceOfProvinces(byProvince(settings.insurance, (one) => new InsuranceGateway({ ...one, timeoutMs })))),
    answer(Seal, new SealOfProvinces(byProvince(settings.seal, (one) => new SealGateway({ ...one, timeoutMs })))),
    answer(IdCardReader, settings.card ? new TencentCardReader(cloud(settings.card)) : new EmbeddedCardReader()),
  ];
}
