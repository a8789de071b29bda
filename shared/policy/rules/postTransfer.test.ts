import { describe, expect, it } from '@jest/globals';
import { addWorkingDays } from '../../domain/workingDays';
import { evaluate } from '../engine';
import type { CertificateFacts, Facts } from '../facts';
import type { Pack } from '../pack';
import { chongqing } from '../packs/chongqing';
import { demoOf } from '../packs/demo';
import { at, certificate, codes, identity, refusedBy, said } from '../testing';

const safetyOfficer = certificate({
  category: 'SITE_MANAGER',
  code: 'SITE_SAFETY_OFFICER',
  title: 'SITE_MANAGER_PAPER',
  validTo: '2024-04-30',
});
type Over = { held?: CertificateFacts | null; found?: boolean | 'UNAVAILABLE'; transfer?: Partial<Facts['transfer']> };
const apply = (day: string, { held = safetyOfficer, found = true, transfer = {} }: Over = {}, time = '12:00:00') =>
  evaluate(
    chongqing,
    'POST_TRANSFER',
    {
      identity: identity(),
      certificate: held,
      registry: found === 'UNAVAILABLE' ? found : { found },
      transfer: { target: null, chosenPost: null, facePassed: false, ...transfer },
    },
    at(day, time),
  );

describe('post transfer', () => {
  it('CQ-16 holders of a local 安全员 certificate that the register knows', () => {
    expect(apply('2023-07-01').allowed).toBe(true);
    expect(apply('2023-07-01', { held: { ...safetyOfficer, title: 'SITE_MANAGER_ELECTRONIC' } }).allowed).toBe(true);
    expect(refusedBy(apply('2023-07-01', { held: certificate({ code: 'C' }) }))).toEqual(['CQ-16 NOT_ELIGIBLE']);
    expect(apply('2023-07-01', { held: certificate({ code: 'C' }) }).refusals[0]?.nextStepZh).toBe('安管人员的安全员C证不能转岗');
    expect(refusedBy(apply('2023-07-01', { found: false }))).toEqual(['CQ-16 NOT_FOUND']);
    expect(apply('2023-07-01', { found: 'UNAVAILABLE' })).toMatchObject({
      allowed: false,
      refusals: [],
      pending: [{ ruleId: 'CQ-16', on: 'REGISTRY' }],
    });
    for (const other of [{ provinceCode: '510000' }, { code: '101' }, { title: 'LEGACY_POST' as const }])
      expect(codes(apply('2023-07-01', { held: { ...safetyOfficer, ...other } }))).toEqual(['NOT_ELIGIBLE']);
  });

  it('CQ-36 without a valid 安全员 certificate there is no entry', () => {
    expect(codes(apply('2023-07-01', { held: null }))).toEqual(['NOT_ELIGIBLE', 'NO_CERTIFICATE']);
  });

  it('CQ-17 within its validity', () => {
    expect(apply('2023-07-01', { held: { ...safetyOfficer, validTo: '2023-07-01' } }).allowed).toBe(true);
    expect(refusedBy(apply('2023-07-02', { held: { ...safetyOfficer, validTo: '2023-07-01' } }))).toEqual(['CQ-17 CERT_LAPSED']);
    expect(codes(apply('2023-07-02', { held: { ...safetyOfficer, state: 'REPLACED' } }))).toEqual(['CERT_REPLACED']);
  });

  it('CQ-18 eight targets', () => {
    const to = (target: string) => apply('2023-07-01', { transfer: { target } });
    for (const post of ['101', '102', '103', '104', '106', '107', '108', '109']) expect(to(post).allowed).toBe(true);
    for (const post of ['105', '110', '111', '115', 'SITE_SAFETY_OFFICER']) expect(refusedBy(to(post))).toEqual(['CQ-18 POST_NOT_OFFERED']);
  });

  it('CQ-19 opens and closes by itself', () => {
    const window = { opens: '2023-06-01', closes: '2023-12-31' };
    expect(apply('2023-05-31', {}, '23:59:59').refusals).toMatchObject([
      { ruleId: 'CQ-19', code: 'NOT_OPEN', messageZh: '转岗申请还没有开始（2023年6月1日至2023年12月31日）' },
    ]);
    expect(apply('2023-06-01', {}, '00:00:00')).toMatchObject({ allowed: true, window });
    expect(apply('2023-12-31', {}, '23:59:59')).toMatchObject({ allowed: true, window });
    expect(apply('2024-01-01', {}, '00:00:00').refusals).toMatchObject([
      { ruleId: 'CQ-19', code: 'CLOSED', messageZh: '转岗申请已截止（2023年12月31日）' },
    ]);
  });

  it('CQ-37 a choice is final', () => {
    expect(apply('2023-07-01', { transfer: { target: '104', chosenPost: '101' } }).refusals).toMatchObject([
      { ruleId: 'CQ-37', code: 'POST_LOCKED', messageZh: '岗位选择后无法更改' },
    ]);
    expect(codes(apply('2023-07-01', { transfer: { target: '101', chosenPost: '101' } }))).toEqual(['POST_LOCKED']);
  });

  it('CQ-38 the face comes before the first lesson, the choice stays', () => {
    const study = (chosenPost: string | null, facePassed: boolean) =>
      evaluate(chongqing, 'TRANSFER_STUDY', { transfer: { target: null, chosenPost, facePassed } }, at('2023-07-01'));
    expect(study('101', true).allowed).toBe(true);
    expect(refusedBy(study('101', false))).toEqual(['CQ-38 FACE_REQUIRED']);
    expect(codes(study(null, false))).toEqual(['POST_REQUIRED', 'FACE_REQUIRED']);
  });
});

describe('the course', () => {
  const study = (earnedHours: string, completedOn: string | null = null): Facts['study'] => ({
    requiredHours: '8.00',
    earnedHours,
    completedOn,
  });

  it('CQ-39 to the hundredth of an hour', () => {
    const done = (earned: string) => evaluate(chongqing, 'COMPLETE_STUDY', { study: study(earned) }, at('2023-07-01'));
    expect(done('7.99').refusals).toMatchObject([
      { ruleId: 'CQ-39', code: 'HOURS_SHORT', messageZh: '需修8学时，已修7.99学时', nextStepZh: '还差0.01学时，请继续学习' },
    ]);
    expect(done('8.00').allowed).toBe(true);
    expect(done('23').allowed).toBe(true);
    expect(chongqing.kinds.SITE_MANAGER?.trainingHours).toEqual({ id: 'CQ-39', value: '8' });
  });

  it('CQ-40 chapters are compulsory or elective', () => {
    const publish = (chapters: number, compulsory: number, elective: number, fee = 0) =>
      evaluate(chongqing, 'PUBLISH_COURSE', { course: { chapters, compulsory, elective, fee, media: [] } }, at('2023-07-01'));
    expect(publish(46, 15, 31).allowed).toBe(true);
    expect(said(publish(46, 15, 30))).toEqual(['课程共46章，与必修15章加选修30章不符']);
    expect(refusedBy(publish(46, 16, 31))).toEqual(['CQ-40 CHAPTERS_MISMATCH']);
    expect(codes(publish(0, 0, 0))).toEqual(['CHAPTERS_MISMATCH']);
  });

  it('A-33 a chapter grants no more than its media hold, to the second; the demo edition asks for minutes', () => {
    const publish = (seconds: number, hours = '4', pack: Pack = chongqing) =>
      evaluate(
        pack,
        'PUBLISH_COURSE',
        { course: { chapters: 1, compulsory: 1, elective: 0, fee: 0, media: [{ title: '一', hours, seconds }] } },
        at('2023-07-01'),
      );
    expect(publish(4 * 45 * 60).allowed).toBe(true);
    expect(refusedBy(publish(4 * 45 * 60 - 1))).toEqual(['A-33 HOURS_WITHOUT_MEDIA']);
    expect(publish(27, '0.01').allowed).toBe(true);
    expect(publish(26, '0.01').allowed).toBe(false);
    expect(publish(0, '0').allowed).toBe(true);
    const demo = demoOf(chongqing, 2023);
    expect([publish(12, '4', demo).allowed, publish(11, '4', demo).allowed]).toEqual([true, false]);
  });

  it('CQ-41 hours for whole chapters', () => {
    const credit = (learnt: number, sections = 3) =>
      evaluate(chongqing, 'CREDIT_CHAPTER', { chapter: { sections, learnt } }, at('2023-07-01'));
    expect(said(credit(2))).toEqual(['本章还有1节没有学完']);
    expect(credit(3).allowed).toBe(true);
    expect(credit(0, 0).allowed).toBe(false);
  });

  const result = (completedOn: string | null, today: string) =>
    evaluate(chongqing, 'TRANSFER_RESULT', { study: study('8', completedOn) }, at(today), { addWorkingDays });

  it('CQ-21 free, and no result before the end of the course', () => {
    const publish = (fee: number) =>
      evaluate(chongqing, 'PUBLISH_COURSE', { course: { chapters: 2, compulsory: 1, elective: 1, fee, media: [] } }, at('2023-07-01'));
    expect(publish(0).allowed).toBe(true);
    expect(refusedBy(publish(1))).toEqual(['CQ-21 COURSE_NOT_FREE']);
    expect(refusedBy(result(null, '2023-07-01'))).toEqual(['CQ-21 STUDY_NOT_DONE']);
  });

  it('CQ-43 queryable one working day later', () => {
    expect(result('2023-06-09', '2023-06-11').refusals).toMatchObject([
      { ruleId: 'CQ-43', code: 'RESULT_NOT_YET', messageZh: '新证书2023年6月12日起可以查询' },
    ]);
    expect(result('2023-06-09', '2023-06-12')).toMatchObject({ allowed: true, window: { opens: '2023-06-12', closes: null } });
    // The holiday of 2023-09-29…10-06, with 10-07 worked.
    expect(result('2023-09-28', '2023-10-06')).toMatchObject({ allowed: false, window: { opens: '2023-10-07' } });
    expect(result('2023-09-28', '2023-10-07').allowed).toBe(true);
  });
});
