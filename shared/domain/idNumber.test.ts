import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { fullYears } from './calendar';
import { makeIdNumber, parseIdNumber } from './idNumber';

const ageOn = (idNumber: string, day: string) => fullYears(parseIdNumber(idNumber)!.birthDate, day);

describe('CQ-35 ID numbers (GB 11643)', () => {
  it('O-13 reads the sample of the standard', () => {
    expect(parseIdNumber('11010519491231002X')).toEqual({
      number: '11010519491231002X',
      regionCode: '110105',
      birthDate: '1949-12-31',
      sex: 'F',
    });
    expect(parseIdNumber(' 11010519491231002x ')?.number).toBe('11010519491231002X');
  });

  it.each([
    '',
    '11010519491231002',
    '110105194912310021',
    '11010519491231002XX',
    '1101051949123100２X',
    '01010519491231002X',
    '11010519491231002Y',
    '110105491231002',
  ])('refuses %j', (text) => {
    expect(parseIdNumber(text)).toBeNull();
  });

  it('refuses a day that does not exist, even with a right check digit', () => {
    const check = (first17: string) =>
      '10X98765432'[
        [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2].reduce((sum, weight, index) => sum + weight * Number(first17[index]), 0) % 11
      ];
    for (const day of ['19900229', '19901301', '19900431', '18991231'])
      expect(parseIdNumber(`990101${day}001${check(`990101${day}001`)}`)).toBeNull();
    expect(parseIdNumber(`99010119920229001${check('99010119920229001')}`)).toMatchObject({ birthDate: '1992-02-29', sex: 'M' });
    expect(() => makeIdNumber('1990-02-29', 1)).toThrow(RangeError);
    expect(() => makeIdNumber('1990-01-01', 1000)).toThrow(RangeError);
  });

  it('JX-14 the 17th digit tells the sex', () => {
    expect(parseIdNumber(makeIdNumber('1980-05-06', 123))?.sex).toBe('M');
    expect(parseIdNumber(makeIdNumber('1980-05-06', 124))?.sex).toBe('F');
  });

  it.each([
    ['1966-06-23', 55],
    ['1965-06-23', 56],
    ['1961-06-23', 60],
    ['1960-06-23', 61],
  ])('JX-13 JX-14 born %s: %i on 2021-06-23', (birth, age) => {
    expect(ageOn(makeIdNumber(birth, 2), '2021-06-23')).toBe(age);
  });

  it('O-10 eighteen from the birthday on', () => {
    const number = makeIdNumber('2003-07-15', 1);
    expect(ageOn(number, '2021-07-14')).toBe(17);
    expect(ageOn(number, '2021-07-15')).toBe(18);
    expect(ageOn(number, '2003-07-15')).toBe(0);
  });

  it('any one wrong digit and any two neighbours swapped are noticed', () => {
    const day = fc
      .date({ min: new Date('1940-01-01'), max: new Date('2010-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 999 }), fc.nat(16), fc.integer({ min: 1, max: 9 }), (birth, sequence, at, shift) => {
        const number = makeIdNumber(birth, sequence);
        expect(parseIdNumber(number)).toMatchObject({ number, birthDate: birth });
        const digit = String((Number(number[at]) + shift) % 10);
        expect(parseIdNumber(number.slice(0, at) + digit + number.slice(at + 1))).toBeNull();
        const swapped = number.slice(0, at) + number[at + 1]! + number[at]! + number.slice(at + 2);
        if (swapped !== number) expect(parseIdNumber(swapped)).toBeNull();
      }),
    );
  });
});
