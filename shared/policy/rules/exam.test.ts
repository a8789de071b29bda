import { describe, expect, it } from '@jest/globals';
import { evaluate } from '../engine';
import type { Category } from '../../domain/categories';
import type { Facts, Relation } from '../facts';
import { chongqing } from '../packs/chongqing';
import { jiangxi } from '../packs/jiangxi';
import { jiangsu } from '../packs/jiangsu';
import { qinghai } from '../packs/qinghai';
import { at, certificate, codes, employer, identity, institutionStaff, officer, refusedBy, said, worker } from '../testing';
import { passes } from './exam';

const DAY = at('2023-06-01');
const candidate = (name: string, earnedHours: string, status = 'TRAINED') => ({ name, status, earnedHours, requiredHours: '32.00' });

describe('exam plans', () => {
  const submit = (candidates: Facts['examPlan']['candidates'], actor = institutionStaff) =>
    evaluate(qinghai, 'SUBMIT_EXAM_PLAN', { actor, examPlan: { state: 'DRAFT', candidates } }, DAY);

  it('QH-14 everybody has finished, or is named', () => {
    expect(submit([candidate('张三', '32.00'), candidate('李四', '40')]).allowed).toBe(true);
    const short = submit([candidate('张三', '32'), candidate('李四', '31.99'), candidate('王五', '0')]);
    expect(short.refusals).toMatchObject([{ ruleId: 'QH-14', code: 'CANDIDATES_LACK_HOURS', messageZh: '学时没有修满：李四、王五' }]);
    expect(said(submit([candidate('赵六', '32', 'IN_TRAINING')]))).toEqual(['没有完成培训：赵六']);
    expect(codes(submit([candidate('李四', '1'), candidate('赵六', '32', 'WITHDRAWN')]))).toEqual([
      'CANDIDATES_LACK_HOURS',
      'CANDIDATES_NOT_TRAINED',
    ]);
    expect(codes(submit([]))).toEqual(['LIST_EMPTY']);
    expect(codes(submit([candidate('张三', '32')], worker))).toEqual(['ROLE']);
  });

  it('QH-15 arranged by the institution, after the approval', () => {
    const arrange = (state: string, actor = institutionStaff) =>
      evaluate(qinghai, 'ARRANGE_EXAM', { actor, examPlan: { state, candidates: [] } }, DAY);
    expect(arrange('APPROVED').allowed).toBe(true);
    for (const state of ['DRAFT', 'SUBMITTED', 'RETURNED']) expect(refusedBy(arrange(state))).toEqual(['QH-15 PLAN_NOT_APPROVED']);
    expect(refusedBy(arrange('APPROVED', officer))).toEqual(['QH-15 ROLE']);
  });

  it('QH-07 the exam of people trained by their enterprise is arranged by the authority', () => {
    const arrange = (actor: Facts['actor']) =>
      evaluate(qinghai, 'ARRANGE_EXAM', { actor, examPlan: { state: 'APPROVED', candidates: [], trainedBy: 'ENTERPRISE' } }, DAY);
    expect(arrange(officer).allowed).toBe(true);
    expect(refusedBy(arrange(institutionStaff))).toEqual(['QH-07 ROLE']);
    expect(said(arrange(institutionStaff))).toEqual(['这项业务由省住建厅人事处办理']);
  });

  it('QH-08 no session without an approved plan', () => {
    const open = (state: string) => evaluate(qinghai, 'OPEN_EXAM_SESSION', { examPlan: { state, candidates: [] } }, DAY);
    for (const state of ['APPROVED', 'ARRANGED', 'RUNNING']) expect(open(state).allowed).toBe(true);
    for (const state of ['DRAFT', 'SUBMITTED', 'RETURNED', 'CANCELLED', 'CLOSED'])
      expect(refusedBy(open(state))).toEqual(['QH-08 PLAN_NOT_APPROVED']);
  });
});

describe('sitting an exam', () => {
  const start = (category: 'SAFETY_MGMT' | 'SPECIAL_OP' | 'SKILLED_WORKER' | 'QUALITY_TESTER', device: 'COMPUTER' | 'MOBILE') =>
    evaluate(qinghai, 'START_EXAM', { subject: { category, code: 'A' }, device, identity: identity() }, DAY);

  it('QH-16 on a computer', () => {
    expect(start('SAFETY_MGMT', 'COMPUTER').allowed).toBe(true);
    expect(refusedBy(start('SAFETY_MGMT', 'MOBILE'))).toEqual(['QH-16 COMPUTER_ONLY']);
    expect(codes(start('SPECIAL_OP', 'MOBILE'))).toEqual(['COMPUTER_ONLY']);
  });

  it('QH-32 only 技术工人 on the phone, 质量检测 is not', () => {
    expect(start('SKILLED_WORKER', 'MOBILE').allowed).toBe(true);
    expect(refusedBy(start('SKILLED_WORKER', 'COMPUTER'))).toEqual(['QH-32 MOBILE_ONLY']);
    expect(refusedBy(start('QUALITY_TESTER', 'MOBILE'))).toEqual(['QH-32 COMPUTER_ONLY']);
    expect(start('QUALITY_TESTER', 'COMPUTER').allowed).toBe(true);
  });

  it('O-10 pass marks of the pack: theory 60, practical part 70 for special operations', () => {
    const pack = { pack: qinghai };
    expect([passes(pack, 'SPECIAL_OP', 59.5), passes(pack, 'SPECIAL_OP', 60)]).toEqual([false, true]);
    expect([passes(pack, 'SPECIAL_OP', 69, 'practical'), passes(pack, 'SPECIAL_OP', 70, 'practical')]).toEqual([false, true]);
    expect(passes(pack, 'SAFETY_MGMT', 70, 'practical')).toBeUndefined();
  });

  it('O-10 a pass list takes only who passed both parts', () => {
    const row = { name: '甲', status: 'PASSED', score: 60, identityComplete: true, duplicate: false, number: '1' };
    const list = (category: Category, practical?: number) =>
      codes(evaluate(qinghai, 'PASS_LIST', { actor: officer, subject: { category }, passList: { rows: [{ ...row, practical }] } }, DAY));
    expect([list('SPECIAL_OP', 70), list('SPECIAL_OP', 69), list('SPECIAL_OP')]).toEqual([[], ['ROW_NOT_PASSED'], ['ROW_NOT_PASSED']]);
    expect(list('SAFETY_MGMT')).toEqual([]);
  });

  it('A-23 a mark that is in no source says so', () => {
    for (const pack of [qinghai, chongqing, jiangsu])
      expect(pack.kinds.SAFETY_MGMT?.exam?.passMark).toMatchObject({ id: 'A-23', demo: true });
    // No pack, no mark: never a default.
    expect(passes({ pack: jiangxi }, 'SITE_MANAGER', 100)).toBeUndefined();
  });

  it('QH-18 the score is for three', () => {
    const view = (relation: Relation) => evaluate(qinghai, 'VIEW_SCORE', { relation }, DAY);
    for (const relation of ['SELF', 'OWN_INSTITUTION', 'AUTHORITY'] as const) expect(view(relation).allowed).toBe(true);
    for (const relation of ['OTHER_INSTITUTION', 'EMPLOYER', 'OTHER'] as const)
      expect(refusedBy(view(relation))).toEqual(['QH-18 NOT_FOUND']);
  });
});

describe('pass lists and issuing', () => {
  const row = (name: string, over: Partial<Facts['passList']['rows'][number]> = {}) => ({
    name,
    status: 'PASSED',
    score: 60,
    identityComplete: true,
    duplicate: false,
    number: '青建安A（2023）0000001',
    ...over,
  });
  const list = (rows: Facts['passList']['rows'], actor = officer) =>
    evaluate(qinghai, 'PASS_LIST', { actor, subject: { category: 'SAFETY_MGMT', code: 'A' }, passList: { rows } }, DAY);

  it('QH-19 one bad row stops the batch, and is named', () => {
    expect(list([row('张三'), row('李四')]).allowed).toBe(true);
    expect(list([row('张三'), row('李四', { score: 59 })]).refusals).toMatchObject([
      { ruleId: 'QH-19', code: 'ROW_NOT_PASSED', messageZh: '考试不合格：李四' },
    ]);
    expect(codes(list([row('李四', { status: 'FAILED' })]))).toEqual(['ROW_NOT_PASSED']);
    expect(
      codes(list([row('张三', { identityComplete: false }), row('李四', { duplicate: true }), row('王五', { number: null })])),
    ).toEqual(['ROW_IDENTITY', 'ROW_DUPLICATE', 'ROW_NUMBER']);
    expect(codes(list([]))).toEqual(['LIST_EMPTY']);
    expect(said(list([row('张三')], institutionStaff))).toEqual(['这项业务由省住建厅人事处办理']);
  });

  type Signing = Facts['signing'];
  const issue = (
    category: 'SAFETY_MGMT' | 'SPECIAL_OP' | 'SKILLED_WORKER' | 'QUALITY_TESTER' | 'SITE_MANAGER',
    over: Partial<Signing> = {},
    employments = employer,
    who = identity(),
  ) =>
    evaluate(
      qinghai,
      'ISSUE',
      {
        subject: { category, code: 'A' },
        identity: who,
        employments,
        signing: { filed: true, issuer: 'AUTHORITY', seal: 'PROVINCE', ...over },
      },
      DAY,
    );
  const own: Partial<Signing> = { issuer: 'INSTITUTION', seal: 'INSTITUTION' };

  it('QH-02 a safety certificate needs an employer', () => {
    expect(issue('SAFETY_MGMT').allowed).toBe(true);
    expect(refusedBy(issue('SAFETY_MGMT', {}, []))).toEqual(['QH-02 EMPLOYER_REQUIRED']);
    expect(codes(issue('SAFETY_MGMT', {}, [{ ...employer[0]!, status: 'ENDED' }]))).toEqual(['EMPLOYER_REQUIRED']);
  });

  it('QH-04 a trade certificate belongs to the person', () => {
    expect(issue('SPECIAL_OP', {}, []).allowed).toBe(true);
    const left = certificate({ category: 'SPECIAL_OP', code: '01', provinceCode: '630000' });
    // Employers are no fact of its use: whoever changes employer keeps it ACTIVE.
    expect(evaluate(qinghai, 'USE', { certificate: left, place: '630000', ceRecords: [] }, DAY).allowed).toBe(true);
    expect(refusedBy(evaluate(qinghai, 'TRANSFER_OUT', { actor: worker, relation: 'SELF', certificate: left }, DAY))).toEqual([
      'QH-04 TRANSFER_NOT_NEEDED',
    ]);
  });

  it('QH-20 issued by the authority under the province’s e-seal', () => {
    expect(refusedBy(issue('SAFETY_MGMT', { seal: 'INSTITUTION' }))).toEqual(['QH-20 WRONG_SEAL']);
    expect(refusedBy(issue('SAFETY_MGMT', own))).toEqual(['QH-19 WRONG_ISSUER', 'QH-20 WRONG_SEAL']);
    expect(refusedBy(issue('SITE_MANAGER'))).toEqual(['QH-20 KIND_NOT_ISSUED']);
    expect(refusedBy(issue('SAFETY_MGMT', {}, employer, identity(false)))).toEqual(['QH-09 IDENTITY_REQUIRED']);
  });

  it('QH-36 技术工人 and 质量检测: by the institution, with its own seal', () => {
    for (const category of ['SKILLED_WORKER', 'QUALITY_TESTER'] as const) {
      expect(issue(category, own).allowed).toBe(true);
      expect(refusedBy(issue(category))).toEqual(['QH-36 WRONG_ISSUER', 'QH-36 WRONG_SEAL']);
    }
  });

  it('QH-35 filed with the authority before the institution issues', () => {
    expect(refusedBy(issue('SKILLED_WORKER', { ...own, filed: false }))).toEqual(['QH-35 NOT_FILED']);
    expect(refusedBy(issue('QUALITY_TESTER', { ...own, filed: false }))).toEqual(['QH-35 NOT_FILED']);
    expect(issue('SAFETY_MGMT', { filed: false }).allowed).toBe(true);
  });

  it('QH-21 the holder downloads, once it is issued', () => {
    const download = (relation: Relation, held = true) =>
      evaluate(qinghai, 'DOWNLOAD', { relation, actor: worker, certificate: held ? certificate() : null }, DAY);
    expect(download('SELF').allowed).toBe(true);
    expect(refusedBy(download('SELF', false))).toEqual(['QH-21 NOT_ISSUED_YET']);
    expect(refusedBy(download('OTHER'))).toEqual(['QH-21 NOT_FOUND']);
  });
});
