import { useSyncExternalStore } from 'react';
import { createStore } from './api/store';

type Answer = { event: 'agree' | 'disagree' | 'exposureAuthorization'; buttonId?: string };
interface Asked {
  resolve(answer: Answer): void;
}
interface WechatPrivacy {
  onNeedPrivacyAuthorization?(listener: (resolve: Asked['resolve']) => void): void;
}
declare const wx: WechatPrivacy | undefined;

const asked = createStore<Asked | undefined>(undefined);

export const privacy = {
  /** Follows WeChat's question; called once by the app. It comes when a feature that needs consent is used, never at launch. */
  watch(): void {
    if (process.env.TARO_ENV !== 'weapp' || typeof wx === 'undefined') return;
    wx.onNeedPrivacyAuthorization?.((resolve) => {
      asked.get()?.resolve({ event: 'disagree' });
      asked.set({ resolve });
    });
  },
  /** Answers it; refusing leaves the app usable, only the feature asked for stays closed. */
  answer(answer: Answer): void {
    asked.get()?.resolve(answer);
    asked.set(undefined);
  },
};

/** True while WeChat waits for an answer. */
export const usePrivacyAsked = (): boolean => useSyncExternalStore(asked.subscribe, () => asked.get() !== undefined);
