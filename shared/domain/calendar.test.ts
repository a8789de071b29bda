import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { addDays, addMonths, daysBetween, endOfDay, fullYears, isLocalDate, startOfDay, toLocalDate, weekday } from './calendar';

const anyDate = fc
  .date({ min: new Date('1950-01-01T00:00:00Z'), max: new Date('2100-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('local days', () => {
  it.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2000-02-29', true],
    ['1900-02-29', false],
    ['2023-04-31', false],
    ['2023-13-01', false],
    ['2023-00-10', false],
    ['2023-01-00', false],
    ['1899-12-31', false],
    ['2023-1-1', false],
    ['2023-01-01T00', false],
    ['', false],
  ])('%s is a day: %s', (text, expected) => expect(isLocalDate(text)).toBe(expected));

  it.each([
    ['2024-01-15', -6, '2023-07-15'],
    ['2024-01-15', -3, '2023-10-15'],
    ['2024-08-31', -6, '2024-02-29'],
    ['2024-08-31', -3, '2024-05-31'],
    ['2023-08-31', -6, '2023-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-12-31', 1, '2025-01-31'],
    ['2024-01-01', -1, '2023-12-01'],
    ['2024-03-20', 24, '2026-03-20'],
  ])('A-02 CQ-08 %s moved by %i months is %s', (date, months, expected) => expect(addMonths(date, months)).toBe(expected));

  it.each([
    ['2024-01-15', -10, '2024-01-05'],
    ['2024-03-20', -10, '2024-03-10'],
    ['2023-12-31', 1, '2024-01-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2024-03-01', -1, '2024-02-29'],
  ])('A-03 CQ-09 %s moved by %i days is %s', (date, days, expected) => expect(addDays(date, days)).toBe(expected));

  it('A-01 a day lasts in Asia/Shanghai through 23:59:59.999', () => {
    expect(new Date(startOfDay('2023-05-31')).toISOString()).toBe('2023-05-30T16:00:00.000Z');
    expect(new Date(endOfDay('2023-05-31')).toISOString()).toBe('2023-05-31T15:59:59.999Z');
    expect(toLocalDate(new Date('2023-05-31T23:59:59.999+08:00'))).toBe('2023-05-31');
    expect(toLocalDate(Date.parse('2023-06-01T00:00:00+08:00'))).toBe('2023-06-01');
  });

  it('agrees with Intl on the day at any instant', () => {
    const intl = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
    fc.assert(
      fc.property(fc.date({ min: new Date('1992-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (instant) => {
        expect(toLocalDate(instant)).toBe(intl.format(instant));
        expect(startOfDay(toLocalDate(instant)) <= instant.getTime() && instant.getTime() <= endOfDay(toLocalDate(instant))).toBe(true);
      }),
    );
  });

  it('days and months go back as they came, and keep the order of days', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
        const moved = addDays(date, days);
        expect(isLocalDate(moved)).toBe(true);
        expect(daysBetween(date, moved)).toBe(days);
        expect(moved < date ? -1 : +(moved > date)).toBe(Math.sign(days));
        expect((((weekday(date) + days) % 7) + 7) % 7).toBe(weekday(moved));
      }),
    );
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -600, max: 600 }), (date, months) => {
        const moved = addMonths(date, months);
        expect(isLocalDate(moved)).toBe(true);
        // Clamping shortens a day of the month, never lengthens it, and only as far as the month's end.
        const shorter = Number(moved.slice(8)) < Number(date.slice(8));
        expect(moved.slice(8) <= date.slice(8)).toBe(true);
        if (shorter) expect(addDays(moved, 1).slice(8)).toBe('01');
        expect(Number(moved.slice(0, 4)) * 12 + Number(moved.slice(5, 7))).toBe(
          Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) + months,
        );
      }),
    );
  });

  it.each([
    ['1966-06-23', '2021-06-23', 55],
    ['1965-06-23', '2021-06-23', 56],
    ['1965-06-24', '2021-06-23', 55],
    ['1960-06-23', '2021-06-23', 61],
    ['1961-06-23', '2021-06-23', 60],
    ['2004-02-29', '2022-02-28', 17],
    ['2004-02-29', '2022-03-01', 18],
    ['2004-02-29', '2024-02-29', 20],
  ])('JX-13 JX-14 A-16 from %s to %s are %i full years', (from, on, years) => expect(fullYears(from, on)).toBe(years));
});
