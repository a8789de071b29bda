import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { makeCreditCode, parseCreditCode } from './creditCode';

describe('JX-02 credit codes (GB 32100)', () => {
  it('O-14 reads the sample', () => expect(parseCreditCode(' 91350100m000100y43 ')).toBe('91350100M000100Y43'));

  it.each([
    '',
    '91350100M000100Y44',
    '91350100M000100Y4',
    '91350100M000100Y433',
    '91350100I000100Y43',
    '9135010AM000100Y43',
    '91350100M000100Y4O',
  ])('refuses %j', (text) => {
    expect(parseCreditCode(text)).toBeNull();
  });

  it('makes codes that read back, and notices any one wrong character', () => {
    const letters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    const tail = fc.array(fc.constantFrom(...letters), { minLength: 9, maxLength: 9 }).map((list) => list.join(''));
    fc.assert(
      fc.property(tail, fc.nat(8), fc.integer({ min: 1, max: 30 }), (end, at, shift) => {
        const code = makeCreditCode(`91990101${end}`);
        expect(parseCreditCode(code)).toBe(code);
        // The standard's own condition: the weighted sum with the check character is a multiple of 31.
        const sum = Array.from(code).reduce(
          (total, character, at) => total + BigInt(letters.indexOf(character)) * (at === 17 ? 1n : 3n ** BigInt(at)),
          0n,
        );
        expect(sum % 31n).toBe(0n);
        const index = 8 + at;
        const wrong = letters[(letters.indexOf(code[index]!) + shift) % 31]!;
        expect(parseCreditCode(code.slice(0, index) + wrong + code.slice(index + 1))).toBeNull();
      }),
      { numRuns: 1000 },
    );
    expect(() => makeCreditCode('91990101OOOOOOOOO')).toThrow(RangeError);
    expect(() => makeCreditCode('9199')).toThrow(RangeError);
  });
});
