import { describe, expect, it } from '@jest/globals';
import { SITE_POSTS } from '../../domain/posts';
import { evaluate } from '../engine';
import type { CertificateFacts, Facts } from '../facts';
import { hainan } from '../packs/hainan';
import { at, certificate, codes, refusedBy, said } from '../testing';

const paper = certificate({
  category: 'SITE_MANAGER',
  code: '101',
  provinceCode: '460000',
  title: 'SITE_MANAGER_PAPER',
  medium: 'PAPER',
  issuedOn: '2016-05-01',
  issuedByProvince: true,
});
const ready: Facts['exchange'] = { portrait: true, profileComplete: true, passed: true, total: '32', professional: '22', originals: true };
const exchange = (
  over: { held?: Partial<CertificateFacts>; found?: boolean; exchange?: Partial<Facts['exchange']> } = {},
  day = '2020-11-01',
  time = '12:00:00',
) =>
  evaluate(
    hainan,
    'EXCHANGE',
    { certificate: { ...paper, ...over.held }, registry: { found: over.found ?? true }, exchange: { ...ready, ...over.exchange } },
    at(day, time),
  );

describe('exchange in Hainan', () => {
  it('HN-01 made from 2015 to 2018 by the provincial office', () => {
    const made = (issuedOn: string) => exchange({ held: { issuedOn } });
    expect(made('2014-12-31').refusals).toMatchObject([
      { ruleId: 'HN-01', code: 'ISSUED_OUTSIDE_YEARS', messageZh: '只换发2015年1月1日至2018年12月31日颁发的证书' },
    ]);
    expect([made('2015-01-01').allowed, made('2018-12-31').allowed]).toEqual([true, true]);
    expect(codes(made('2019-01-01'))).toEqual(['ISSUED_OUTSIDE_YEARS']);
    expect(refusedBy(exchange({ held: { issuedByProvince: false } }))).toEqual(['HN-01 ISSUED_BY_OTHERS']);
    expect(
      codes(evaluate(hainan, 'EXCHANGE', { certificate: null, registry: { found: true }, exchange: ready }, at('2020-11-01'))),
    ).toEqual(['NO_CERTIFICATE']);
  });

  it('HN-02 thirteen posts; not 105, 110 or 安全员', () => {
    const post = (code: string) => exchange({ held: { code } });
    expect(Object.keys(SITE_POSTS)).toHaveLength(13);
    for (const code of Object.keys(SITE_POSTS)) expect(post(code).allowed).toBe(true);
    for (const code of ['105', '110', 'SITE_SAFETY_OFFICER']) expect(refusedBy(post(code))).toEqual(['HN-02 POST_NOT_EXCHANGED']);
    expect(said(post('SITE_SAFETY_OFFICER'))).toEqual(['“安全员（现场专业人员）”不在换证范围']);
  });

  it('HN-03 not found in the ministry’s system: told where to have the file checked', () => {
    expect(exchange({ found: false }).refusals).toMatchObject([
      {
        ruleId: 'HN-03',
        code: 'NOT_IN_REGISTER',
        messageZh: '部培训管理系统中查询不到您的证书',
        nextStepZh: '请最迟于2020年11月10日当天，本人凭身份证原件、证书原件到省住房和城乡建设厅511办公室核查档案',
      },
    ]);
  });

  it('HN-03 after that day nobody is told to come by it', () => {
    expect(exchange({ found: false }, '2020-11-10').refusals[0]?.nextStepZh).toContain('511办公室');
    expect(exchange({ found: false }, '2020-11-11').refusals).toMatchObject([
      {
        ruleId: 'HN-03',
        code: 'NOT_IN_REGISTER',
        messageZh: '部培训管理系统中查询不到您的证书，档案核查已于2020年11月10日截止',
        nextStepZh: '请拨打0898-65352821咨询',
      },
    ]);
  });

  it('HN-09 a voided or lapsed certificate is not exchanged', () => {
    expect(refusedBy(exchange({ held: { state: 'VOIDED' } }))).toEqual(['HN-19 CERT_VOIDED']);
    expect(refusedBy(exchange({ held: { validTo: '2020-10-31' } }))).toEqual(['HN-19 CERT_LAPSED']);
    expect(exchange({ held: { validTo: '2020-11-01' } }).allowed).toBe(true);
  });

  it('HN-04 the file check: by 10 November, in person, with both originals', () => {
    const check = (day: string, originals = true) => evaluate(hainan, 'FILE_CHECK', { exchange: { ...ready, originals } }, at(day));
    expect(check('2020-11-10')).toMatchObject({ allowed: true, window: { opens: null, closes: '2020-11-10' } });
    expect(refusedBy(check('2020-11-11'))).toEqual(['HN-04 CLOSED']);
    expect(check('2020-11-10', false).refusals).toMatchObject([
      { ruleId: 'HN-04', code: 'ORIGINALS_REQUIRED', nextStepZh: '请本人带到省住房和城乡建设厅511办公室' },
    ]);
  });

  it('HN-05 the older title is never exchanged', () => {
    expect(refusedBy(exchange({ held: { title: 'LEGACY_POST' } }))).toEqual(['HN-05 TITLE_NOT_EXCHANGED']);
    expect(codes(exchange({ held: { title: 'SITE_MANAGER_ELECTRONIC' } }))).toEqual(['TITLE_NOT_EXCHANGED']);
  });

  it('HN-06 until the last second of 2020', () => {
    expect(exchange({}, '2020-12-31', '23:59:59')).toMatchObject({ allowed: true, window: { opens: null, closes: '2020-12-31' } });
    expect(exchange({}, '2021-01-01', '00:00:00').refusals).toMatchObject([
      { ruleId: 'HN-06', code: 'CLOSED', messageZh: '换证已截止（2020年12月31日）' },
    ]);
  });

  it('HN-07 hours and assessment', () => {
    expect(refusedBy(exchange({ exchange: { passed: false } }))).toEqual(['HN-07 ASSESSMENT_REQUIRED']);
    expect(said(exchange({ exchange: { professional: '21.99' } }))).toEqual(['需32学时（专业22），已学32（专业21.99）']);
    expect(codes(exchange({ exchange: { total: '31.5', passed: false } }))).toEqual(['EXCHANGE_HOURS_SHORT', 'ASSESSMENT_REQUIRED']);
  });

  it('HN-08 profile and portrait', () => {
    expect(refusedBy(exchange({ exchange: { portrait: false } }))).toEqual(['HN-08 PHOTO_REQUIRED']);
    expect(codes(exchange({ exchange: { portrait: false, profileComplete: false } }))).toEqual(['PROFILE_REQUIRED', 'PHOTO_REQUIRED']);
  });

  it('HN-18 a 安全员 certificate is not exchanged', () => {
    expect(codes(exchange({ held: { code: 'SITE_SAFETY_OFFICER' } }))).toEqual(['POST_NOT_EXCHANGED']);
  });
});
