import { describe, expect, it } from '@jest/globals';
import { validityOf } from './validity';

describe('QH-21 how long a certificate is valid', () => {
  it.each([
    [{}, '长期有效'],
    [{ validTo: '2029-11-20', daysLeft: 1095 }, '有效期至2029年11月20日'],
    [{ validTo: '2026-12-21', daysLeft: 30 }, '有效期至2026年12月21日，还有30天'],
    [{ validTo: '2026-11-21', daysLeft: 0 }, '有效期至2026年11月21日，今天到期'],
    // Past its last day the server counts no more; the state says it.
    [{ validTo: '2026-11-20' }, '有效期至2026年11月20日'],
  ])('%j reads %s', (certificate, words) => expect(validityOf(certificate)).toBe(words));
});
