import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { PROVINCES } from '@jzt/shared/domain/provinces';
import type { Edition } from '@jzt/shared/policy/index';

/** Keys of this installation, from SECRETS_FILE; never logged. All base64 but the PEM. */
export interface Secrets {
  /** AES-256-GCM keys by id; old ids stay so that old fields can be read. */
  fieldKeys: Record<string, string>;
  activeFieldKey: string;
  /** When it became the active one; a process that runs uses it within KEYS_SEEN_MS. */
  activeSince?: string;
  blindIndexKey: string;
  tokenKey: string;
  /** Ed25519, signs the payload of certificate QR codes. */
  verifyPrivateKeyPem: string;
  /** The public halves of those that signed before: codes that are printed stay verifiable. */
  formerVerifyPublicKeysPem?: string[];
}

interface Outside {
  baseUrl: string;
  appId: string;
  appSecret: string;
}

/** An outside system that every province may have of its own; `standard` is asked for all others. */
export interface OfProvinces {
  standard: Outside;
  own: Partial<Record<Jurisdiction, Outside>>;
}

/** Everything the environment decides. Read once at start. */
export interface Settings {
  port: number;
  host: string;
  /** Where operators read the figures and why a process is not ready; nothing outside is to reach it. */
  internal: { host: string; port: number };
  mongoUri: string;
  dataDir: string;
  /** Folder of the built H5, or absent when only the API is served. */
  webDir?: string;
  /** Folder of the manuals. */
  manualsDir: string;
  /** Folder of the lesson videos. */
  mediaDir: string;
  /** Where people reach this server from outside: QR codes and face-check returns lead here. */
  publicBaseUrl: string;
  /** Whether new cases are under the documents as they are, or under them with their windows moved to this year, to be tried out. */
  packEdition: Edition;
  /** With less room than this no uploads are taken. */
  minFreeBytes: number;
  /** How many proxies of ours stand before this server; an address that anybody else put into X-Forwarded-For is not believed. */
  trustedHops: number;
  /** Page where a person looks themself up nationwide before signing up (CQ-04). */
  nationalPortalUrl: string;
  logLevel: string;
  secrets: Secrets;
  secretsFile: string;
  wechat: { baseUrl: string; appId: string; appSecret: string; templates: Record<string, string> };
  face: { baseUrl: string; appId: string; appSecret: string; ruleId: string };
  sms: {
    baseUrl: string;
    appId: string;
    appSecret: string;
    sdkAppId: string;
    signName: string;
    codeTemplate: string;
    noticeTemplate: string;
    passwordTemplate: string;
  };
  national: { baseUrl: string; appId: string; appSecret: string };
  insurance: OfProvinces;
  seal: OfProvinces;
  /** Who reads ID cards; absent: the embedded reader. */
  card?: { baseUrl: string; appId: string; appSecret: string };
}

class SettingMissing extends Error {}

const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

const required = (env: NodeJS.ProcessEnv, name: string): string => {
  const value = env[name];
  if (!value) throw new SettingMissing(`缺少环境变量 ${name}，请用 npm start 启动，或按 README 设置`);
  return value;
};

/** A process that runs looks this often whether the secrets were changed. */
export const KEYS_SEEN_MS = 2_000;

/** For who keeps secrets for long: answers them when the file is another one than last time, looked at every two seconds or at once. */
export function watchSecrets(path: string): (atOnce: boolean) => Secrets | undefined {
  let seen = statSync(path).mtimeMs;
  let lookedAt = Date.now();
  return (atOnce) => {
    if (!atOnce && Date.now() - lookedAt < KEYS_SEEN_MS) return undefined;
    lookedAt = Date.now();
    const { mtimeMs } = statSync(path);
    if (mtimeMs === seen) return undefined;
    seen = mtimeMs;
    return readSecrets(path);
  };
}

export const readSecrets = (path: string): Secrets => {
  if (!existsSync(path)) throw new SettingMissing(`密钥文件不存在：${path}`);
  return JSON.parse(readFileSync(path, 'utf8')) as Secrets;
};

function hops(text: string): number {
  if (!/^\d$/.test(text)) throw new SettingMissing('TRUSTED_HOPS 应是 0 到 9 的数：前面有几层自己的代理');
  return Number(text);
}

/** Reads the settings. Throws one plain sentence when something is missing. */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const simulators = env.SIMULATOR_URL;
  if (simulators && !LOOPBACK.test(simulators))
    throw new SettingMissing('SIMULATOR_URL 只能是本机的地址：模拟系统的密钥人人知道，不能对外使用');
  const outside = (name: string, path: string) => {
    const baseUrl = env[`${name}_BASE_URL`] ?? (simulators ? `${simulators}${path}` : '');
    if (!baseUrl) throw new SettingMissing(`缺少环境变量 ${name}_BASE_URL（或 SIMULATOR_URL）`);
    const [id, secret] = [`${name}_APP_ID`, `${name}_APP_SECRET`];
    // The simulators' keys are known to everybody: of a system that is not simulated they have to be given.
    if (!simulators || !baseUrl.startsWith(`${simulators}/`))
      return { baseUrl, appId: required(env, id), appSecret: required(env, secret) };
    return { baseUrl, appId: env[id] ?? `demo-${name.toLowerCase()}`, appSecret: env[secret] ?? 'demo-secret' };
  };
  const ofProvinces = (name: string, path: string): OfProvinces => ({
    standard: outside(name, path),
    own: Object.fromEntries(
      Object.keys(PROVINCES)
        .filter((code) => env[`${name}_${code}_BASE_URL`])
        .map((code) => [code, outside(`${name}_${code}`, path)]),
    ),
  });
  const port = Number(env.PORT ?? 7001);
  return {
    port,
    host: env.HOST ?? '0.0.0.0',
    internal: { host: env.INTERNAL_HOST ?? '127.0.0.1', port: Number(env.INTERNAL_PORT ?? (port && port + 5)) },
    mongoUri: required(env, 'MONGODB_URI'),
    dataDir: env.DATA_DIR ?? '.data',
    webDir: env.WEB_DIR,
    manualsDir: env.MANUALS_DIR ?? resolve('server/manuals'),
    mediaDir: env.MEDIA_DIR ?? resolve('server/demo/videos'),
    publicBaseUrl: env.PUBLIC_BASE_URL ?? `http://127.0.0.1:${port}`,
    packEdition: env.PACK_EDITION === 'DEMO' ? 'DEMO' : 'OFFICIAL',
    minFreeBytes: Number(env.MIN_FREE_MB ?? 500) * 1024 * 1024,
    trustedHops: hops(env.TRUSTED_HOPS ?? '0'),
    nationalPortalUrl: env.NATIONAL_PORTAL_URL ?? 'https://zlaq.mohurd.gov.cn/',
    logLevel: env.LOG_LEVEL ?? 'info',
    secrets: readSecrets(required(env, 'SECRETS_FILE')),
    secretsFile: required(env, 'SECRETS_FILE'),
    wechat: { ...outside('WECHAT', '/wechat'), templates: JSON.parse(env.WECHAT_TEMPLATES ?? '{}') as Record<string, string> },
    face: { ...outside('FACE', '/face'), ruleId: env.FACE_RULE_ID ?? '1' },
    sms: {
      ...outside('SMS', '/sms'),
      sdkAppId: env.SMS_SDK_APP_ID ?? '1400000000',
      signName: env.SMS_SIGN_NAME ?? '建证通',
      codeTemplate: env.SMS_CODE_TEMPLATE ?? '1000001',
      noticeTemplate: env.SMS_NOTICE_TEMPLATE ?? '1000002',
      passwordTemplate: env.SMS_PASSWORD_TEMPLATE ?? '1000003',
    },
    national: outside('NATIONAL', '/national'),
    insurance: ofProvinces('INSURANCE', '/insurance'),
    seal: ofProvinces('SEAL', '/seal'),
    card: env.CARD_BASE_URL ? outside('CARD', '/card') : undefined,
  };
}
