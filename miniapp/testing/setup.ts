import { afterEach, beforeEach, jest } from '@jest/globals';
import { on } from './target';
import * as taro from './tarojs-taro';

beforeEach(() => on('h5'));
afterEach(() => {
  jest.clearAllMocks();
  jest.restoreAllMocks();
  taro.reset();
});
