import { describe, expect, it } from '@jest/globals';
import { phaseOf } from './phase';

const dates = { startsOn: '2026-11-02', endsOn: '2026-11-21' };

describe('where a class stands, by the day in China', () => {
  it('has not begun until the first day in China', () => {
    expect(phaseOf(dates, Date.parse('2026-11-01T15:59:59Z')).words).toBe('还没开班');
    expect(phaseOf(dates, Date.parse('2026-11-01T16:00:00Z')).words).toBe('还有19天');
  });
  it('ends with its last day, not before', () => {
    expect(phaseOf(dates, Date.parse('2026-11-21T15:59:59Z')).words).toBe('今天结束');
    expect(phaseOf(dates, Date.parse('2026-11-21T16:00:00Z')).words).toBe('已结束');
  });
});
