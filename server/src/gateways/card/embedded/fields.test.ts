import { makeIdNumber, parseIdNumber } from '@jzt/shared/domain/idNumber';
import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import type { SeenCard } from './engine';
import { fieldsOf, repairIdNumber } from './fields';

const ID = makeIdNumber('1990-07-28', 475);

const rows = (...texts: string[]) => texts.map((text, i) => ({ text, confidence: 0.99 - i / 100 }));
const portrait = (upper: string[], lower: string[]): SeenCard => ({ side: 'portrait', upper: rows(...upper), lower: rows(...lower) });

describe('CQ-35 the ID number as the card reader saw it', () => {
  const LOOKS: [string, string][] = [
    ['0', '6'],
    ['0', '8'],
    ['0', '9'],
    ['1', '7'],
    ['1', '4'],
    ['2', '7'],
    ['3', '8'],
    ['3', '9'],
    ['3', '5'],
    ['4', '9'],
    ['5', '6'],
    ['5', '8'],
    ['6', '8'],
    ['8', '9'],
  ];
  const birthday = fc
    .date({ min: new Date('1940-01-01'), max: new Date('2008-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  it('leaves a number with a right check digit alone, X included', () => {
    fc.assert(
      fc.property(birthday, fc.integer({ min: 0, max: 999 }), (birth, sequence) => {
        const number = makeIdNumber(birth, sequence);
        expect(repairIdNumber(number)).toEqual({ idNumber: number, corrected: false });
        expect(repairIdNumber(number.replace('X', 'x'))?.idNumber).toBe(number);
      }),
    );
  });

  it('puts one digit mistaken for a look-alike right, or gives up, but never makes another number of it', () => {
    let mended = 0;
    fc.assert(
      fc.property(
        birthday,
        fc.integer({ min: 0, max: 999 }),
        fc.nat(16),
        fc.constantFrom(...LOOKS),
        fc.boolean(),
        (birth, sequence, at, [a, b], swap) => {
          const number = makeIdNumber(birth, sequence);
          const [from, to] = swap ? [b, a] : [a, b];
          fc.pre(number[at] === from);
          const { sex } = parseIdNumber(number)!;
          const mend = repairIdNumber(number.slice(0, at) + to + number.slice(at + 1), { birth, sex });
          if (mend) {
            mended += 1;
            expect(mend).toEqual({ idNumber: number, corrected: true });
          }
        },
      ),
      { numRuns: 500 },
    );
    expect(mended).toBeGreaterThan(50);
  });

  it('gives up when two numbers would do, and on anything that is not 18 characters', () => {
    // without birthday and sex to hold it against, several single changes make the check digit right
    const wrong = ID.slice(0, 2) + (ID[2] === '0' ? '8' : '0') + ID.slice(3);
    expect([repairIdNumber(ID.slice(0, 17)), repairIdNumber(`${ID}1`), repairIdNumber('')]).toEqual([undefined, undefined, undefined]);
    expect(repairIdNumber(wrong)).toBeUndefined();
  });

  it('takes letters in the place of digits for what they look like', () => {
    const number = makeIdNumber('2000-01-10', 1);
    expect(repairIdNumber(number.replaceAll('0', 'O').replaceAll('1', 'I'))).toEqual({ idNumber: number, corrected: true });
  });
});

describe('CQ-33 CQ-35 the fields of a card', () => {
  it('reads the portrait side, with spaces, joined labels and a two-line address', () => {
    expect(
      fieldsOf(
        portrait(
          ['姓名 王 芳', '性别男 民族汉', '出生 1990 年7月28 日', '住址 重庆市演示区样例街道幸', '福路99号2单元15-3'],
          ['福路99号2单元15-3', `公民身份号码 ${ID}`],
        ),
      ),
    ).toEqual({
      side: 'portrait',
      name: '王芳',
      sex: 'M',
      nation: '汉',
      birth: '1990-07-28',
      address: '重庆市演示区样例街道幸福路99号2单元15-3',
      idNumber: ID,
      confidence: 0.98,
      corrected: false,
    });
  });

  it.each(['买买提.艾力', '买买提•艾力', '买买提・艾力', '买买提·艾力'])('writes the dot of %s as the law does', (seen) => {
    expect(fieldsOf(portrait([`姓名${seen}`, '性别男民族维吾尔', '出生1990年7月28日', '住址某地'], [`公民身份号码${ID}`]))).toMatchObject({
      name: '买买提·艾力',
      nation: '维吾尔',
    });
  });

  it('believes the checked number rather than the small print, and no nation that does not exist', () => {
    expect(fieldsOf(portrait(['姓名李雷', '性别女 民族可', '出生1998年7月28日', '住址某地'], [`公民身份号码${ID}`]))).toMatchObject({
      birth: '1990-07-28',
      sex: 'M',
      nation: '',
    });
  });

  it('is nothing without a name or without a number', () => {
    expect(fieldsOf(portrait(['性别男 民族汉', '出生1990年7月28日'], [ID]))).toBeUndefined();
    expect(fieldsOf(portrait(['姓名李雷', '性别男 民族汉'], ['公民身份号码 99010119900728']))).toBeUndefined();
  });

  it('reads the validity, also 长期, and refuses a day that does not exist', () => {
    const back = (...texts: string[]): SeenCard => ({ side: 'authority', upper: [], lower: rows(...texts) });
    expect(fieldsOf(back('签发机关 演示市公安局演示分局', '有效期限2015.01.01-2035.01.01'))).toEqual({
      side: 'authority',
      authority: '演示市公安局演示分局',
      validFrom: '2015-01-01',
      validTo: '2035-01-01',
      confidence: 0.98,
    });
    expect(fieldsOf(back('签发机关演示市公安局', '有效期限 2015.01.01-长期'))).toMatchObject({ validTo: '长期' });
    expect(fieldsOf(back('签发机关演示市公安局', '有效期限 2015.01.01-2035.13.01'))).toBeUndefined();
  });
});
