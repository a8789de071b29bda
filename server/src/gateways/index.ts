import type { Settings } from '../platform/settings';
import { EmbeddedCardReader } from './card/embedded-card-reader';
import type { IdCardReader } from './card/port';
import { TencentCardReader } from './card/tencent-card-reader';
import { HostedFaceCheck } from './face/hosted-face-check';
import type { FaceCheck } from './face/port';
import { WechatFaceCheck } from './face/wechat-face-check';
import { InsuranceGateway } from './insurance/insurance-gateway';
import type { SocialInsurance } from './insurance/port';
import { NationalGateway } from './national/national-gateway';
import type { National } from './national/port';
import { SealGateway } from './seal/seal-gateway';
import type { Seal } from './seal/port';
import type { Sms } from './sms/port';
import { SmsGateway } from './sms/sms-gateway';
import type { Wechat } from './wechat/port';
import { WechatApi } from './wechat/wechat-api';
import { WechatGateway } from './wechat/wechat-gateway';

/** The outside world, by the name that injects each port. */
export interface Gateways extends Record<string, unknown> {
  wechat: Wechat;
  wechatFace: FaceCheck;
  hostedFace: FaceCheck;
  sms: Sms;
  national: National;
  insurance: SocialInsurance;
  seal: Seal;
  cardReader: IdCardReader;
}

const TIMEOUT_MS = 8_000;

/** Real adapters to the providers that the settings name. */
export function createGateways(settings: Settings): Gateways {
  const timeoutMs = TIMEOUT_MS;
  const wechat = { ...settings.wechat, timeoutMs };
  const api = new WechatApi(wechat);
  const cloud = (one: { baseUrl: string; appId: string; appSecret: string }) => ({
    ...one,
    secretId: one.appId,
    secretKey: one.appSecret,
    timeoutMs,
  });
  return {
    wechat: new WechatGateway({ ...wechat, api }),
    wechatFace: new WechatFaceCheck(api),
    hostedFace: new HostedFaceCheck({ ...cloud(settings.face), ruleId: settings.face.ruleId }),
    sms: new SmsGateway({ ...cloud(settings.sms), sdkAppId: settings.sms.sdkAppId, signName: settings.sms.signName }),
    national: new NationalGateway({ ...settings.national, timeoutMs }),
    insurance: new InsuranceGateway({ ...settings.insurance, timeoutMs }),
    seal: new SealGateway({ ...settings.seal, timeoutMs }),
    cardReader: settings.card ? new TencentCardReader(cloud(settings.card)) : new EmbeddedCardReader(),
  };
}
