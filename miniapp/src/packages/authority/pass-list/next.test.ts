import { describe, expect, it } from '@jest/globals';
import { nextWords, WAITING } from './next';

const row = (code?: string) => ({
  source: { kind: 'APPLICATION' as const, id: 'a' },
  name: '王建国',
  idNumberMasked: '',
  signed: false,
  errors: code ? [{ ruleId: 'QH-19', code, message: '成绩不合格' }] : [],
});
const batch = (status: string, more: object = {}) => ({
  status,
  canApprove: false,
  canSign: false,
  createdBy: '李审核',
  rows: [row()],
  ...more,
});

describe('what a pass list asks of the officer who looks at it', () => {
  it('QH-19 says to the one who imported it why they cannot approve', () => {
    expect(nextWords(batch('CHECKED'), 'AUTHORITY_ISSUER')).toMatch(/不能自己批准.*另一位/);
    expect(nextWords(batch('CHECKED', { canApprove: true }), 'AUTHORITY_ISSUER')).toMatch(/第二人复核/);
    expect(nextWords(batch('CHECKED'), 'AUTHORITY_REVIEWER')).toMatch(/签发人员/);
  });
  it('QH-19 a faulty row stops the whole list, one that only waits for an outside system does not ask for anything', () => {
    expect(nextWords(batch('DRAFT', { rows: [row(), row('NOT_PASSED')] }), 'AUTHORITY_REVIEWER')).toMatch(/整批不能往下办/);
    expect(nextWords(batch('DRAFT', { rows: [row(WAITING)] }), 'AUTHORITY_REVIEWER')).toMatch(/自动接着核对/);
  });
  it("QH-36 a list of certificates that the institution issues is not the officer's to sign", () => {
    expect(nextWords(batch('APPROVED'), 'AUTHORITY_ISSUER')).toMatch(/由培训机构盖章发放/);
    expect(nextWords(batch('APPROVED', { canSign: true }), 'AUTHORITY_ISSUER')).toMatch(/可以签发/);
  });
  it('QH-20 a failed signing has published nothing', () => {
    expect(nextWords(batch('SIGN_FAILED', { canSign: true }), 'AUTHORITY_ISSUER')).toMatch(/没有证书发出.*重试/);
  });
});
