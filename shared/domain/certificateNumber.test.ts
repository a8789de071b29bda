import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { buildCertificateNumber, numberExpression, numberKeysOf, numberSeries, parseCertificateNumber } from './certificateNumber';
import type { NumberFormat, NumberParts } from './certificateNumber';

const JS_SAFETY: NumberFormat = { pattern: '苏建安{code}({year}){seq:8}', maxLength: 23 };
const NATIONAL_SAFETY: NumberFormat = { pattern: '青建安{code}（{year}）{seq:7}', maxLength: 23 };
const SPECIAL_OP: NumberFormat = { pattern: '{province}{city}{trade}{year}{seq:6}', maxLength: 25 };
const JX_SITE: NumberFormat = { pattern: '36{year}{post}{seq:5}', maxLength: 14 };

describe('certificate numbers', () => {
  it.each<[string, NumberFormat, NumberParts, string]>([
    ['JS-19 苏建安A(YYYY)', JS_SAFETY, { code: 'A', year: 2017, seq: 1 }, '苏建安A(2017)00000001'],
    ['O-05 省简称建安C1（YYYY）', NATIONAL_SAFETY, { code: 'C1', year: 2024, seq: 9_999_999 }, '青建安C1（2024）9999999'],
    ['O-03 fourteen characters', SPECIAL_OP, { province: '吉', city: 'A', trade: '04', year: 2009, seq: 123 }, '吉A042009000123'],
    ['JX-19 fourteen digits', JX_SITE, { year: 2021, post: '101', seq: 7 }, '36202110100007'],
  ])('%s is built and read back', (_, format, parts, number) => {
    expect(buildCertificateNumber(format, parts)).toBe(number);
    expect(parseCertificateNumber(format, number)).toEqual(parts);
  });

  it('O-03 the special-operation number has 14 characters', () => {
    expect(buildCertificateNumber(SPECIAL_OP, { province: '苏', city: 'B', trade: '01', year: 2024, seq: 1 })).toHaveLength(14);
  });

  it('reads either kind of brackets, blanks around it and small letters', () => {
    expect(parseCertificateNumber(JS_SAFETY, ' 苏建安a（2017）00000001 ')).toEqual({ code: 'A', year: 2017, seq: 1 });
    expect(parseCertificateNumber(NATIONAL_SAFETY, '青建安C3(2024)0000012')).toEqual({ code: 'C3', year: 2024, seq: 12 });
  });

  it.each([
    ['苏建安A(2017)00000001', ['苏建安A(2017)00000001']],
    [' 苏建安a 〔2017〕 0000 0001', ['苏建安A(2017)00000001']],
    ['苏建安A201700000001', ['苏建安A201700000001', '苏建安A(2017)00000001']],
    ['苏建安A2017）00000001', ['苏建安A2017)00000001', '苏建安A(2017)00000001']],
    ['36202110100007', ['36202110100007']],
    ['吉A042009000123', ['吉A042009000123']],
  ])('JS-23 looks %j up under %j', (typed, keys) => expect(numberKeysOf(typed)).toEqual(keys));

  it.each([
    '青建安A(2017)00000001',
    '苏建安D(2017)00000001',
    '苏建安C4(2017)00000001',
    '苏建安A(1817)00000001',
    '苏建安A(2017)0000001',
    '苏建安A(2017)000000001',
    '苏建安A(2017)00000000',
    '',
  ])('JS-19 refuses %j', (text) => expect(parseCertificateNumber(JS_SAFETY, text)).toBeNull());

  it('O-02 keeps within the length: 23 characters pass, 24 do not', () => {
    const format = (width: number): NumberFormat => ({ pattern: `苏建安{code}({year}){seq:${width}}`, maxLength: 23 });
    expect(buildCertificateNumber(format(13), { code: 'A', year: 2024, seq: 1 })).toHaveLength(23);
    expect(() => buildCertificateNumber(format(14), { code: 'A', year: 2024, seq: 1 })).toThrow(RangeError);
    expect(() => buildCertificateNumber(format(13), { code: 'C1', year: 2024, seq: 1 })).toThrow(RangeError);
  });

  it('never hands out a number with a hole, a used-up counter or a wrong part', () => {
    expect(() => buildCertificateNumber(JS_SAFETY, { code: 'A', year: 2024 })).toThrow(RangeError);
    expect(() => buildCertificateNumber(JS_SAFETY, { code: 'A', seq: 1 })).toThrow(RangeError);
    expect(() => buildCertificateNumber(JS_SAFETY, { code: 'A', year: 2024, seq: 0 })).toThrow(RangeError);
    expect(() => buildCertificateNumber(JS_SAFETY, { code: 'A', year: 2024, seq: 100_000_000 })).toThrow(RangeError);
    expect(() => buildCertificateNumber(JS_SAFETY, { code: 'E', year: 2024, seq: 1 })).toThrow(RangeError);
    expect(() => buildCertificateNumber({ pattern: '{year}', maxLength: 9 }, { year: 20241 })).toThrow(RangeError);
  });

  it('refuses a pattern with a blank nobody knows', () => {
    for (const pattern of ['{serial}', '{seq}', '{year:4}', '{constructor}'])
      expect(() => numberExpression({ pattern, maxLength: 25 })).toThrow(RangeError);
  });

  it('draws a new year, code or trade from a counter of its own', () => {
    expect(numberSeries(JS_SAFETY, { code: 'A', year: 2024 })).toBe('苏建安A(2024)########');
    expect(
      new Set(
        [2024, 2025].flatMap((year) => ['01', '02'].map((trade) => numberSeries(SPECIAL_OP, { province: '苏', city: 'A', year, trade }))),
      ).size,
    ).toBe(4);
  });

  it('different running numbers give different numbers that read back', () => {
    const seq = fc.integer({ min: 1, max: 99_999_999 });
    fc.assert(
      fc.property(
        seq,
        seq,
        fc.constantFrom('A', 'B', 'C', 'C1', 'C2', 'C3'),
        fc.integer({ min: 2000, max: 2099 }),
        (left, right, code, year) => {
          const [one, other] = [left, right].map((value) => buildCertificateNumber(JS_SAFETY, { code, year, seq: value }));
          expect(one === other).toBe(left === right);
          expect(parseCertificateNumber(JS_SAFETY, one!)).toEqual({ code, year, seq: left });
        },
      ),
    );
  });
});
