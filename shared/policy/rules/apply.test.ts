import { describe, expect, it } from '@jest/globals';
import { evaluate } from '../engine';
import type { CertificateFacts, Facts, Holding, Subject } from '../facts';
import { chongqing } from '../packs/chongqing';
import { qinghai } from '../packs/qinghai';
import {
  applyFacts,
  at,
  certificate,
  codes,
  employer,
  enterprise,
  holding,
  identity,
  institution,
  officer,
  refusedBy,
  said,
} from '../testing';
import { isAuthorised } from './apply';

const DAY = at('2023-06-01');
const inChongqing = (over = {}, when = DAY) => evaluate(chongqing, 'APPLY', applyFacts(over), when);
const inQinghai = (over = {}, when = DAY) => evaluate(qinghai, 'APPLY', applyFacts(over), when);
const trade = (code: string) => ({ subject: { category: 'SPECIAL_OP', code } as const });

/** 安全员培训考核合格证书 of Chongqing. */
const safetyOfficer = certificate({ category: 'SITE_MANAGER', code: 'SITE_SAFETY_OFFICER', title: 'SITE_MANAGER_PAPER' });

describe('applying in Chongqing', () => {
  it('CQ-01 nobody without the real-name check', () => {
    expect(inChongqing()).toMatchObject({ allowed: true, refusals: [], pending: [] });
    const refused = inChongqing({ identity: identity(false) });
    expect(refused.allowed).toBe(false);
    expect(refused.refusals).toEqual([
      { ruleId: 'CQ-01', code: 'IDENTITY_REQUIRED', messageZh: '您尚未完成实名认证，不受理报名', nextStepZh: '请到“我的”-“实名认证”办理' },
    ]);
  });

  it('CQ-30 both badges: 已认证 alone does not sign up', () => {
    expect(refusedBy(inChongqing({ identity: identity(true, false) }))).toEqual(['CQ-30 LEDGER_PENDING']);
    expect(said(inChongqing({ identity: identity(true, false) }))).toEqual(['信息待入库，暂时不能办理']);
  });

  it('CQ-02 the decision rests on the facts given, an identity service that does not answer is no identity', () => {
    expect(inChongqing({ identity: 'UNAVAILABLE' })).toMatchObject({
      allowed: false,
      refusals: [],
      pending: [{ ruleId: 'CQ-01', on: 'IDENTITY' }],
    });
  });

  it('CQ-03 exactly two service items', () => {
    expect(codes(inChongqing({ subject: { category: 'SKILLED_WORKER' } }))).toEqual(['ITEM_NOT_OFFERED']);
    expect(said(inChongqing({ subject: { category: 'SKILLED_WORKER', code: '砌筑工' } }))).toEqual(['重庆市不受理“技术工人·砌筑工”的报名']);
    for (const category of ['SITE_MANAGER', 'QUALITY_TESTER', 'ASSOC_CONSTRUCTOR'] as const)
      expect(refusedBy(inChongqing({ subject: { category } }))).toEqual(['CQ-03 ITEM_NOT_OFFERED']);
    for (const code of ['A', 'B', 'C1', 'C2', 'C3']) expect(inChongqing({ subject: { category: 'SAFETY_MGMT', code } }).allowed).toBe(true);
    expect(codes(inChongqing({ subject: { category: 'SAFETY_MGMT', code: 'D' } }))).toEqual(['ITEM_NOT_OFFERED']);
    for (const code of ['01', '11', '99']) expect(inChongqing(trade(code)).allowed).toBe(true);
    expect(codes(inChongqing(trade('12')))).toEqual(['ITEM_NOT_OFFERED']);
    expect(codes(inChongqing({ subject: { category: 'SPECIAL_OP' } }))).toEqual(['ITEM_NOT_OFFERED']);
  });

  it('CQ-04 the person has looked themself up', () => {
    const application = { training: 'INSTITUTION', selfChecked: false, declaredTrue: true, portrait: true } as const;
    expect(inChongqing({ application }).refusals).toMatchObject([{ ruleId: 'CQ-04', code: 'SELF_CHECK_REQUIRED', incomplete: true }]);
  });

  it('CQ-05 any valid safety certificate elsewhere stops any other', () => {
    const sichuanB = (validTo: string, over: Partial<Holding> = {}) => ({
      nationalHoldings: [holding({ category: 'SAFETY_MGMT', code: 'B', validTo, ...over })],
    });
    expect(refusedBy(inChongqing(sichuanB('2025-01-01')))).toEqual(['CQ-05 HELD_ELSEWHERE']);
    expect(said(inChongqing(sichuanB('2025-01-01')))).toEqual(['您在四川省持有有效安管人员证书，不受理']);
    // Its last valid day still counts, the day after does not.
    expect(inChongqing(sichuanB('2023-06-01')).allowed).toBe(false);
    expect(inChongqing(sichuanB('2023-05-31')).allowed).toBe(true);
    // Suspended counts as valid, what is over does not; a certificate of Chongqing itself is no duplicate.
    expect(inChongqing(sichuanB('2025-01-01', { state: 'SUSPENDED' })).allowed).toBe(false);
    for (const state of ['CANCELLED', 'REVOKED', 'RESCINDED', 'EXPIRED', 'TRANSFERRED_OUT'] as const)
      expect(inChongqing(sichuanB('2025-01-01', { state })).allowed).toBe(true);
    expect(inChongqing(sichuanB('2025-01-01', { provinceCode: '500000' })).allowed).toBe(true);
    // 99 其他 says nothing: somebody has to look.
    expect(inChongqing(sichuanB('2025-01-01', { state: 'OTHER' }))).toMatchObject({
      allowed: false,
      refusals: [],
      pending: [{ on: 'NATIONAL_STATE' }],
    });
    // A trade certificate elsewhere is nothing to a safety certificate.
    expect(inChongqing({ nationalHoldings: [holding({ category: 'SPECIAL_OP', code: '01' })] }).allowed).toBe(true);
  });

  it('CQ-06 the same trade elsewhere stops, another trade does not', () => {
    const guizhou01 = { nationalHoldings: [holding({ category: 'SPECIAL_OP', code: '01', provinceCode: '520000' })] };
    expect(refusedBy(inChongqing({ ...trade('01'), ...guizhou01 }))).toEqual(['CQ-06 HELD_ELSEWHERE']);
    expect(said(inChongqing({ ...trade('01'), ...guizhou01 }))).toEqual(['您在贵州省持有有效建筑电工证书，不受理']);
    expect(inChongqing({ ...trade('02'), ...guizhou01 }).allowed).toBe(true);
  });

  it('CQ-07 a national platform that does not answer: neither accepted nor refused', () => {
    expect(inChongqing({ nationalHoldings: 'UNAVAILABLE' })).toMatchObject({
      allowed: false,
      refusals: [],
      pending: [{ ruleId: 'CQ-07', on: 'NATIONAL_HOLDINGS', messageZh: '正在向全国平台核对您的持证情况，有结果会通知您' }],
    });
    // What can be decided is decided meanwhile.
    expect(inChongqing({ nationalHoldings: 'UNAVAILABLE', identity: identity(false) })).toMatchObject({
      refusals: [{ ruleId: 'CQ-01' }],
      pending: [{ on: 'NATIONAL_HOLDINGS' }],
    });
  });

  it('A-06 not the same certificate twice, and one open application for it', () => {
    const own = (state: Holding['state'], code = 'A') => ({ localHoldings: [certificate({ state, code })] });
    expect(refusedBy(inChongqing(own('ACTIVE')))).toEqual(['A-06 ALREADY_HELD']);
    expect(inChongqing(own('ACTIVE', 'B')).allowed).toBe(true);
    expect(inChongqing(own('VOIDED')).allowed).toBe(true);
    expect(refusedBy(inChongqing({ activeApplications: [{ category: 'SAFETY_MGMT', code: 'A' }] }))).toEqual(['A-06 APPLICATION_EXISTS']);
    expect(inChongqing({ activeApplications: [{ category: 'SAFETY_MGMT', code: 'B' }] }).allowed).toBe(true);
  });

  it('O-10 special operations from eighteen', () => {
    const born = (birthDate: string) => ({ ...trade('01'), person: { birthDate, sex: 'M' } });
    expect(inChongqing(born('2005-06-01')).allowed).toBe(true);
    expect(said(inChongqing(born('2005-06-02')))).toEqual(['未满18周岁，不能报名']);
    expect(inChongqing({ person: { birthDate: '2005-06-02', sex: 'M' } }).allowed).toBe(true);
  });

  const filled = applyFacts().application as Facts['application'];
  it('O-10 special operations with 初中 and a medical examination of the last three months, in every pack that examines them', () => {
    const asked = (over: object) => ({ ...trade('01'), application: { ...filled, ...over } });
    for (const inProvince of [inChongqing, inQinghai]) {
      expect(inProvince(asked({ education: '初中', medicalOn: '2023-03-01' })).allowed).toBe(true);
      expect(refusedBy(inProvince(asked({ medicalOn: '2023-02-28' })))).toEqual(['O-10 MEDICAL_TOO_OLD']);
      expect(refusedBy(inProvince(asked({ medicalOn: '2023-06-02' })))).toEqual(['O-10 MEDICAL_REQUIRED']);
      expect(refusedBy(inProvince(asked({ education: '小学' })))).toEqual(['O-10 EDUCATION_TOO_LOW']);
      expect(inProvince({ application: { ...filled, education: '小学', medicalOn: undefined } }).allowed).toBe(true);
    }
  });

  it('CQ-15 the exempt claim of the C certificate closes by itself', () => {
    const claim = (when: Date) =>
      evaluate(
        chongqing,
        'EXEMPT_CLAIM',
        { identity: identity(), subject: { category: 'SAFETY_MGMT', code: 'C' }, certificate: safetyOfficer },
        when,
      );
    expect(claim(at('2023-05-31', '23:59:59'))).toMatchObject({ allowed: true, window: { opens: null, closes: '2023-05-31' } });
    expect(claim(at('2023-06-01', '00:00:00')).refusals).toMatchObject([
      { ruleId: 'CQ-15', code: 'CLOSED', messageZh: '安全员C证免试申领已截止（2023年5月31日）' },
    ]);
  });
});

describe('the exempt claim in Chongqing', () => {
  const claim = (subject: Subject, held: CertificateFacts | null = safetyOfficer) =>
    evaluate(chongqing, 'EXEMPT_CLAIM', { identity: identity(), subject, certificate: held }, at('2023-05-20'));

  it('CQ-15 of the C certificate only', () => {
    expect(claim({ category: 'SAFETY_MGMT', code: 'C' }).allowed).toBe(true);
    for (const code of ['A', 'B']) expect(refusedBy(claim({ category: 'SAFETY_MGMT', code }))).toEqual(['CQ-15 ITEM_NOT_OFFERED']);
    expect(said(claim({ category: 'SPECIAL_OP', code: '01' }))).toEqual(['重庆市不受理“建筑电工”的免试申领']);
  });

  it('CQ-15 by holders of the 安全员 certificate of the site only', () => {
    for (const held of [null, certificate({ code: 'C' }), { ...safetyOfficer, code: '101' }, { ...safetyOfficer, provinceCode: '510000' }])
      expect(refusedBy(claim({ category: 'SAFETY_MGMT', code: 'C' }, held))).toEqual(['CQ-15 EXEMPT_PROOF_REQUIRED']);
  });
});

describe('applying in Qinghai', () => {
  it('QH-09 both the real-name check and an employer come first', () => {
    expect(inQinghai()).toMatchObject({ allowed: true, refusals: [], pending: [], packVersion: qinghai.version });
    expect(inQinghai({ employments: [] }).refusals).toMatchObject([
      { ruleId: 'QH-09', code: 'EMPLOYMENT_REQUIRED', messageZh: '请先完成实名认证并与企业建立聘用关系' },
    ]);
    expect(refusedBy(inQinghai({ employments: [], identity: identity(false) }))).toEqual([
      'QH-09 IDENTITY_REQUIRED',
      'QH-09 EMPLOYMENT_REQUIRED',
    ]);
    for (const status of ['REQUESTED', 'DECLINED', 'ENDED'] as const)
      expect(codes(inQinghai({ employments: [{ ...employer[0], status }] }))).toEqual(['EMPLOYMENT_REQUIRED']);
  });

  it('CQ-05 QH-03 QH-04 a safety certificate elsewhere can be moved here, a trade certificate is cancelled there', () => {
    const elsewhere = (category: 'SAFETY_MGMT' | 'SPECIAL_OP', code: string) =>
      inQinghai({ subject: { category, code }, nationalHoldings: [holding({ category, code })] }).refusals;
    expect(elsewhere('SAFETY_MGMT', 'A')).toMatchObject([
      { ruleId: 'CQ-05', code: 'HELD_ELSEWHERE', nextStepZh: '请在四川省办理调出，再到青海省办理调入；不再使用的，请在四川省注销' },
    ]);
    expect(elsewhere('SPECIAL_OP', '01')).toMatchObject([{ code: 'HELD_ELSEWHERE', nextStepZh: '请先在四川省注销该证书' }]);
  });

  it('QH-10 type and institution are chosen by the person', () => {
    expect(refusedBy(inQinghai({ subject: null }))).toEqual(['QH-10 EXAM_TYPE_REQUIRED']);
    expect(refusedBy(inQinghai({ institution: null }))).toEqual(['QH-10 INSTITUTION_REQUIRED']);
    expect(inQinghai({ subject: null, institution: null }).refusals.map((one) => one.incomplete)).toEqual([true, true]);
    const empty = { training: 'INSTITUTION', selfChecked: true, declaredTrue: false, portrait: false };
    expect(refusedBy(inQinghai({ application: empty }))).toEqual(['QH-10 PHOTO_REQUIRED', 'QH-10 DECLARATION_REQUIRED']);
  });

  it('QH-06 only an institution authorised on the day for that kind', () => {
    const until = (to?: string) => ({
      institution: { name: '河湟培训学校', authorisations: [{ category: 'SAFETY_MGMT', from: '2023-01-01', to }] },
    });
    expect(inQinghai(until('2023-06-01')).allowed).toBe(true);
    expect(refusedBy(inQinghai(until('2023-05-31')))).toEqual(['QH-06 INSTITUTION_NOT_AUTHORISED']);
    expect(said(inQinghai(until('2023-05-31')))).toEqual(['河湟培训学校现在不能办理“企业主要负责人（A证）”']);
    expect(inQinghai(until()).allowed).toBe(true);
    expect([inQinghai(until(), at('2022-12-31')).allowed, inQinghai(until(), at('2023-01-01')).allowed]).toEqual([false, true]);
    expect(inQinghai({ ...until(), ...trade('01') }).allowed).toBe(false);
  });

  it('QH-06 an authorisation may be for some codes of a category only', () => {
    const only01 = { authorisations: [{ category: 'SPECIAL_OP', code: '01', from: '2023-01-01' }] } as const;
    expect(isAuthorised(only01, { category: 'SPECIAL_OP', code: '01' }, '2023-06-01')).toBe(true);
    expect(isAuthorised(only01, { category: 'SPECIAL_OP', code: '02' }, '2023-06-01')).toBe(false);
  });

  it('QH-07 enterprises that train their own people go to room 906', () => {
    const application = { training: 'ENTERPRISE', selfChecked: true, declaredTrue: true, portrait: true };
    const self = { application, institution: null };
    expect(inQinghai({ ...self, actor: enterprise }).refusals).toMatchObject([
      {
        ruleId: 'QH-07',
        code: 'ENTERPRISE_ONSITE',
        messageZh: '企业自主培训的，要现场报名审核',
        nextStepZh: '请到住建厅人事处9楼906室办理',
      },
    ]);
    expect(refusedBy(inQinghai(self))).toEqual(['QH-07 ENTERPRISE_ONSITE']);
    expect(inQinghai({ ...self, actor: officer }).allowed).toBe(false);
    const counter = { ...officer, channel: 'COUNTER' as const };
    const papers = ['ID_CARD', 'SIGNED_FORM', 'TRAINING_RECORD', 'INSURANCE'] as const;
    const seen = { ...self, actor: counter, application: { ...application, papers } };
    expect(inQinghai(seen).allowed).toBe(true);
    expect(refusedBy(inQinghai({ ...self, actor: counter }))).toEqual(['A-23 PAPERS_MISSING']);
    expect(refusedBy(inQinghai({ ...seen, application: { ...application, papers: papers.slice(1) } }))).toEqual(['A-23 PAPERS_MISSING']);
    expect(refusedBy(inQinghai({ ...seen, actor: { role: 'AUTHORITY_ISSUER', channel: 'COUNTER' } }))).toEqual(['QH-07 ENTERPRISE_ONSITE']);
    // Their certificates come from the institution that trained (QH-36).
    expect(refusedBy(inQinghai({ ...seen, subject: { category: 'QUALITY_TESTER' } }))).toEqual(['QH-07 ITEM_NOT_OFFERED']);
  });

  it('QH-31 技术工人 and 质量检测 go the same way as 安管 and 特种', () => {
    for (const category of ['SKILLED_WORKER', 'QUALITY_TESTER'] as const) {
      expect(inQinghai({ subject: { category } }).allowed).toBe(true);
      expect(refusedBy(inQinghai({ subject: { category }, employments: [], institution: null }))).toEqual([
        'QH-09 EMPLOYMENT_REQUIRED',
        'QH-10 INSTITUTION_REQUIRED',
      ]);
      // Their certificates hold in the province only, so the national platform is not asked.
      expect(inQinghai({ subject: { category }, nationalHoldings: 'UNAVAILABLE' }).allowed).toBe(true);
    }
    expect(refusedBy(inQinghai({ subject: { category: 'SITE_MANAGER', code: '101' } }))).toEqual(['QH-31 ITEM_NOT_OFFERED']);
  });

  it('QH-11 the chosen institution alone reviews', () => {
    const review = (relation: 'OWN_INSTITUTION' | 'OTHER_INSTITUTION' | 'SELF') =>
      evaluate(qinghai, 'REVIEW_APPLICATION', { relation }, DAY);
    expect(review('OWN_INSTITUTION').allowed).toBe(true);
    expect(refusedBy(review('OTHER_INSTITUTION'))).toEqual(['QH-11 NOT_FOUND']);
    expect(codes(review('SELF'))).toEqual(['NOT_FOUND']);
  });

  it('QH-12 社保 and employer are one', () => {
    const check = (socialInsurance: Parameters<typeof evaluate<'AUTHORITY_CHECK'>>[2]['socialInsurance'], actor = officer) =>
      evaluate(qinghai, 'AUTHORITY_CHECK', { actor, socialInsurance, employments: employer }, DAY);
    expect(check({ state: 'MATCH' }).allowed).toBe(true);
    expect(check({ state: 'MISMATCH', insuredBy: '江河建工' }).refusals).toMatchObject([
      { ruleId: 'QH-12', code: 'INSURANCE_MISMATCH', messageZh: '社保单位与聘用企业不一致：社保在江河建工，聘用企业是西海建设有限公司' },
    ]);
    expect(codes(check({ state: 'NOT_INSURED' }))).toEqual(['NOT_INSURED']);
    expect(check('UNAVAILABLE')).toMatchObject({ allowed: false, refusals: [], pending: [{ ruleId: 'QH-12', on: 'SOCIAL_INSURANCE' }] });
  });

  it('QH-05 the checks and approvals are the authority’s', () => {
    const staff = { role: 'INSTITUTION_STAFF', channel: 'H5' } as const;
    expect(
      refusedBy(evaluate(qinghai, 'AUTHORITY_CHECK', { actor: staff, socialInsurance: { state: 'MATCH' }, employments: employer }, DAY)),
    ).toEqual(['QH-05 ROLE']);
    expect(
      evaluate(
        qinghai,
        'AUTHORITY_CHECK',
        { actor: { ...staff, role: 'SYSTEM' }, socialInsurance: { state: 'MATCH' }, employments: employer },
        DAY,
      ).allowed,
    ).toBe(true);
    expect(said(evaluate(qinghai, 'APPROVE_EXAM_PLAN', { actor: staff, examPlan: { state: 'SUBMITTED', candidates: [] } }, DAY))).toEqual([
      '这项业务由省住建厅人事处办理',
    ]);
    expect(evaluate(qinghai, 'APPROVE_EXAM_PLAN', { actor: officer, examPlan: { state: 'SUBMITTED', candidates: [] } }, DAY).allowed).toBe(
      true,
    );
  });

  it('QH-13 training starts only after the check has passed', () => {
    const enrol = (applicationStatus: string) =>
      evaluate(qinghai, 'ENROL', { applicationStatus, subject: { category: 'SAFETY_MGMT', code: 'A' }, institution }, DAY);
    expect(enrol('AUTH_PASSED').allowed).toBe(true);
    for (const status of ['SUBMITTED', 'INST_PASSED', 'AUTH_CHECK', 'AUTH_REJECTED', 'IN_TRAINING'])
      expect(refusedBy(enrol(status))).toEqual(['QH-13 CHECK_NOT_PASSED']);
  });
});
