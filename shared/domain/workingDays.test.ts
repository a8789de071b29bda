import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { addDays } from './calendar';
import { CALENDAR_KNOWN_TO, UnknownCalendarError, addWorkingDays, isWorkingDay } from './workingDays';

describe('working days', () => {
  it.each([
    ['CQ-24 five days to choose, over the National Day week', '2023-09-25', 5, '2023-10-08'],
    ['CQ-26 five days of public notice', '2023-10-09', 5, '2023-10-16'],
    ['CQ-43 over a weekend', '2023-06-09', 1, '2023-06-12'],
    ['CQ-43 over the National Day week, which ends in a worked Saturday', '2023-09-28', 1, '2023-10-07'],
    ['A-04 counting begins on the next working day, also from a holiday', '2023-10-01', 1, '2023-10-07'],
    ['A-04 no days is the day itself', '2023-10-01', 0, '2023-10-01'],
    ['the last week of a year follows the next year’s notice', '2018-12-28', 2, '2019-01-02'],
  ])('%s', (_, date, count, expected) => expect(addWorkingDays(date, count)).toBe(expected));

  it('A-04 an unknown year refuses to compute, and so does the week that a coming notice may still move', () => {
    expect(CALENDAR_KNOWN_TO).toBe('2026-12-24');
    expect(() => isWorkingDay('2016-12-31')).toThrow(UnknownCalendarError);
    expect(isWorkingDay('2026-12-24')).toBe(true);
    expect(() => isWorkingDay('2026-12-25')).toThrow(RangeError);
    expect(addWorkingDays('2026-12-17', 5)).toBe('2026-12-24');
    expect(() => addWorkingDays('2026-12-17', 6)).toThrow(
      expect.objectContaining({ code: 'WORKING_CALENDAR_UNKNOWN', date: '2026-12-25' }),
    );
    expect(() => addWorkingDays('2023-01-01', -1)).toThrow(RangeError);
    expect(() => addWorkingDays('2023-01-01', 1.5)).toThrow(RangeError);
  });

  it('lands on a working day, with exactly that many of them on the way', () => {
    const day = fc.integer({ min: 0, max: 3500 }).map((days) => addDays('2017-01-01', days));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 30 }), (from, count) => {
        const to = addWorkingDays(from, count);
        let worked = 0;
        for (let date = addDays(from, 1); date <= to; date = addDays(date, 1)) if (isWorkingDay(date)) worked += 1;
        expect(worked).toBe(count);
        expect(isWorkingDay(to)).toBe(true);
      }),
    );
  });

  it('O-19 the committed calendar is what the package holds (else: node shared/domain/generateHolidays.mjs)', () => {
    const generated = execFileSync(process.execPath, [join(__dirname, 'generateHolidays.mjs'), '--print'], { encoding: 'utf8' });
    expect(readFileSync(join(__dirname, 'holidays.ts'), 'utf8')).toBe(generated);
  });
});
