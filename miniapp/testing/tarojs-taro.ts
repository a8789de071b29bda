import { jest } from '@jest/globals';
import { useEffect, useRef } from 'react';

/** Stands in for @tarojs/taro under Jest: a storage, the life of the page, and calls that are only noted (`expect(Taro.navigateTo)…`). */
type Moment = 'show' | 'hide' | 'unload' | 'reachBottom' | 'pullDown' | 'scroll';
type Listener = (event?: unknown) => void;

const listeners = new Map<Moment, Set<{ current: Listener }>>();

function useMoment(moment: Moment, listener: Listener): void {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => {
    const all = listeners.get(moment) ?? new Set();
    listeners.set(moment, all.add(latest));
    return () => void all.delete(latest);
  }, [moment]);
}

/** What happens to the page from outside: `act(() => page('hide'))`. */
export const page = (moment: Moment, event?: unknown): void => {
  for (const listener of listeners.get(moment) ?? []) listener.current(event);
};

export const useDidShow = (listener: Listener) => useMoment('show', listener);
export const useDidHide = (listener: Listener) => useMoment('hide', listener);
export const useUnload = (listener: Listener) => useMoment('unload', listener);
export const useReachBottom = (listener: Listener) => useMoment('reachBottom', listener);
export const usePullDownRefresh = (listener: Listener) => useMoment('pullDown', listener);
export const usePageScroll = (listener: Listener) => useMoment('scroll', listener);

let params: Record<string, string> = {};
export const useRouter = () => ({ params, path: '/' });
/** The address the page was opened with. */
export const openedWith = (next: Record<string, string>): void => void (params = next);

const stored = new Map<string, unknown>();
export const getStorageSync = (key: string) => stored.get(key) ?? '';
export const setStorageSync = (key: string, value: unknown): void => void stored.set(key, value);
export const removeStorageSync = (key: string): void => void stored.delete(key);
export const getStorageInfoSync = () => ({ keys: [...stored.keys()] });

export const getEnv = () => (process.env.TARO_ENV === 'h5' ? 'WEB' : 'WEAPP');
export const nextTick = (work: () => void): void => void setTimeout(work);
export const getCurrentPages = () => [];
export const getCurrentInstance = () => ({ router: { params, path: '/' } });
export const eventCenter = { on: () => undefined, off: () => undefined, trigger: () => undefined };
export const getSystemInfoSync = () => ({ windowWidth: 375, windowHeight: 667, pixelRatio: 2 });
export const getWindowInfo = getSystemInfoSync;
export const getDeviceInfo = () => ({ platform: 'devtools' });
/** Answers as WeChat does where nothing was found: null for one, an empty list for all. */
export const createSelectorQuery = () => {
  const found: unknown[] = [];
  const query = {
    select: () => (found.push(null), query),
    selectAll: () => (found.push([]), query),
    boundingClientRect: () => query,
    exec: (done?: (all: unknown[]) => void) => done?.(found),
  };
  return query;
};
export const getAppBaseInfo = () => ({ fontSizeScaleFactor: 1 });

const noted = () => jest.fn(async (_options?: unknown): Promise<unknown> => undefined);
export const navigateTo = noted();
export const redirectTo = noted();
export const switchTab = noted();
export const navigateBack = noted();
export const pageScrollTo = noted();
export const showToast = noted();
export const showModal = noted();
export const makePhoneCall = noted();
export const setClipboardData = noted();
export const setNavigationBarTitle = noted();
export const previewImage = noted();
export const chooseMedia = noted();
export const chooseImage = noted();
export const compressImage = noted();
export const getImageInfo = noted();
/** Files of no size, unless a test says otherwise. */
export const getFileSystemManager = jest.fn(() => ({ statSync: (_path: string) => ({ size: 0 }) }));
export const openSetting = noted();
export const openDocument = noted();
export const downloadFile = noted();
export const scanCode = noted();
export const requestSubscribeMessage = noted();
export const setVisualEffectOnCapture = noted();
export const enableAlertBeforeUnload = noted();
export const disableAlertBeforeUnload = noted();
export const login = noted();
export const request = noted();
export const uploadFile = noted();
export const getNetworkType = jest.fn(async () => ({ networkType: 'wifi' }));
export const onNetworkStatusChange = noted();

/** A fresh phone for the next test. */
export function reset(): void {
  stored.clear();
  params = {};
}

export default {
  useDidShow,
  useDidHide,
  useUnload,
  useReachBottom,
  usePullDownRefresh,
  usePageScroll,
  useRouter,
  getStorageSync,
  setStorageSync,
  removeStorageSync,
  getStorageInfoSync,
  getEnv,
  nextTick,
  getCurrentPages,
  getCurrentInstance,
  eventCenter,
  getSystemInfoSync,
  getWindowInfo,
  getDeviceInfo,
  getAppBaseInfo,
  createSelectorQuery,
  navigateTo,
  redirectTo,
  switchTab,
  navigateBack,
  pageScrollTo,
  showToast,
  showModal,
  makePhoneCall,
  setClipboardData,
  setNavigationBarTitle,
  previewImage,
  chooseMedia,
  chooseImage,
  compressImage,
  getImageInfo,
  getFileSystemManager,
  openSetting,
  openDocument,
  downloadFile,
  scanCode,
  requestSubscribeMessage,
  setVisualEffectOnCapture,
  enableAlertBeforeUnload,
  disableAlertBeforeUnload,
  login,
  request,
  uploadFile,
  getNetworkType,
  onNetworkStatusChange,
};
