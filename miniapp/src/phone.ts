import Taro from '@tarojs/taro';

/** The phone's own dialler; who goes back from it has changed nothing. */
export const call = (phoneNumber: string): void => void Taro.makePhoneCall({ phoneNumber }).catch(() => undefined);
