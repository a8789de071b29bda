import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { wxNames } from './wx-names';
import sharp from 'sharp';

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
  /** Why `wx.scanCode`, `wx.chooseMedia` and others fail, by the name of the API: what WeChat would say. */
  failures?: Record<string, { errMsg: string; errno?: number }>;
  /** Size in px and bytes of what `wx.compressImage` makes at a quality; without it the file stays as it is. */
  compressed?: (quality: number) => string;
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
  /** Every call of `wx`, oldest first. */
  calls: { name: string; given: unknown[] }[];
  complaints: string[];
  /** Takes down what WeChat would not do. */
  refuse(words: string): void;
  answers: PhoneAnswers;
  timers: Set<unknown>;
  /** What the program listens to, by the name of the API. */
  listeners: Map<string, (event: never) => void>;
  navigate(how: 'navigateTo' | 'redirectTo' | 'switchTab' | 'reLaunch' | 'navigateBack', url: string | undefined): Promise<void>;
  /** Whether the page in front draws something under this id selector. */
  isDrawn(selector: string): boolean;
}

interface Options {
  success?: (result: unknown) => void;
  fail?: (error: { errMsg: string; errno?: number }) => void;
  complete?: (result: unknown) => void;
  [name: string]: unknown;
}

/** Refused by the person or the phone, in WeChat's own words. */
class Fail extends Error {
  constructor(
    message: string,
    readonly errno?: number,
  ) {
    super(message);
  }
}

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
        const { message, errno } = error as Fail;
        const failure = { errMsg: `${name}:fail ${message}`, ...(errno !== undefined && { errno }) };
        fail?.(failure);
        complete?.(failure);
      }
    };
    if (!options.success && !options.fail && !options.complete) return new Promise((success, fail) => void end({ success, fail }));
    void end(options);
    return { abort: () => undefined, onProgressUpdate: () => undefined, onHeadersReceived: () => undefined };
  };

const sealed = (data: unknown): string => Buffer.from(JSON.stringify(data)).toString('base64');
const opened = (text: string): unknown => JSON.parse(Buffer.from(text, 'base64').toString());

/**
 * A stand-in for `wx`: storage in memory, navigation in the sandbox, real HTTP to the server. It has exactly the names of WeChat's typings, as real keys
 * (Taro copies `Object.keys(wx)`): another name is refused, and so is a call to one that is not played here.
 */
export function createWx(host: WxHost): Record<string, unknown> {
  const { answers } = host;
  const asked = <T>(answer: (() => T) | undefined, name?: string): T => {
    const failure = name && answers.failures?.[name];
    if (failure) throw new Fail(failure.errMsg, failure.errno);
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
  /** Nothing is laid out here: what is drawn under an id is a row as wide as the phone, what is not is null; an empty list for all. */
  const ROW = { left: 0, right: 375, top: 0, bottom: 44, width: 375, height: 44 };
  const createSelectorQuery = () => {
    const asked: (() => unknown)[] = [];
    const query = {
      select: (selector: string) => (asked.push(() => (host.isDrawn(selector) ? { ...ROW } : null)), query),
      selectAll: () => (asked.push(() => []), query),
      selectViewport: () => (asked.push(() => null), query),
      in: () => query,
      boundingClientRect: () => query,
      scrollOffset: () => query,
      fields: () => query,
      node: () => query,
      // WeChat looks when what was set has been drawn.
      exec: (done?: (all: unknown[]) => void) => void setTimeout(() => done?.(asked.map((each) => each())), 20),
    };
    return query;
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
      const failure = answers.failures?.uploadFile;
      if (failure) throw new Fail(failure.errMsg, failure.errno);
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
    // Encrypted: what lies on the disk says nothing, and is only had back with the same word.
    setStorage: api(
      'setStorage',
      ({ key, data, encrypt }) => void host.storage.set(String(key), encrypt ? { sealed: sealed(data) } : data),
    ),
    getStorage: api('getStorage', ({ key, encrypt }) => {
      const found = host.storage.get(String(key)) as { sealed?: string } | undefined;
      if (found === undefined || Boolean(found.sealed) !== Boolean(encrypt)) throw new Fail('data not found');
      return { data: found.sealed ? opened(found.sealed) : found };
    }),
    getFileSystemManager: () => ({
      readFileSync: (file: string, encoding?: BufferEncoding) => readFileSync(file, encoding),
      statSync: (file: string) => ({ size: statSync(file).size }),
    }),

    navigateTo: navigation('navigateTo'),
    redirectTo: navigation('redirectTo'),
    switchTab: navigation('switchTab'),
    reLaunch: navigation('reLaunch'),
    navigateBack: navigation('navigateBack'),
    setNavigationBarTitle: nothing('setNavigationBarTitle'),

    login: api('login', () => ({ code: asked(answers.loginCode) })),
    chooseMedia: api('chooseMedia', () => {
      const tempFilePath = asked(answers.photo, 'chooseMedia');
      return { tempFiles: [{ tempFilePath, size: statSync(tempFilePath).size, fileType: 'image' }] };
    }),
    compressImage: api('compressImage', ({ src, quality }) => ({ tempFilePath: answers.compressed?.(Number(quality)) ?? src })),
    getImageInfo: api('getImageInfo', async ({ src }) => {
      const { width, height } = await sharp(readFileSync(String(src))).metadata();
      return { width, height };
    }),
    previewImage: nothing('previewImage'),
    openDocument: nothing('openDocument'),
    saveImageToPhotosAlbum: nothing('saveImageToPhotosAlbum'),
    openSetting: nothing('openSetting'),
    makePhoneCall: nothing('makePhoneCall'),
    setClipboardData: nothing('setClipboardData'),
    scanCode: api('scanCode', () => ({ result: asked(answers.scan, 'scanCode'), scanType: 'QR_CODE' })),
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
    onNetworkWeakChange: listen('onNetworkWeakChange'),
    getUpdateManager: () => ({
      onCheckForUpdate: listen('onCheckForUpdate'),
      onUpdateReady: listen('onUpdateReady'),
      onUpdateFailed: listen('onUpdateFailed'),
      applyUpdate: () => void host.calls.push({ name: 'applyUpdate', given: [] }),
    }),
    getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'release', version: '1.0.0' } }),
    setKeepScreenOn: nothing('setKeepScreenOn'),
    setVisualEffectOnCapture: nothing('setVisualEffectOnCapture'),
    stopPullDownRefresh: nothing('stopPullDownRefresh'),
    onNeedPrivacyAuthorization: listen('onNeedPrivacyAuthorization'),
    getAppBaseInfo: () => ({ SDKVersion: '3.8.12', fontSizeScaleFactor: answers.fontSizeScaleFactor ?? 1, theme: 'light' }),
    getWindowInfo: () => ({ windowWidth: 375, windowHeight: 667, pixelRatio: 2, safeArea: { bottom: 667 } }),
    getDeviceInfo: () => ({ platform: 'android' }),
    getSystemInfoSync: () => ({ windowWidth: 375, windowHeight: 667, pixelRatio: 2, platform: 'android' }),
    createSelectorQuery,
    createVideoContext: () => ({
      pause: () => void host.calls.push({ name: 'VideoContext.pause', given: [] }),
      exitFullScreen: () => undefined,
    }),
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
    env: { USER_DATA_PATH: 'http://usr' },
  };
  for (const name of Object.keys(played)) if (!wxNames.has(name)) throw new Error(`the sandbox plays wx.${name}, which WeChat has not`);
  // What the program asked of the phone, for tests to read.
  const noted = (name: string, work: unknown) =>
    typeof work !== 'function'
      ? work
      : (...given: unknown[]) => {
          host.calls.push({ name, given });
          return (work as (...each: unknown[]) => unknown)(...given);
        };
  const wx = Object.fromEntries(
    [...wxNames].map((name) => [
      name,
      noted(name, played[name] ?? (() => host.refuse(`the sandbox does not play wx.${name} yet: see wx.ts`))),
    ]),
  );
  return new Proxy(wx, {
    get(target, name) {
      // webpack keeps its list of chunks there.
      if (typeof name === 'string' && !(name in target) && name !== 'webpackJsonp') host.refuse(`WeChat has no wx.${name}`);
      return target[name as string];
    },
  });
}
