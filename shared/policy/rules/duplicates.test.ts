import { describe, expect, it } from '@jest/globals';
import { addWorkingDays } from '../../domain/workingDays';
import { evaluate } from '../engine';
import type { Facts } from '../facts';
import { chongqing } from '../packs/chongqing';
import { at, codes, refusedBy, said } from '../testing';

type Service = 'DUPLICATE_CHOOSE' | 'PUBLICIZE_DUPLICATE' | 'CANCEL_DUPLICATE';
const on = (service: Service, day: string, over: Partial<Facts['duplicateCase']>) =>
  evaluate(
    chongqing,
    service,
    { duplicateCase: { notifiedOn: null, failedAttempts: [], chosen: false, publishedOn: null, ...over } },
    at(day),
    { addWorkingDays },
  );

describe('duplicate certificates', () => {
  it('CQ-24 five working days to choose', () => {
    const window = { opens: '2023-09-25', closes: '2023-10-08' };
    expect(on('DUPLICATE_CHOOSE', '2023-09-26', { notifiedOn: '2023-09-25' })).toMatchObject({ allowed: true, window });
    // A late choice still solves the case.
    expect(on('DUPLICATE_CHOOSE', '2023-10-09', { notifiedOn: '2023-09-25' })).toMatchObject({ allowed: true, window });
    expect(refusedBy(on('DUPLICATE_CHOOSE', '2023-10-01', { notifiedOn: '2023-09-25', chosen: true }))).toEqual(['CQ-24 DUPLICATE_SOLVED']);
  });

  it('CQ-25 public notice when no choice came in time', () => {
    const publicize = (day: string, over: Partial<Facts['duplicateCase']> = {}) =>
      on('PUBLICIZE_DUPLICATE', day, { notifiedOn: '2023-09-25', ...over });
    expect(publicize('2023-10-08').refusals).toMatchObject([
      { ruleId: 'CQ-25', code: 'CHOICE_STILL_OPEN', messageZh: '持证人可以选择，最迟2023年10月8日当天' },
    ]);
    expect(publicize('2023-10-09')).toMatchObject({ allowed: true, window: { opens: '2023-10-09', closes: null } });
    expect(codes(publicize('2023-10-09', { chosen: true }))).toEqual(['DUPLICATE_SOLVED']);
    expect(codes(publicize('2023-10-10', { publishedOn: '2023-10-09' }))).toEqual(['ALREADY_PUBLISHED']);
  });

  it('A-27 unreachable: three failed attempts over two channels', () => {
    const tried = (...failedAttempts: string[]) => on('PUBLICIZE_DUPLICATE', '2023-09-27', { failedAttempts });
    expect(tried('SMS', 'CALL', 'SMS').allowed).toBe(true);
    expect(said(tried('SMS', 'CALL'))).toEqual(['还没有通知到本人']);
    expect(codes(tried('SMS', 'SMS', 'SMS'))).toEqual(['NOTIFY_FIRST']);
    expect(codes(tried())).toEqual(['NOTIFY_FIRST']);
  });

  it('CQ-26 cancelled by law after five working days of notice', () => {
    const cancel = (day: string, over: Partial<Facts['duplicateCase']> = {}) =>
      on('CANCEL_DUPLICATE', day, { notifiedOn: '2023-09-25', publishedOn: '2023-10-09', ...over });
    expect(cancel('2023-10-16').refusals).toMatchObject([
      { ruleId: 'CQ-26', code: 'NOTICE_RUNNING', messageZh: '公示到2023年10月16日才满' },
    ]);
    expect(cancel('2023-10-17')).toMatchObject({ allowed: true, window: { opens: '2023-10-17', closes: null } });
    expect(codes(cancel('2023-10-17', { publishedOn: null }))).toEqual(['PUBLISH_FIRST']);
    // The holder cancelled one on 10-12: the case is solved.
    expect(codes(cancel('2023-10-17', { chosen: true }))).toEqual(['DUPLICATE_SOLVED']);
  });

  it('A-04 a year whose calendar is not known is not computed', () => {
    for (const service of ['DUPLICATE_CHOOSE', 'PUBLICIZE_DUPLICATE', 'CANCEL_DUPLICATE'] as const) {
      const decision = on(service, '2035-06-20', {
        notifiedOn: '2035-06-01',
        publishedOn: service === 'CANCEL_DUPLICATE' ? '2035-06-11' : null,
      });
      expect(decision).toMatchObject({ allowed: false, refusals: [], pending: [{ on: 'WORKING_DAYS' }] });
    }
  });
});
