import { describe, expect, it } from '@jest/globals';
import { windowWords, withdrawWords } from './words';

describe('a window in words', () => {
  const dates = { opens: '2023-07-15', closes: '2023-10-15' };
  it('CQ-08 says both days and how many are left', () => {
    expect(windowWords({ ...dates, state: 'BEFORE', days: 3 })).toBe('2023年7月15日至2023年10月15日，还有3天开始');
    expect(windowWords({ ...dates, state: 'OPEN', days: 12 })).toBe('2023年7月15日至2023年10月15日，还剩12天');
    expect(windowWords({ ...dates, state: 'OPEN', days: 0 })).toBe('2023年7月15日至2023年10月15日，今天是最后一天');
    expect(windowWords({ ...dates, state: 'OVER' })).toBe('2023年7月15日至2023年10月15日，已经截止');
    expect(windowWords({ closes: '2023-10-15', state: 'OPEN', days: 1 })).toBe('到2023年10月15日为止，还剩1天');
    expect(windowWords({ state: 'UNLIMITED' })).toBe('没有时间限制');
  });
});

it('A-31 taking a request back is told with the day on which the certificate then ends', () => {
  expect(withdrawWords({ validTo: '2023-10-15' })).toContain('有效期到2023年10月15日为止，过了就会失效');
  expect(withdrawWords({})).toMatch(/^撤回后证书和原来一样。/);
});
