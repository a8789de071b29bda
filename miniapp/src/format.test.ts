import { describe, expect, it } from '@jest/globals';
import { formatHours, marksOf, resultOf } from './format';

describe('hours of study', () => {
  it.each([
    ['0', '0学时'],
    ['0.00', '0学时'],
    ['8.00', '8学时'],
    ['10', '10学时'],
    ['40.00', '40学时'],
    ['12.50', '12.5学时'],
    ['7.99', '7.99学时'],
  ])('%s reads %s', (hours, words) => expect(formatHours(hours)).toBe(words));
});

describe('the result of an exam', () => {
  it.each([
    [{}, undefined],
    [{ score: 82, passed: true }, '82分，合格'],
    [{ score: 59, passed: false }, '59分，不合格'],
    [{ score: 82 }, '理论82分，待实操'],
    [{ score: 82, practical: 70, passed: true }, '理论82分，实操70分，合格'],
    [{ score: 82, practical: 69, passed: false }, '理论82分，实操69分，不合格'],
  ])('O-10 %j reads %s', (exam, words) => expect(resultOf(exam)).toBe(words));

  it('O-10 says what each part asks', () => {
    expect(marksOf({ fullMark: 100, passMark: 60 })).toBe('满分100，60分合格');
    expect(marksOf({ fullMark: 100, passMark: 60, practicalMark: 70 })).toBe('满分100，理论60分、实操70分合格');
  });
});
