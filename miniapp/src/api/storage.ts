import Taro from '@tarojs/taro';

/** Small JSON values that outlive the app. A full or broken storage never stops a screen: reads give undefined, writes give false. */
export const storage = {
  get<T>(key: string): T | undefined {
    try {
      const text = Taro.getStorageSync<string>(`jzt.${key}`);
      return text ? (JSON.parse(text) as T) : undefined;
    } catch {
      return undefined;
    }
  },
  set(key: string, value: unknown): boolean {
    try {
      Taro.setStorageSync(`jzt.${key}`, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  },
  remove(key: string): void {
    try {
      Taro.removeStorageSync(`jzt.${key}`);
    } catch {
      // Nothing depends on a removal: every reader checks what it reads.
    }
  },
  /** Keys under a prefix, without the app's own prefix. */
  keys(prefix: string): string[] {
    try {
      return Taro.getStorageInfoSync()
        .keys.filter((key) => key.startsWith(`jzt.${prefix}`))
        .map((key) => key.slice(4));
    } catch {
      return [];
    }
  },
};
