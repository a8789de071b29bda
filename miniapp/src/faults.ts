import Taro from '@tarojs/taro';
import { tellFault } from './api';
import { createFaults } from './api/faults';

const weapp = process.env.TARO_ENV === 'weapp';

const versionOf = (): string => {
  if (!weapp) return '';
  const { version, envVersion } = Taro.getAccountInfoSync().miniProgram;
  return [version || envVersion, Taro.getAppBaseInfo().SDKVersion].join(' ');
};

/** `faults('ERROR', thrown)`: to the server, without personal data, few in a run. */
export const faults = createFaults({
  send: tellFault,
  page: () => Taro.getCurrentInstance().router?.path ?? '',
  target: weapp ? 'weapp' : 'h5',
  version: versionOf,
});
