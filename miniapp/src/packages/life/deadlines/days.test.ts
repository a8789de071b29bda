import { describe, expect, it } from '@jest/globals';
import type { CeOverview } from '@jzt/shared/contract/continuingEducation';
import { icsOf } from '../ics';
import { deadlinesOf } from './days';

const verdict = { allowed: true, refusals: [], pending: [] };
const overview = (change: Partial<CeOverview> = {}): CeOverview => ({
  certificateId: 'a',
  number: '渝建安C2（2023）0000001',
  subject: { category: 'SAFETY_MGMT', code: 'C2', labelZh: '安管人员' },
  provinceZh: '重庆市',
  validTo: '2024-01-15',
  step: 1,
  signUp: { verdict, window: { opens: '2023-07-15', closes: '2023-10-15', state: 'OPEN', days: 3 } },
  extension: { verdict, window: { closes: '2024-01-15', state: 'OPEN', days: 90 } },
  classBy: '2024-01-05',
  version: 1,
  ...change,
});

describe('all dates of a person', () => {
  it('CQ-08 CQ-09 the nearest first, none that is past', () => {
    const titles = (today: string, items = [overview()]) => deadlinesOf(items, today).map((one) => `${one.on} ${one.title}`);
    expect(titles('2023-10-12')).toEqual([
      '2023-10-15 继续教育报名截止',
      '2024-01-05 继续教育班次最迟这天结束',
      '2024-01-15 申请延期截止',
      '2024-01-15 证书到期',
    ]);
    expect(titles('2023-10-15')[0]).toContain('报名截止');
    expect(titles('2023-10-16')[0]).toContain('班次');
    expect(titles('2023-10-12', [overview({ serviceId: 'b', current: {} as never })])).toEqual(['2024-01-15 证书到期']);
  });

  it('a calendar file has whole days, an alarm the morning before, and no line over 75 bytes', () => {
    const ics = icsOf({ on: '2023-10-15', title: '继续教育报名截止', detail: `安管人员，${'长'.repeat(60)};渝建安` });
    expect(ics).toContain('DTSTART;VALUE=DATE:20231015\r\n');
    expect(ics).toContain('TRIGGER:-PT15H');
    for (const line of ics.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(ics.replace(/\r\n /g, '')).toContain(`DESCRIPTION:安管人员，${'长'.repeat(60)}\\;渝建安`);
  });
});
