import { describe, expect, it } from '@jest/globals';
import { evaluate } from '../engine';
import type { CeRecord, CertificateFacts, Facts } from '../facts';
import { chongqing } from '../packs/chongqing';
import { hainan } from '../packs/hainan';
import { qinghai } from '../packs/qinghai';
import { at, certificate, codes, identity, institution, institutionStaff, issuer, officer, refusedBy, said, worker } from '../testing';

type SignUp = {
  certificate?: CertificateFacts | null;
  classEnds?: string | null;
  trainer?: Facts['institution'];
  mode?: Facts['ceChoice']['mode'];
  platformApproved?: boolean | null;
};
const signUpIn =
  (pack: typeof chongqing) =>
  (
    day: string,
    { certificate: held = certificate(), classEnds = null, trainer = institution, mode = 'OFFLINE', platformApproved = null }: SignUp,
  ) =>
    evaluate(
      pack,
      'CE_SIGN_UP',
      {
        identity: identity(),
        certificate: held,
        ceChoice: { mode, platformApproved },
        trainingClass: classEnds === null ? null : { endsOn: classEnds },
        institution: trainer,
      },
      at(day),
    );

describe('continuing education in Chongqing', () => {
  const signUp = signUpIn(chongqing);
  const safety = (validTo: string) => certificate({ validTo });
  const trade = (validTo: string) => certificate({ category: 'SPECIAL_OP', code: '01', validTo });

  it('CQ-08 安管: from six months to three months before the end, both days included', () => {
    const on = (day: string) => signUp(day, { certificate: safety('2024-01-15'), classEnds: '2023-12-20' });
    expect(on('2023-07-14').refusals).toMatchObject([
      { ruleId: 'CQ-08', code: 'WINDOW_NOT_OPEN', messageZh: '未到继续教育报名时间（2023年7月15日至2023年10月15日）' },
    ]);
    expect(on('2023-07-15')).toMatchObject({ allowed: true, window: { opens: '2023-07-15', closes: '2023-10-15' } });
    expect(on('2023-10-15').allowed).toBe(true);
    expect(on('2023-10-16').refusals).toMatchObject([
      { ruleId: 'CQ-08', code: 'WINDOW_PASSED', messageZh: '已过继续教育报名时间（2023年7月15日至2023年10月15日）' },
    ]);
    expect(signUp('2024-03-01', { certificate: safety('2024-08-31'), classEnds: '2024-07-01' }).window).toEqual({
      opens: '2024-02-29',
      closes: '2024-05-31',
    });
    // The edges are those of Chongqing: seconds before midnight, wherever the server stands.
    const edge = (instant: string) =>
      evaluate(
        chongqing,
        'CE_SIGN_UP',
        {
          identity: identity(),
          certificate: safety('2024-01-15'),
          ceChoice: { mode: null, platformApproved: null },
          trainingClass: { endsOn: '2023-12-20' },
          institution: null,
        },
        new Date(instant),
      ).allowed;
    expect([
      edge('2023-07-14T15:59:59Z'),
      edge('2023-07-14T16:00:00Z'),
      edge('2023-10-15T15:59:59Z'),
      edge('2023-10-15T16:00:00Z'),
    ]).toEqual([false, true, true, false]);
  });

  it('CQ-09 the class ends ten days before, or earlier', () => {
    const ends = (classEnds: string | null) => signUp('2023-10-01', { certificate: safety('2024-01-15'), classEnds });
    expect(ends('2024-01-05').allowed).toBe(true);
    expect(ends('2024-01-06').refusals).toMatchObject([
      { ruleId: 'CQ-09', code: 'CLASS_ENDS_TOO_LATE', nextStepZh: '请选最迟2024年1月5日当天结束的班次' },
    ]);
    expect(ends(null).refusals).toMatchObject([{ code: 'CLASS_REQUIRED', incomplete: true }]);
  });

  it('CQ-10 特种: from six months before, with listed employers and institutions', () => {
    const on = (day: string, trainer: Facts['institution'] = institution) => signUp(day, { certificate: trade('2024-03-20'), trainer });
    expect(refusedBy(on('2023-09-19'))).toEqual(['CQ-10 WINDOW_NOT_OPEN']);
    expect(on('2023-09-20')).toMatchObject({ allowed: true, window: { opens: '2023-09-20', closes: '2024-03-20' } });
    const unlisted = { name: '某公司', authorisations: [{ category: 'SAFETY_MGMT', from: '2020-01-01' }] } as const;
    expect(refusedBy(on('2023-10-01', unlisted))).toEqual(['CQ-10 INSTITUTION_NOT_AUTHORISED']);
    expect(said(on('2023-10-01', unlisted))).toEqual(['某公司现在不能办理“建筑电工”']);
    expect(on('2023-10-01', null).refusals).toMatchObject([{ code: 'INSTITUTION_REQUIRED', incomplete: true }]);
  });

  it('CQ-12 a lapsed certificate is never signed up again', () => {
    expect(codes(signUp('2024-03-20', { certificate: trade('2024-03-20') }))).toEqual([]);
    const late = signUp('2024-03-21', { certificate: trade('2024-03-20') });
    expect(late.refusals).toMatchObject([
      { ruleId: 'CQ-12', code: 'CERT_LAPSED', messageZh: '证书已于2024年3月20日到期失效，不能再办理', nextStepZh: '请重新报名考试取证' },
      { ruleId: 'CQ-10', code: 'WINDOW_PASSED' },
    ]);
    expect(codes(signUp('2024-02-01', { certificate: { ...trade('2024-03-20'), state: 'REVOKED' } }))).toEqual(['CERT_REVOKED']);
    expect(signUp('2024-02-01', { certificate: { ...trade('2024-03-20'), state: 'SUSPENDED' } }).allowed).toBe(true);
  });

  it('CQ-13 not a class that leaves too few days', () => {
    const ends = (classEnds: string) => signUp('2023-10-01', { certificate: trade('2024-03-20'), classEnds });
    expect(ends('2023-10-06').allowed).toBe(true);
    expect(ends('2023-10-05').refusals).toMatchObject([{ ruleId: 'CQ-13', code: 'CLASS_TOO_LATE', messageZh: '班次预留学习时间不足5天' }]);
    expect(codes(ends('2023-10-03'))).toEqual(['CLASS_TOO_LATE']);
  });

  it('CQ-13 特种: not a class that ends too late to extend', () => {
    const ends = (classEnds: string) => signUp('2023-10-01', { certificate: trade('2024-03-20'), classEnds });
    expect(ends('2024-03-10').allowed).toBe(true);
    expect(ends('2024-03-11').refusals).toMatchObject([
      { ruleId: 'CQ-13', code: 'CLASS_ENDS_TOO_LATE', nextStepZh: '请选最迟2024年3月10日当天结束的班次' },
    ]);
  });

  it('CQ-08 of a kind that the notice does not name it says only that it is not done here', () => {
    const site = certificate({ category: 'SITE_MANAGER', code: '101' });
    const [refusal] = signUp('2023-10-01', { certificate: site }).refusals.filter((one) => one.code === 'NO_CE');
    expect(refusal).toMatchObject({ ruleId: 'CQ-08', messageZh: '重庆市不办理“土建施工员”的继续教育', nextStepZh: '请联系发证机关' });
  });

  const extend = (day: string, held: CertificateFacts, passedOn: string | null) =>
    evaluate(
      chongqing,
      'CE_EXTEND',
      { actor: worker, certificate: held, ce: passedOn === null ? null : { mode: 'OFFLINE', passedOn, recorded: 'NONE' } },
      at(day),
    );

  it('CQ-11 特种: extended up to ten days before the end, after the education', () => {
    expect(extend('2024-03-10', trade('2024-03-20'), '2024-02-01')).toMatchObject({
      allowed: true,
      window: { opens: null, closes: '2024-03-10' },
    });
    expect(extend('2024-03-11', trade('2024-03-20'), '2024-02-01').refusals).toMatchObject([
      { ruleId: 'CQ-11', code: 'EXTEND_TOO_LATE', messageZh: '距有效期不足10日，无法延期（最迟2024年3月10日当天办）' },
    ]);
    expect(refusedBy(extend('2024-03-01', trade('2024-03-20'), null))).toEqual(['CQ-11 CE_REQUIRED']);
  });

  it('CQ-14 passed too late to extend', () => {
    expect(extend('2024-01-09', safety('2024-01-15'), '2024-01-08').refusals).toMatchObject([
      { ruleId: 'CQ-14', code: 'CE_TOO_LATE', messageZh: '继续教育考核2024年1月8日才通过，晚于2024年1月5日，不能延期' },
    ]);
    expect(extend('2024-01-09', safety('2024-01-15'), '2024-01-05').allowed).toBe(true);
    expect(codes(extend('2024-01-09', safety('2024-01-15'), '2024-01-06'))).toEqual(['CE_TOO_LATE']);
    expect(codes(extend('2024-01-16', safety('2024-01-15'), '2024-01-05'))).toEqual(['CERT_LAPSED']);
    expect(refusedBy(extend('2024-01-01', safety('2024-01-15'), null))).toEqual(['CQ-14 CE_REQUIRED']);
    expect(
      refusedBy(evaluate(chongqing, 'USE', { certificate: safety('2024-01-15'), place: '500000', ceRecords: [] }, at('2024-01-16'))),
    ).toEqual(['CQ-12 CERT_EXPIRED']);
  });
});

describe('continuing education in Qinghai', () => {
  const signUp = (over: SignUp) => signUpIn(qinghai)('2023-06-01', over);
  const online = { mode: 'ONLINE', platformApproved: true } as const;
  const of = (category: CertificateFacts['category'], code = 'A') => certificate({ category, code, provinceCode: '630000' });

  it('QH-23 二级建造师, 安管, 特种', () => {
    for (const category of ['ASSOC_CONSTRUCTOR', 'SAFETY_MGMT', 'SPECIAL_OP'] as const)
      expect(signUp({ certificate: of(category), ...online }).allowed).toBe(true);
    expect(refusedBy(signUp({ certificate: of('SITE_MANAGER', '101'), ...online }))).toEqual(['QH-23 NO_CE']);
    expect(codes(signUp({ certificate: null, ...online }))).toContain('NO_CERTIFICATE');
  });

  it('QH-33 技术工人 need none and never expire', () => {
    const worker33 = certificate({ category: 'SKILLED_WORKER', validTo: null });
    expect(refusedBy(signUp({ certificate: worker33, ...online }))).toEqual(['QH-33 NO_CE']);
    expect(evaluate(qinghai, 'USE', { certificate: worker33, place: '630000', ceRecords: [] }, at('2060-01-01')).allowed).toBe(true);
    expect(qinghai.kinds.SKILLED_WORKER?.validYears?.value).toBeNull();
  });

  it('QH-34 质量检测 have it like the others', () => {
    expect(signUp({ certificate: of('QUALITY_TESTER'), ...online }).allowed).toBe(true);
  });

  it('QH-24 online or offline is chosen', () => {
    expect(signUp({ mode: null }).refusals).toMatchObject([{ ruleId: 'QH-24', code: 'MODE_REQUIRED', incomplete: true }]);
    expect(signUp({ mode: 'OFFLINE' }).allowed).toBe(true);
  });

  it('QH-27 online: an approved platform', () => {
    expect(signUp(online).allowed).toBe(true);
    expect(refusedBy(signUp({ mode: 'ONLINE', platformApproved: false }))).toEqual(['QH-27 PLATFORM_NOT_APPROVED']);
    expect(codes(signUp({ mode: 'ONLINE', platformApproved: null }))).toEqual(['PLATFORM_REQUIRED']);
    const push = (listed: boolean) => evaluate(qinghai, 'CE_REPORT', { ceBatch: { listed, sentThisMonth: 9, rows: [] } }, at('2023-06-01'));
    expect(push(true).allowed).toBe(true);
    expect(refusedBy(push(false))).toEqual(['QH-27 REPORTER_NOT_LISTED']);
  });

  const extend = (ce: Facts['ce'], held = certificate({ validTo: '2023-08-31' })) =>
    evaluate(qinghai, 'CE_EXTEND', { actor: worker, certificate: held, ce }, at('2023-06-01'));

  it('QH-25 offline: passed, then imported by the authority', () => {
    expect(refusedBy(signUp({ mode: 'OFFLINE', trainer: { name: '无授权机构', authorisations: [] } }))).toEqual([
      'QH-25 INSTITUTION_NOT_AUTHORISED',
    ]);
    expect(refusedBy(extend({ mode: 'OFFLINE', passedOn: '2023-05-01', recorded: 'NONE' }))).toEqual(['QH-25 CE_NOT_RECORDED']);
    expect(extend({ mode: 'OFFLINE', passedOn: '2023-05-01', recorded: 'PASSED' }).allowed).toBe(true);
  });

  it('QH-26 no record, no extension', () => {
    expect(refusedBy(extend(null))).toEqual(['QH-26 CE_REQUIRED']);
    expect(codes(extend({ mode: 'ONLINE', passedOn: null, recorded: 'NONE' }))).toEqual(['CE_REQUIRED']);
  });

  it('QH-29 online: reviewed, then extended', () => {
    expect(refusedBy(extend({ mode: 'ONLINE', passedOn: '2023-05-01', recorded: 'PENDING' }))).toEqual(['QH-29 CE_UNDER_REVIEW']);
    expect(codes(extend({ mode: 'ONLINE', passedOn: '2023-05-01', recorded: 'REJECTED' }))).toEqual(['CE_NOT_ACCEPTED']);
    expect(extend({ mode: 'ONLINE', passedOn: '2023-05-01', recorded: 'PASSED' }).allowed).toBe(true);
  });

  it('A-05 the extension opens three months before the end', () => {
    const passed = { mode: 'ONLINE', passedOn: '2023-05-01', recorded: 'PASSED' } as const;
    expect(extend(passed, certificate({ validTo: '2023-09-01' })).window).toEqual({ opens: '2023-06-01', closes: '2023-09-01' });
    expect(extend(passed, certificate({ validTo: '2023-09-01' })).allowed).toBe(true);
    expect(refusedBy(extend(passed, certificate({ validTo: '2023-09-02' })))).toEqual(['O-06 WINDOW_NOT_OPEN']);
  });
});

describe('continuing education in Hainan', () => {
  const held = certificate({
    category: 'SITE_MANAGER',
    code: '101',
    provinceCode: '460000',
    issuedOn: '2020-03-10',
    validTo: null,
    title: 'SITE_MANAGER_ELECTRONIC',
  });
  const record = (year: number, total: string, professional = total, reviewed = true): CeRecord => ({
    year,
    total,
    professional,
    reviewed,
  });
  const year = (ceYear: number, ...ceRecords: CeRecord[]) =>
    evaluate(hainan, 'CE_YEAR', { certificate: held, ceYear, ceRecords }, at('2021-06-01'));

  it('HN-10 nothing is owed in the year the certificate was obtained', () => {
    expect(year(2020)).toMatchObject({ allowed: true });
    expect(year(2020).window).toBeUndefined();
    expect(year(2021)).toMatchObject({ allowed: false, window: { opens: '2021-01-01', closes: '2021-12-31' } });
  });

  it('HN-10 only who has the electronic certificate owes hours', () => {
    const paper = (day: string) =>
      evaluate(hainan, 'CE_YEAR', { certificate: { ...held, title: 'SITE_MANAGER_PAPER' }, ceYear: 2021, ceRecords: [] }, at(day));
    expect(paper('2021-06-01')).toMatchObject({ allowed: true, refusals: [] });
    expect(codes(year(2021))).toEqual(['CE_YEAR_UNMET']);
  });

  it('HN-11 32 hours, 22 of them professional', () => {
    expect(year(2021, record(2021, '32', '22')).allowed).toBe(true);
    expect(said(year(2021, record(2021, '32', '21')))).toEqual(['2021年需32学时（专业22），已审核32（专业21）']);
    expect(refusedBy(year(2021, record(2021, '31', '31')))).toEqual(['HN-11 CE_YEAR_UNMET']);
    expect(year(2021, record(2021, '31.99', '22')).allowed).toBe(false);
    expect(year(2021, record(2021, '16.5', '11'), record(2021, '15.5', '11')).allowed).toBe(true);
    expect(year(2021, record(2022, '32', '22')).allowed).toBe(false);
  });

  it('HN-17 hours count once they are reviewed', () => {
    expect(year(2021, record(2021, '32', '22', false)).allowed).toBe(false);
    expect(said(year(2021, record(2021, '32', '22', false)))).toEqual(['2021年需32学时（专业22），已审核0（专业0）']);
  });

  const report = (over: Partial<Facts['ceBatch']> = {}) =>
    evaluate(
      hainan,
      'CE_REPORT',
      { ceBatch: { listed: true, sentThisMonth: 0, rows: [{ name: '张三', passed: true, mode: 'OFFLINE' }], ...over } },
      at('2021-06-01'),
    );

  it('HN-17 two batches a month', () => {
    expect(report({ sentThisMonth: 1 }).allowed).toBe(true);
    expect(refusedBy(report({ sentThisMonth: 2 }))).toEqual(['HN-17 TOO_MANY_BATCHES']);
  });

  it('HN-14 hours come from listed institutions only', () => {
    expect(report().allowed).toBe(true);
    expect(refusedBy(report({ listed: false }))).toEqual(['HN-14 REPORTER_NOT_LISTED']);
    const choose = (trainer: Facts['institution']) => signUpIn(hainan)('2021-06-01', { certificate: held, trainer, mode: 'ONLINE' });
    expect(choose(institution).allowed).toBe(true);
    expect(refusedBy(choose({ name: '未备案机构', authorisations: [] }))).toEqual(['HN-14 INSTITUTION_NOT_AUTHORISED']);
  });

  it('HN-15 classroom and online are both accepted', () => {
    const row = (mode: string) => report({ rows: [{ name: '张三', passed: true, mode }] });
    expect([row('OFFLINE').allowed, row('ONLINE').allowed]).toEqual([true, true]);
    expect(refusedBy(row('BOOK'))).toEqual(['HN-15 ROW_MODE']);
    for (const mode of ['OFFLINE', 'ONLINE'] as const)
      expect(signUpIn(hainan)('2021-06-01', { certificate: held, mode }).allowed).toBe(true);
  });

  it('HN-16 without an assessment hours are not reported', () => {
    const mixed = report({
      rows: [
        { name: '张三', passed: true, mode: 'ONLINE' },
        { name: '李四', passed: false, mode: 'ONLINE' },
      ],
    });
    expect(mixed.refusals).toMatchObject([{ ruleId: 'HN-16', code: 'ROW_NOT_ASSESSED', messageZh: '没有通过考核：李四' }]);
  });

  const noFinding = { confirmed: false, notInPost: false, evidence: [] };
  const voidFor = (day: string, ceRecords: CeRecord[], confirmed = true, actor: Facts['actor'] = issuer) =>
    evaluate(hainan, 'VOID_SHORT_HOURS', { actor, certificate: held, ceRecords, finding: { ...noFinding, confirmed } }, at(day));

  it('HN-12 two years running with fewer than 64 hours', () => {
    expect(voidFor('2023-02-01', [record(2021, '32'), record(2022, '31')]).allowed).toBe(true);
    expect(refusedBy(voidFor('2023-02-01', [record(2021, '30'), record(2022, '34')]))).toEqual(['HN-12 NO_GROUND_TO_VOID']);
    expect(year(2021, record(2021, '30'), record(2022, '34')).allowed).toBe(false);
    expect(voidFor('2023-02-01', [record(2021, '32'), record(2022, '31.99')]).allowed).toBe(true);
    // Rolling pairs: the second and third year together.
    expect(voidFor('2024-02-01', [record(2021, '40'), record(2022, '30'), record(2023, '30')]).allowed).toBe(true);
    // The year of the certificate itself never counts.
    expect(codes(voidFor('2022-02-01', []))).toEqual(['NO_GROUND_TO_VOID']);
    for (const other of [institutionStaff, officer]) expect(codes(voidFor('2023-02-01', [], true, other))).toEqual(['ROLE']);
  });

  it('HN-12 asked of one pair of years, no other pair is the ground', () => {
    const records = [record(2021, '30'), record(2022, '30'), record(2023, '64'), record(2024, '64')];
    const finding = (secondYear: number) => ({ ...noFinding, confirmed: true, secondYear });
    const of = (secondYear: number, day: string) =>
      evaluate(hainan, 'VOID_SHORT_HOURS', { actor: issuer, certificate: held, ceRecords: records, finding: finding(secondYear) }, at(day));
    expect(of(2022, '2025-02-01').allowed).toBe(true);
    for (const year of [2021, 2023, 2024, 2025]) expect(refusedBy(of(year, '2025-02-01'))).toEqual(['HN-12 NO_GROUND_TO_VOID']);
  });

  it('HN-12 HN-13 only an electronic certificate is voided for it, and only one that still lives', () => {
    const finding = { confirmed: true, notInPost: true, evidence: ['笔录'] };
    const ask = (service: 'VOID_SHORT_HOURS' | 'VOID_NOT_IN_POST', over: Partial<CertificateFacts>) =>
      evaluate(hainan, service, { actor: issuer, certificate: { ...held, ...over }, ceRecords: [], finding }, at('2023-02-01'));
    for (const [service, id] of [
      ['VOID_SHORT_HOURS', 'HN-12'],
      ['VOID_NOT_IN_POST', 'HN-13'],
    ] as const) {
      expect(ask(service, {}).allowed).toBe(true);
      expect(refusedBy(ask(service, { title: 'SITE_MANAGER_PAPER' }))).toEqual([`${id} NO_GROUND_TO_VOID`]);
      expect(refusedBy(ask(service, { state: 'VOIDED' }))).toEqual(['HN-19 CERT_VOIDED']);
    }
  });

  it('A-13 only after the days for reporting, and after the authority has confirmed it', () => {
    expect(codes(voidFor('2023-01-31', []))).toEqual(['NO_GROUND_TO_VOID']);
    expect(voidFor('2023-02-01', []).allowed).toBe(true);
    expect(refusedBy(voidFor('2023-02-01', [], false))).toEqual(['A-13 FINDING_NOT_CONFIRMED']);
  });

  it('HN-12 whose certificate was voided is told to train again', () => {
    expect(
      evaluate(hainan, 'USE', { certificate: { ...held, state: 'VOIDED' }, place: '460000', ceRecords: [] }, at('2023-02-01')).refusals,
    ).toMatchObject([{ code: 'CERT_VOIDED', messageZh: '证书已作废', nextStepZh: '需重新参加职业培训' }]);
  });

  it('HN-13 not working in the post: a finding, its evidence, the authority’s word', () => {
    const voided = (finding: Partial<Facts['finding']>) =>
      evaluate(hainan, 'VOID_NOT_IN_POST', { actor: issuer, certificate: held, finding: { ...noFinding, ...finding } }, at('2021-06-01'));
    expect(voided({ notInPost: true, evidence: ['笔录'], confirmed: true }).allowed).toBe(true);
    expect(refusedBy(voided({ notInPost: true, evidence: [], confirmed: true }))).toEqual(['HN-13 EVIDENCE_REQUIRED']);
    expect(codes(voided({ notInPost: true, evidence: ['笔录'] }))).toEqual(['FINDING_NOT_CONFIRMED']);
    expect(codes(voided({ evidence: ['笔录'], confirmed: true }))).toEqual(['NO_GROUND_TO_VOID']);
  });

  it('HN-18 a 安全员 certificate has no end while every year is met', () => {
    const officer18 = {
      ...held,
      code: 'SITE_SAFETY_OFFICER',
      title: 'SITE_MANAGER_PAPER',
      issuedOn: '2018-05-01',
      issuedByProvince: true,
    } as const;
    const on = (day: string, ...ceRecords: CeRecord[]) =>
      evaluate(hainan, 'USE', { certificate: officer18, place: '460000', ceRecords }, at(day));
    const full = [2019, 2020, 2021].map((one) => record(one, '32', '22'));
    expect(on('2022-06-01', ...full)).toMatchObject({ allowed: true, window: { opens: '2018-05-01', closes: null } });
    expect(on('2022-06-01', ...full.slice(0, 2)).refusals).toMatchObject([
      { ruleId: 'HN-18', code: 'CE_YEARS_UNMET', messageZh: '2021年的继续教育没有完成，证书不能再用' },
    ]);
    // A year that is not over, with its days for reporting, is not held against anybody.
    expect(on('2022-01-31', ...full.slice(0, 2)).allowed).toBe(true);
    expect(on('2022-02-01', ...full.slice(0, 2)).allowed).toBe(false);
    // Other posts of the same office are not under this rule.
    expect(
      evaluate(hainan, 'USE', { certificate: { ...officer18, code: '101' }, place: '460000', ceRecords: [] }, at('2022-06-01')).allowed,
    ).toBe(true);
  });

  describe('HN-18 whatever end date is printed', () => {
    const printed = {
      ...held,
      code: 'SITE_SAFETY_OFFICER',
      title: 'SITE_MANAGER_PAPER',
      issuedOn: '2016-05-01',
      validTo: '2019-05-01',
      issuedByProvince: true,
    } as const;
    const full = [2020, 2021].map((one) => record(one, '32', '22'));
    const on = (day: string, ceRecords: CeRecord[] | 'UNAVAILABLE', over: Partial<CertificateFacts> = {}) =>
      evaluate(hainan, 'USE', { certificate: { ...printed, ...over }, place: '460000', ceRecords }, at(day));

    it('HN-18 it is usable while the hours are met, and the years before the notice owe nothing', () => {
      expect(on('2022-06-01', full)).toMatchObject({ allowed: true, window: { closes: null } });
      expect(refusedBy(on('2022-06-01', full.slice(0, 1)))).toEqual(['HN-18 CE_YEARS_UNMET']);
      expect(on('2020-06-01', []).allowed).toBe(true);
    });

    it('HN-18 another post, or another office, ends on its day', () => {
      expect(refusedBy(on('2022-06-01', full, { code: '101' }))).toEqual(['HN-19 CERT_EXPIRED']);
      expect(refusedBy(on('2022-06-01', full, { issuedByProvince: false }))).toEqual(['HN-19 CERT_EXPIRED']);
    });

    it('HN-18 hours that nobody knows are not hours that are missing', () => {
      expect(on('2022-06-01', 'UNAVAILABLE')).toMatchObject({ allowed: false, refusals: [], pending: [{ on: 'CE_RECORDS' }] });
      // Who owes no hours by this rule does not wait for them.
      expect(on('2018-06-01', 'UNAVAILABLE', { code: '101' }).allowed).toBe(true);
    });

    it('HN-18 past the printed date the education goes on', () => {
      const signUp = (over: Partial<CertificateFacts>) => signUpIn(hainan)('2022-06-01', { certificate: { ...printed, ...over } });
      expect(signUp({}).allowed).toBe(true);
      expect(refusedBy(signUp({ code: '101' }))).toEqual(['HN-19 CERT_LAPSED']);
    });

    it('HN-18 its year asks for the same hours, from the year of the notice on', () => {
      const ask = (ceYear: number, ...ceRecords: CeRecord[]) =>
        evaluate(hainan, 'CE_YEAR', { certificate: printed, ceYear, ceRecords }, at('2022-06-01'));
      expect(refusedBy(ask(2021))).toEqual(['HN-18 CE_YEAR_UNMET']);
      expect(ask(2021, record(2021, '32', '22')).allowed).toBe(true);
      expect(ask(2019).allowed).toBe(true);
    });
  });
});
