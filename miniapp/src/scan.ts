import Taro from '@tarojs/taro';

/** H5 has no scanner of its own; there the code is typed, or opened by the phone's camera. */
export const canScan = process.env.TARO_ENV === 'weapp';

/** What the scanner read; undefined when the person went back. */
export async function scan(): Promise<string | undefined> {
  try {
    return (await Taro.scanCode({ scanType: ['qrCode'] })).result;
  } catch {
    return undefined;
  }
}
