import { describe, expect, it } from '@jest/globals';
import { addedWords, clockWords, isNarrow } from './desk-words';

describe('the desk of the portal', () => {
  it('JX-04 advises below 1366 pixels, and not from there on', () => {
    expect([1365, 1366, 1920].map(isNarrow)).toEqual([true, false, false]);
  });
  it('shows place, day, weekday and time of China as the portal does', () => {
    expect(clockWords('江西省', Date.parse('2021-06-23T13:06:07Z'))).toBe('江西省 2021-06-23 星期三 21:06:07');
  });
  it('JX-21 shows when somebody was added to the second', () => {
    expect(addedWords('2021-06-23T11:35:28.120Z')).toBe('2021-06-23 19:35:28');
  });
});
