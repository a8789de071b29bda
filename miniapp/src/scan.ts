import Taro from '@tarojs/taro';
import { refusalOf } from './refusal';

/** H5 has no scanner of its own; there the code is typed, or opened by the phone's camera. */
export const canScan = process.env.TARO_ENV === 'weapp';

/** DENIED: the phone's settings keep the camera closed; PRIVACY: the privacy question was answered with no; UNREADABLE: no code was made out. */
export type ScanProblem = 'DENIED' | 'PRIVACY' | 'UNREADABLE';

/** What the scanner read, or why it read nothing; neither when the person went back. */
export async function scan(): Promise<{ text?: string; problem?: ScanProblem }> {
  try {
    const { result } = await Taro.scanCode({ scanType: ['qrCode'] });
    return result ? { text: result } : { problem: 'UNREADABLE' };
  } catch (error) {
    const refusal = refusalOf(error);
    return refusal === 'CANCELLED' ? {} : { problem: refusal ?? 'UNREADABLE' };
  }
}
