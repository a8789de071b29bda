import { describe, expect, it } from '@jest/globals';
import { auditWords } from './words';

const entry = { actorRole: 'AUTHORITY_ISSUER', actorName: '陈签发' };

describe('the audit trail in words', () => {
  it('QH-20 names the act and both states of a case', () => {
    expect(auditWords({ ...entry, action: 'PassListBatch.sign', subjectKind: 'PassListBatch', outcome: 'APPROVED→SIGNING' })).toMatchObject(
      { act: '签发', subject: '合格人员名单批次', result: '已审批，待签发 → 签发中', refused: false },
    );
    expect(
      auditWords({ ...entry, action: 'Person.approveManualReview', subjectKind: 'Person', outcome: 'MANUAL_REVIEW→VERIFIED' }).result,
    ).toBe('人工核验中 → 已认证，待入库');
  });
  it('says what was refused, and who looked at an ID number', () => {
    expect(auditWords({ ...entry, action: 'passList.approve', subjectKind: 'Refusal', outcome: 'SECOND_OFFICER_REQUIRED' })).toMatchObject({
      act: '第二人复核批准',
      result: 'SECOND_OFFICER_REQUIRED',
      refused: true,
    });
    expect(auditWords({ ...entry, action: 'Application.revealIdNumber', subjectKind: 'Application', outcome: 'REVEALED' })).toMatchObject({
      act: '查看完整身份证号',
      result: '已显示',
      who: '陈签发，主管部门签发人员',
    });
  });
  it('JX-08, JX-17 names what was done with a filing, and who looked at its photos', () => {
    const words = (action: string, outcome: string) => auditWords({ ...entry, action, subjectKind: 'Filing', outcome });
    expect(words('File.viewFiling', 'REVEALED')).toMatchObject({ act: '查看换证资料照片', subject: '安全员换证', result: '已显示' });
    expect(words('Filing.approve', 'PENDING_REVIEW→PASSED')).toMatchObject({
      act: '审核通过',
      subject: '安全员换证',
      result: '待审核 → 通过',
    });
  });
  it('calls the first line of a case by what it is', () => {
    expect(auditWords({ ...entry, action: 'Employment.request', subjectKind: 'Employment', outcome: 'REQUESTED→REQUESTED' })).toMatchObject(
      { act: '新建聘用关系', result: '待对方确认' },
    );
  });
  it('hides nothing it has no words for', () => {
    expect(auditWords({ actorRole: 'ROBOT', actorName: '', action: 'New.act', subjectKind: 'New', outcome: 'A→B' })).toEqual({
      act: 'New.act',
      subject: 'New',
      result: 'A → B',
      refused: false,
      who: 'ROBOT',
    });
  });
});
