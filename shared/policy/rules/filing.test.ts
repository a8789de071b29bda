import { describe, expect, it } from '@jest/globals';
import { makeCreditCode } from '../../domain/creditCode';
import { makeIdNumber } from '../../domain/idNumber';
import { evaluate } from '../engine';
import type { Facts, Holding } from '../facts';
import { jiangxi } from '../packs/jiangxi';
import { at, codes, enterprise, institutionStaff, officer, refusedBy, said, worker } from '../testing';

const DAY = '2021-06-23';
const site = (code: string, over: Partial<Holding> = {}): Holding => ({
  category: 'SITE_MANAGER',
  code,
  provinceCode: '360000',
  state: 'ACTIVE',
  validTo: null,
  ...over,
});
const draft: Facts['filing'] = {
  state: 'DRAFT',
  idNumber: makeIdNumber('1980-01-01', 1),
  post: '111',
  files: { idFront: true, idBack: true, letter: true },
  pendingPosts: [],
};
type Over = { actor?: Facts['actor']; filing?: Partial<Facts['filing']>; found?: boolean; person?: Facts['person']; holdings?: Holding[] };
const man: Facts['person'] = { birthDate: '1980-01-01', sex: 'M' };
const file = ({ actor = enterprise, filing = {}, found = true, person = man, holdings = [] }: Over = {}, day = DAY) =>
  evaluate(jiangxi, 'FILING', { actor, filing: { ...draft, ...filing }, registry: { found }, person, localHoldings: holdings }, at(day));
const review = ({ actor = officer, filing = {}, person = man, holdings = [] }: Over = {}, ticks: Partial<Facts['filingReview']> = {}) =>
  evaluate(
    jiangxi,
    'FILING_REVIEW',
    {
      actor,
      filing: { ...draft, state: 'PENDING_REVIEW', ...filing },
      filingReview: { selected: 1, signatureSeen: true, sealSeen: true, ...ticks },
      person,
      localHoldings: holdings,
    },
    at(DAY),
  );

describe('filing by the enterprise in Jiangxi', () => {
  it('JX-01 by the enterprise, on a computer', () => {
    expect(file()).toMatchObject({ allowed: true });
    expect(refusedBy(file({ actor: { ...worker, channel: 'H5' } }))).toEqual(['JX-01 ROLE']);
    expect(refusedBy(file({ actor: { ...enterprise, channel: 'WEAPP' } }))).toEqual(['JX-01 ON_COMPUTER']);
    expect(codes(file({ actor: worker }))).toEqual(['ROLE', 'ON_COMPUTER']);
  });

  it('JX-05 it starts from the ID number', () => {
    expect(refusedBy(file({ filing: { idNumber: null } }))).toEqual(['JX-05 ID_NUMBER_REQUIRED']);
    expect(codes(file({ filing: { idNumber: '  ' } }))).toEqual(['ID_NUMBER_REQUIRED']);
    expect(codes(file({ filing: { idNumber: '990101198001010011' } }))).toEqual(['ID_NUMBER_INVALID']);
  });

  it('JX-06 somebody the platform knows', () => {
    expect(file({ found: false }).refusals).toMatchObject([{ ruleId: 'JX-06', code: 'NO_RECORD', messageZh: '未查询到安全员证书信息' }]);
  });

  it('JX-07 a post is chosen', () => {
    expect(file({ filing: { post: null } }).refusals).toMatchObject([{ ruleId: 'JX-07', code: 'POST_REQUIRED', incomplete: true }]);
    expect(codes(file({ filing: { post: '105' } }))).toEqual(['POST_NOT_OFFERED']);
  });

  it('JX-08 what is missing is named', () => {
    const files = (idFront: boolean, idBack: boolean, letter: boolean) => file({ filing: { files: { idFront, idBack, letter } } });
    expect(said(files(false, true, true))).toEqual(['请上传身份证正面照片']);
    expect(said(files(true, false, false))).toEqual(['请上传身份证反面照片、承诺书照片']);
    expect(refusedBy(files(true, true, false))).toEqual(['JX-08 FILE_MISSING']);
  });

  it('JX-11 three certificates are the most', () => {
    const three = ['111', '112', '113'].map((code) => site(code));
    expect(file({ holdings: three.slice(0, 2) }).allowed).toBe(true);
    expect(file({ holdings: three }).refusals).toMatchObject([
      { ruleId: 'JX-11', code: 'TOO_MANY_CERTIFICATES', messageZh: '已有三本证书，不允许换证' },
    ]);
    expect(codes(file({ holdings: [...three, site('114')] }))).toEqual(['TOO_MANY_CERTIFICATES']);
    // Open filings count as certificates do.
    expect(file({ holdings: three.slice(0, 1), filing: { pendingPosts: ['112'] } }).allowed).toBe(true);
    expect(codes(file({ holdings: three.slice(0, 2), filing: { pendingPosts: ['113'] } }))).toEqual(['TOO_MANY_CERTIFICATES']);
    // What is over, and what is of another kind, does not count.
    expect(
      file({ holdings: [...three.slice(0, 2), site('113', { state: 'VOIDED' }), site('114', { validTo: '2021-06-22' })] }).allowed,
    ).toBe(true);
    expect(file({ holdings: [...three.slice(0, 2), { ...site('A'), category: 'SAFETY_MGMT' }] }).allowed).toBe(true);
  });

  it('JX-12 never 施工员 with 质量员, open filings counted', () => {
    const pick = (post: string, holdings: Holding[], pendingPosts: string[] = []) => file({ filing: { post, pendingPosts }, holdings });
    expect(pick('104', [site('106')]).refusals).toMatchObject([
      { ruleId: 'JX-12', code: 'POST_CONFLICT', messageZh: '不允许同时存在施工员与质量员' },
    ]);
    expect(codes(pick('109', [site('101')]))).toEqual(['POST_CONFLICT']);
    expect(pick('111', [site('101')]).allowed).toBe(true);
    expect(pick('102', [site('101')]).allowed).toBe(true);
    expect(codes(pick('104', [], ['107']))).toEqual(['POST_CONFLICT']);
    expect(pick('104', [site('106', { state: 'CANCELLED' })]).allowed).toBe(true);
  });

  it('JX-13 women to 55 full years', () => {
    const woman = (birthDate: string) => file({ person: { birthDate, sex: 'F' } });
    expect(woman('1966-06-23').allowed).toBe(true);
    expect(woman('1965-06-24').allowed).toBe(true);
    expect(woman('1965-06-23').refusals).toMatchObject([{ ruleId: 'JX-13', code: 'TOO_OLD', messageZh: '女性年龄大于55岁，不允许换证' }]);
  });

  it('JX-14 men to 60 full years', () => {
    const born = (birthDate: string) => file({ person: { birthDate, sex: 'M' } });
    expect(born('1961-06-23').allowed).toBe(true);
    expect(born('1960-06-24').allowed).toBe(true);
    expect(refusedBy(born('1960-06-23'))).toEqual(['JX-14 TOO_OLD']);
    // A man of 58 is no woman of 58.
    expect(born('1963-01-01').allowed).toBe(true);
  });

  it('JX-10 and then it waits for the province', () => {
    expect(codes(file({ filing: { state: 'PENDING_REVIEW' } }))).toEqual(['FILING_STATE']);
    expect(said(review({ actor: institutionStaff }))).toEqual(['这项业务由省级管理部门办理']);
  });

  it('JX-20 what was rejected is corrected and sent again', () => {
    expect(file({ filing: { state: 'REJECTED' } }).allowed).toBe(true);
    expect(refusedBy(file({ filing: { state: 'PASSED' } }))).toEqual(['JX-20 FILING_STATE']);
  });

  it('JX-17 somebody is ticked, and the conflicts are looked at again', () => {
    expect(review().allowed).toBe(true);
    expect(review({}, { selected: 0 }).refusals).toMatchObject([{ ruleId: 'JX-17', code: 'NONE_SELECTED', messageZh: '请先勾选' }]);
    expect(refusedBy(review({ filing: { state: 'DRAFT' } }))).toEqual(['JX-17 FILING_STATE']);
    const worse = review({
      filing: { post: '104' },
      holdings: [site('106'), site('111'), site('112')],
      person: { birthDate: '1950-01-01', sex: 'M' },
    });
    expect(refusedBy(worse)).toEqual(['JX-11 TOO_MANY_CERTIFICATES', 'JX-12 POST_CONFLICT', 'JX-14 TOO_OLD']);
  });

  it('JX-09 signature and seal are both seen on the letter', () => {
    expect(refusedBy(review({}, { signatureSeen: false }))).toEqual(['JX-09 LETTER_NOT_CHECKED']);
    expect(codes(review({}, { sealSeen: false }))).toEqual(['LETTER_NOT_CHECKED']);
  });

  it('JX-18 only what has passed is taken back', () => {
    const withdraw = (state: string, actor = officer) =>
      evaluate(jiangxi, 'FILING_WITHDRAW', { actor, filing: { ...draft, state } }, at(DAY));
    expect(withdraw('PASSED').allowed).toBe(true);
    expect(refusedBy(withdraw('PENDING_REVIEW'))).toEqual(['JX-18 FILING_STATE']);
    expect(codes(withdraw('PASSED', enterprise))).toEqual(['ROLE']);
  });
});

describe('the enterprise’s account', () => {
  const password = (over: Partial<Facts['password']>): Pick<Facts, 'password'> => ({
    password: { mustChange: false, newIsInitial: null, ...over },
  });

  it('JX-02 a real taxpayer number, and never the initial password again', () => {
    const register = (creditCode: string) => evaluate(jiangxi, 'REGISTER_ENTERPRISE', { account: { creditCode } }, at(DAY));
    expect(register(makeCreditCode('91360100M000100Y4')).allowed).toBe(true);
    expect(register('91350100M000100Y43').allowed).toBe(true);
    expect(refusedBy(register('91350100M000100Y44'))).toEqual(['JX-02 CREDIT_CODE_INVALID']);
    const change = (newIsInitial: boolean) => evaluate(jiangxi, 'CHANGE_PASSWORD', password({ newIsInitial }), at(DAY));
    expect(change(false).allowed).toBe(true);
    expect(refusedBy(change(true))).toEqual(['JX-02 PASSWORD_IS_INITIAL']);
  });

  it('JX-03 before the password is changed nothing else opens', () => {
    expect(refusedBy(evaluate(jiangxi, 'USE_ACCOUNT', password({ mustChange: true }), at(DAY)))).toEqual([
      'JX-03 PASSWORD_CHANGE_REQUIRED',
    ]);
    expect(evaluate(jiangxi, 'USE_ACCOUNT', password({}), at(DAY)).allowed).toBe(true);
  });
});
