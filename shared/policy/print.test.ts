import { describe, expect, it } from '@jest/globals';
import { buildCertificateNumber, parseCertificateNumber } from '../domain/certificateNumber';
import { PACKS } from './packs';
import { chongqing } from './packs/chongqing';
import { hainan } from './packs/hainan';
import { jiangsu } from './packs/jiangsu';
import { jiangxi } from './packs/jiangxi';
import { national } from './packs/national';
import { qinghai } from './packs/qinghai';
import { hotlineOf, lastValidDay, mediumOf, numberFormatOf, printOf, templateOf } from './print';

describe('what a province prints', () => {
  it('JS-02 paper, then both, from 2017-09-28', () => {
    expect(mediumOf(jiangsu, 'PASS', '2017-09-27')).toBe('PAPER');
    expect(mediumOf(jiangsu, 'PASS', '2017-09-28')).toBe('BOTH');
  });

  it('JS-03 only e-certificates from 2017-12-01', () => {
    expect(mediumOf(jiangsu, 'PASS', '2017-11-30')).toBe('BOTH');
    expect(mediumOf(jiangsu, 'PASS', '2017-12-01')).toBe('ELECTRONIC');
    expect(mediumOf(qinghai, 'PASS', '2017-01-01')).toBe('ELECTRONIC');
  });

  it('JS-05 a business done makes an e-certificate of an old paper', () => {
    expect(mediumOf(jiangsu, 'BUSINESS', '2017-10-01')).toBe('ELECTRONIC');
  });

  it('JS-02 before 2017-09-28 there is no e-certificate at all, of no business either', () => {
    expect(mediumOf(jiangsu, 'BUSINESS', '2017-09-27')).toBe('PAPER');
    expect(mediumOf(jiangsu, 'BUSINESS', '2017-09-28')).toBe('ELECTRONIC');
  });

  it('JS-16 JS-17 A, B and C last three years, trades two, and the end is printed; 现场管理 prints none', () => {
    expect(lastValidDay(jiangsu, 'SAFETY_MGMT', '2017-12-01')).toBe('2020-11-30');
    expect(lastValidDay(jiangsu, 'SPECIAL_OP', '2017-12-01')).toBe('2019-11-30');
    expect(lastValidDay(jiangsu, 'SITE_MANAGER', '2017-12-01')).toBeNull();
    for (const kind of ['SAFETY_MGMT', 'SPECIAL_OP', 'SITE_MANAGER'] as const)
      expect(templateOf(jiangsu, kind, 'A')!.fields.includes('validTo')).toBe(lastValidDay(jiangsu, kind, '2017-12-01') !== null);
  });

  it('HN-03 the telephone of the notice', () => {
    expect(hotlineOf(hainan, 'SITE_MANAGER')).toBe('0898-65352821');
  });

  it('JS-15 现场管理: sex, no end date, no enterprise', () => {
    const template = templateOf(jiangsu, 'SITE_MANAGER', '101');
    expect(template).toMatchObject({
      title: '住房和城乡建设领域专业人员岗位培训考核合格证书',
      statement: '本证书表明持证人已通过住房和城乡建设领域专业人员岗位培训考核，成绩合格。',
    });
    expect([...template!.fields].sort()).toEqual(['idNumber', 'name', 'number', 'portrait', 'post', 'sex']);
  });

  it('JS-16 特种: an end date, no sex, no enterprise', () => {
    const template = templateOf(jiangsu, 'SPECIAL_OP', '01');
    expect(template).toMatchObject({
      title: '建筑施工特种作业操作资格证书',
      statement: '本证书表明持证人通过江苏省建筑施工特种作业操作资格考核，成绩合格。',
    });
    expect([...template!.fields].sort()).toEqual(['idNumber', 'name', 'number', 'portrait', 'post', 'validTo']);
  });

  it('JS-17 安管: three titles, enterprise and end date', () => {
    expect(['A', 'B', 'C', 'C1'].map((code) => templateOf(jiangsu, 'SAFETY_MGMT', code)?.title)).toEqual([
      '建筑施工企业主要负责人安全生产知识考核合格证书',
      '建筑施工企业项目负责人安全生产知识考核合格证书',
      '建筑施工企业专职安全生产管理人员安全生产知识考核合格证书',
      '建筑施工企业专职安全生产管理人员安全生产知识考核合格证书',
    ]);
    expect(templateOf(jiangsu, 'SAFETY_MGMT', 'B')?.statement).toBe(
      '本证书表明持证人通过江苏省建筑施工企业项目负责人安全生产知识考核，成绩合格。',
    );
    expect([...templateOf(jiangsu, 'SAFETY_MGMT', 'A')!.fields].sort()).toEqual([
      'enterprise',
      'idNumber',
      'name',
      'number',
      'portrait',
      'validTo',
    ]);
    expect(templateOf(jiangsu, 'SKILLED_WORKER')).toBeUndefined();
  });

  it('JS-18 the lines on every certificate', () => {
    const print = printOf(jiangsu);
    expect(print?.issuer).toEqual({ id: 'JS-18', value: '江苏省住房和城乡建设厅' });
    expect(print?.lines).toMatchObject({
      issuedBy: { value: '本电子证书由江苏省住房和城乡建设厅核发。' },
      scan: { value: '实时数据，扫码验证' },
      portal: { value: '“江苏政务服务网-江苏住建厅旗舰店”验证' },
    });
  });

  it('JS-12 equal to paper: the sentence of the verify page', () => {
    expect(printOf(jiangsu)?.lines?.effect).toEqual({ id: 'JS-12', value: '电子证书具备与同名纸质证书相同效力' });
  });

  it('JS-13 where officials have to accept it: the sentence of the verify page, in Jiangsu alone', () => {
    expect(printOf(jiangsu)?.accepted).toEqual({
      id: 'JS-13',
      value: expect.stringMatching(/实名制、企业资质核准.*竣工验收及备案等管理中应当认可/),
    });
    expect([jiangxi, qinghai].map((pack) => printOf(pack)?.accepted)).toEqual([undefined, undefined]);
  });

  it('JS-19 numbers of the printed form', () => {
    const safety = numberFormatOf(jiangsu, 'SAFETY_MGMT')!;
    const number = buildCertificateNumber(safety, { code: 'A', year: 2017, seq: 1 });
    expect(number).toBe('苏建安A(2017)00000001');
    expect(parseCertificateNumber(safety, '苏建安Ａ(2017)00000001')).toBeNull();
    expect(parseCertificateNumber(safety, '浙建安A(2017)00000001')).toBeNull();
    expect(buildCertificateNumber(numberFormatOf(jiangsu, 'SPECIAL_OP')!, { city: 'A', trade: '01', year: 2017, seq: 12 })).toBe(
      '苏A012017000012',
    );
    expect(buildCertificateNumber(numberFormatOf(jiangsu, 'SITE_MANAGER')!, { seq: 7 })).toBe('000000000007');
  });

  it('JX-19 two approvals, two numbers of fourteen digits', () => {
    const format = numberFormatOf(jiangxi, 'SITE_MANAGER')!;
    expect(parseCertificateNumber(format, '00707100019207')).toEqual({ seq: 707100019207 });
    expect(buildCertificateNumber(format, { seq: 1 })).not.toBe(buildCertificateNumber(format, { seq: 2 }));
  });

  it('JS-24 a telephone for each kind', () => {
    const phones = (['SITE_MANAGER', 'SPECIAL_OP', 'SAFETY_MGMT'] as const).map((kind) => hotlineOf(jiangsu, kind));
    expect(phones).toEqual(['025-51868680', '025-51868680', '025-51868235']);
    expect(hotlineOf(qinghai, 'SAFETY_MGMT')).toBeUndefined();
  });

  it('QH-20 the issuer and the template of what the province issues', () => {
    expect(printOf(qinghai)?.issuer?.value).toBe('青海省住房和城乡建设厅');
    for (const kind of ['SAFETY_MGMT', 'SPECIAL_OP', 'SKILLED_WORKER', 'QUALITY_TESTER'] as const) {
      expect(templateOf(qinghai, kind)).toBeDefined();
      expect(numberFormatOf(qinghai, kind)).toBeDefined();
    }
    expect(buildCertificateNumber(numberFormatOf(qinghai, 'SAFETY_MGMT')!, { code: 'C1', year: 2026, seq: 1 })).toBe(
      '青建安C1（2026）0000001',
    );
    expect(printOf(national)).toBeUndefined();
  });

  it('O-06 safety certificates last three years, trade certificates two, to the day before', () => {
    expect(lastValidDay(qinghai, 'SAFETY_MGMT', '2023-06-01')).toBe('2026-05-31');
    expect(lastValidDay(chongqing, 'SPECIAL_OP', '2023-06-01')).toBe('2025-05-31');
    expect(lastValidDay(qinghai, 'SAFETY_MGMT', '2024-02-29')).toBe('2027-02-28');
    expect(lastValidDay(qinghai, 'SKILLED_WORKER', '2023-06-01')).toBeNull();
    expect(lastValidDay(jiangxi, 'SITE_MANAGER', '2023-06-01')).toBeUndefined();
  });

  it('every printed version is the version of a pack', () => {
    expect(PACKS.filter((pack) => printOf(pack)).map((pack) => pack.version)).toEqual(['CQ-1', 'QH-1', 'HN-1', 'JX-1', 'JS-1']);
  });
});
