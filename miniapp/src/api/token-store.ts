import Taro from '@tarojs/taro';
import type { Session } from '@jzt/shared/contract/session';
import { storage } from './storage';

export type Tokens = Pick<Session, 'accessToken' | 'refreshToken'>;

const KEY = 'jzt.tokens';
// Taro's types lack it; WeChat encrypts with a key of the phone and this mini-program, asynchronously only.
const ENCRYPTED = { key: KEY, encrypt: true };

/** WeChat's encrypted storage for the tokens, which are worth more than anything else on the phone. */
export const tokenStore = {
  async read(): Promise<Tokens | undefined> {
    try {
      const { data } = await Taro.getStorage<string>(ENCRYPTED);
      const found = JSON.parse(data) as Partial<Tokens>;
      return found.accessToken && found.refreshToken ? (found as Tokens) : undefined;
    } catch {
      return undefined;
    }
  },
  async write({ accessToken, refreshToken }: Tokens): Promise<void> {
    // A full storage: the tokens live as long as the app does.
    await Taro.setStorage({ ...ENCRYPTED, data: JSON.stringify({ accessToken, refreshToken }) }).catch(() => undefined);
  },
  remove: (): void => storage.remove('tokens'),
};
