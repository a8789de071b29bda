import { describe, expect, it } from '@jest/globals';
import { daysUntil } from './when';

describe('days until an exam', () => {
  it('counts calendar days of China, not of the phone', () => {
    expect(daysUntil('2026-11-24T01:00:00.000Z', '2026-11-21T01:00:00.000Z')).toBe('还有3天');
    expect(daysUntil('2026-11-22T01:00:00.000Z', '2026-11-21T15:00:00.000Z')).toBe('明天');
    // Already the 22nd in China.
    expect(daysUntil('2026-11-22T01:00:00.000Z', '2026-11-21T16:30:00.000Z')).toBeUndefined();
    expect(daysUntil('2026-11-20T01:00:00.000Z', '2026-11-21T01:00:00.000Z')).toBeUndefined();
  });
});
