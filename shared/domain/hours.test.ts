import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { formatHours, parseHours, sumHours } from './hours';

describe('hours', () => {
  it('CQ-39 7.99 is less than 8, and 0.01 more is exactly 8.00', () => {
    expect(parseHours('7.99') < parseHours('8')).toBe(true);
    expect(parseHours('8.00')).toBe(parseHours('8'));
    expect(formatHours(sumHours([parseHours('7.99'), parseHours('0.01')]))).toBe('8');
  });

  it('HN-12 32 + 31 is less than 64, 30 + 34 is not', () => {
    expect(sumHours([parseHours('32'), parseHours('31')]) < parseHours('64')).toBe(true);
    expect(sumHours([parseHours('30'), parseHours('34')]) < parseHours('64')).toBe(false);
  });

  it.each([
    ['0', '0'],
    ['0.5', '0.5'],
    ['7.50', '7.5'],
    ['46.05', '46.05'],
    ['9999.99', '9999.99'],
    ['0015', '15'],
  ])('%s reads back as %s', (text, expected) => expect(formatHours(parseHours(text))).toBe(expected));

  it.each(['', ' 8', '-1', '10000', '7.999', '.5', '8.', '1e3', 'NaN', '8,5'])('refuses %j', (text) =>
    expect(() => parseHours(text)).toThrow(RangeError),
  );

  it('adds without losing a hundredth, and refuses more than a decimal(6,2) holds', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9999 }), { maxLength: 90 }), (cents) => {
        const list = cents.map((value) => parseHours((value / 100).toFixed(2)));
        expect(sumHours(list)).toBe(cents.reduce((total, value) => total + value, 0));
      }),
    );
    expect(() => sumHours([parseHours('9999.99'), parseHours('0.01')])).toThrow(RangeError);
    expect(() => formatHours(-1 as never)).toThrow(RangeError);
    expect(() => formatHours(0.5 as never)).toThrow(RangeError);
  });
});
