import Taro from '@tarojs/taro';
import { useSyncExternalStore } from 'react';
import { createStore } from './store';

/** Whether the last thing known about the network is good: the system's word, corrected by what requests meet. */
const online = createStore(true);
/** WeChat's word that requests take long now. */
const weak = createStore(false);

export const network = {
  isOnline: online.get,
  subscribe: online.subscribe,
  /** A request got an answer, any answer. */
  answered: () => online.set(true),
  /** A request got none. */
  unanswered: () => online.set(false),
  /** Follows the system's word; called once by the app. */
  watch(): void {
    if (process.env.TARO_ENV === 'h5') {
      online.set(navigator.onLine);
      window.addEventListener('online', () => online.set(true));
      window.addEventListener('offline', () => online.set(false));
      return;
    }
    void Taro.getNetworkType().then(
      ({ networkType }) => online.set(networkType !== 'none'),
      () => undefined,
    );
    Taro.onNetworkStatusChange(({ isConnected }) => online.set(isConnected));
    // From base library 2.21.0 on.
    Taro.onNetworkWeakChange?.(({ weakNet }) => weak.set(weakNet));
  },
};

/** True while requests are expected to arrive. */
export const useOnline = (): boolean => useSyncExternalStore(online.subscribe, online.get);

/** True while WeChat calls the network weak. */
export const useWeakNetwork = (): boolean => useSyncExternalStore(weak.subscribe, weak.get);
