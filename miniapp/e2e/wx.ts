import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { wxNames } from './wx-names';

/** What the person at the phone does when WeChat asks; what is missing counts as going back. */
export interface PhoneAnswers {
  /** `wx.login` code. */
  loginCode?: () => string;
  /** The event of a getPhoneNumber button: `{ code }`, or `{ errno: 1400001 }` when the quota is spent. */
  phoneNumber?: () => { code?: string; errno?: number; errMsg?: string };
  /** File on this machine for the camera or album. */
  photo?: () => string;
  /** Text of the scanned code. */
  scan?: () => string;
  /** `wx.requestFacialVerify`: true when the person went through it. */
  faceVerify?: (verifyId: string) => Promise<boolean> | boolean;
  /** Subscribe messages: accept or reject. */
  subscribe?: (templateId: string) => 'accept' | 'reject' | 'ban' | 'filter';
  /** True: the network is gone; set it by `weapp.setOffline`. */
  offline?: boolean;
  /** The system's type size; 1.4 in care mode. */
  fontSizeScaleFactor?: number;
}

export interface WxHost {
  serverUrl: string;
  /** For temporary files. */
  folder: string;
  storage: Map<string, unknown>;
  requests: string[];
  complaints: string[];
  /** Takes down what WeChat would not do. */
  refuse(words: string): void;
  answers: PhoneAnswers;
  timers: Set<unknown>;
  /** What the program listens to, by the name of the API. */
  listeners: Map<string, (event: never) => void>;
  navigate(how: 'navigateTo' | 'redirectTo' | 'switchTab' | 'reLaunch' | 'navigateBack', url: string | undefined): Promise<void>;
}

interface Options {
  success?: (result: unknown) => void;
  fail?: (error: { errMsg: string; errno?: number }) => void;
  complete?: (result: unknown) => void;
  [name: string]: unknown;
}

/** Refused by the person or the phone, in WeChat's own words. */
class Fail extends Error {}

/** An asynchronous API: with WeChat's three callbacks, or a promise where none is given (Taro passes newer ones on as they are). */
const api =
  (name: string, work: (options: Options) => unknown) =>
  (options: Options = {}) => {
    const end = async ({ success, fail, complete }: Options) => {
      try {
        const result = { errMsg: `${name}:ok`, ...((await work(options)) as object) };
        success?.(result);
        complete?.(result);
      } catch (error) {
        const failure = { errMsg: `${name}:fail ${(error as Error).message}` };
        fail?.(failure);
        complete?.(failure);
      }
    };
    if (!options.success && !options.fail && !options.complete) return new Promise((success, fail) => void end({ success, fail }));
    void end(options);
    return { abort: () => undefined, onProgressUpdate: () => undefined, onHeadersReceived: () => undefined };
  };

/**
 * A stand-in for `wx`: storage in memory, navigation in the sandbox, real HTTP to the server. It has exactly the names of WeChat's typings, as real keys
 * (Taro copies `Object.keys(wx)`): another name is refused, and so is a call to one that is not played here.
 */
export function createWx(host: WxHost): Record<string, unknown> {
  const { answers } = host;
  const asked = <T>(answer: (() => T) | undefined): T => {
    if (!answer) throw new Fail('cancel');
    return answer();
  };
  let files = 0;

  const http = async (options: Options, init: RequestInit): Promise<Response> => {
    const address = new URL(String(options.url));
    host.requests.push(`${init.method} ${address.pathname}`);
    if (answers.offline) throw new Fail('');
    try {
      return await fetch(host.serverUrl + address.pathname + address.search, {
        ...init,
        headers: options.header as Record<string, string>,
        signal: AbortSignal.timeout(Number(options.timeout ?? 60_000)),
      });
    } catch (error) {
      throw new Fail((error as Error).name === 'TimeoutError' ? 'timeout' : String(error));
    }
  };
  const headerOf = (reply: Response) => Object.fromEntries(reply.headers.entries());

  const navigation = (how: Parameters<WxHost['navigate']>[0]) => api(how, async ({ url }) => host.navigate(how, url as string | undefined));
  const listen = (name: string) => (listener: (event: never) => void) => void host.listeners.set(name, listener);
  const nothing = (name: string) => api(name, () => ({}));
  const query = {
    select: () => query,
    selectViewport: () => query,
    in: () => query,
    boundingClientRect: () => query,
    scrollOffset: () => query,
    fields: () => query,
    node: () => query,
    exec: (done?: (all: unknown[]) => void) => done?.([]),
  };

  const played: Record<string, unknown> = {
    request: api('request', async (options) => {
      const reply = await http(options, { method: String(options.method ?? 'GET'), body: options.data as string | undefined });
      const text = await reply.text();
      let data: unknown = text;
      try {
        data = JSON.parse(text);
      } catch {
        // WeChat hands over the text when it is not JSON.
      }
      return { statusCode: reply.status, header: headerOf(reply), data };
    }),
    uploadFile: api('uploadFile', async (options) => {
      const form = new FormData();
      const file = String(options.filePath);
      form.append(String(options.name), new Blob([readFileSync(file)]), path.basename(file));
      const reply = await http(options, { method: 'POST', body: form });
      return { statusCode: reply.status, data: await reply.text() };
    }),
    downloadFile: api('downloadFile', async (options) => {
      const reply = await http(options, { method: 'GET' });
      const tempFilePath = path.join(host.folder, `download-${(files += 1)}`);
      writeFileSync(tempFilePath, Buffer.from(await reply.arrayBuffer()));
      return { statusCode: reply.status, tempFilePath, header: headerOf(reply) };
    }),

    getStorageSync: (key: string) => host.storage.get(key) ?? '',
    setStorageSync: (key: string, data: unknown) => void host.storage.set(key, data),
    removeStorageSync: (key: string) => void host.storage.delete(key),
    getStorageInfoSync: () => ({ keys: [...host.storage.keys()], currentSize: 1, limitSize: 10_240 }),
    getFileSystemManager: () => ({ readFileSync: (file: string, encoding?: BufferEncoding) => readFileSync(file, encoding) }),

    navigateTo: navigation('navigateTo'),
    redirectTo: navigation('redirectTo'),
    switchTab: navigation('switchTab'),
    reLaunch: navigation('reLaunch'),
    navigateBack: navigation('navigateBack'),
    setNavigationBarTitle: nothing('setNavigationBarTitle'),

    login: api('login', () => ({ code: asked(answers.loginCode) })),
    chooseMedia: api('chooseMedia', () => {
      const tempFilePath = asked(answers.photo);
      return { tempFiles: [{ tempFilePath, size: statSync(tempFilePath).size, fileType: 'image' }] };
    }),
    compressImage: api('compressImage', ({ src }) => ({ tempFilePath: src })),
    previewImage: nothing('previewImage'),
    openDocument: nothing('openDocument'),
    saveImageToPhotosAlbum: nothing('saveImageToPhotosAlbum'),
    openSetting: nothing('openSetting'),
    makePhoneCall: nothing('makePhoneCall'),
    setClipboardData: nothing('setClipboardData'),
    scanCode: api('scanCode', () => ({ result: asked(answers.scan), scanType: 'QR_CODE' })),
    requestSubscribeMessage: api('requestSubscribeMessage', ({ tmplIds }) =>
      Object.fromEntries((tmplIds as string[]).map((id) => [id, answers.subscribe?.(id) ?? 'reject'])),
    ),
    checkIsSupportFacialRecognition: nothing('checkIsSupportFacialRecognition'),
    requestFacialVerify: api('requestFacialVerify', async ({ verifyId }) => {
      if (!(await answers.faceVerify?.(String(verifyId)))) throw new Fail('cancel');
      return { errCode: 0, verifyResult: 'ok' };
    }),

    getNetworkType: api('getNetworkType', () => ({ networkType: answers.offline ? 'none' : '4g' })),
    onNetworkStatusChange: listen('onNetworkStatusChange'),
    onNeedPrivacyAuthorization: listen('onNeedPrivacyAuthorization'),
    getAppBaseInfo: () => ({ SDKVersion: '3.8.12', fontSizeScaleFactor: answers.fontSizeScaleFactor ?? 1, theme: 'light' }),
    getWindowInfo: () => ({ windowWidth: 375, windowHeight: 667, pixelRatio: 2, safeArea: { bottom: 667 } }),
    getDeviceInfo: () => ({ platform: 'android' }),
    getSystemInfoSync: () => ({ windowWidth: 375, windowHeight: 667, pixelRatio: 2, platform: 'android' }),
    createSelectorQuery: () => query,
    createVideoContext: () => ({ play: () => undefined, pause: () => undefined, seek: () => undefined, stop: () => undefined }),
    createInnerAudioContext: () => ({}),
    canIUse: () => true,
    nextTick: (work: () => void) => setTimeout(work, 0),
    pageScrollTo: nothing('pageScrollTo'),
    showModal: api('showModal', () => ({ confirm: true, cancel: false })),
    showToast: api('showToast', ({ title }) => void host.requests.push(`TOAST ${String(title)}`)),
    hideToast: nothing('hideToast'),
    showLoading: nothing('showLoading'),
    hideLoading: nothing('hideLoading'),
    vibrateShort: nothing('vibrateShort'),
    arrayBufferToBase64: (buffer: ArrayBuffer) => Buffer.from(buffer).toString('base64'),
    env: { USER_DATA_PATH: 'http://usr' },
  };
  for (const name of Object.keys(played)) if (!wxNames.has(name)) throw new Error(`the sandbox plays wx.${name}, which WeChat has not`);
  const wx = Object.fromEntries(
    [...wxNames].map((name) => [name, played[name] ?? (() => host.refuse(`the sandbox does not play wx.${name} yet: see wx.ts`))]),
  );
  return new Proxy(wx, {
    get(target, name) {
      // webpack keeps its list of chunks there.
      if (typeof name === 'string' && !(name in target) && name !== 'webpackJsonp') host.refuse(`WeChat has no wx.${name}`);
      return target[name as string];
    },
  });
}
