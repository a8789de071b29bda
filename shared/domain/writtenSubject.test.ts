import { describe, expect, it } from '@jest/globals';
import type { CertificateKind } from './categories';
import { writtenSubject } from './writtenSubject';

const code = (kind: CertificateKind, text: string) => writtenSubject(kind, text)?.subject.code;

describe('a trade, post or class as people write it', () => {
  it('is its code or its name, and a spreadsheet may have taken the nought away', () => {
    expect(['C2', 'c2', 'C2证', '土建类专职安全生产管理人员(C2证)'].map((one) => code('SAFETY_MGMT', one))).toEqual([
      'C2',
      'C2',
      'C2',
      'C2',
    ]);
    expect(['01', '1', '建筑电工', '架子工（普通脚手架）'].map((one) => code('SPECIAL_OP', one))).toEqual(['01', '01', '01', '02']);
    expect(['101', '土建施工员', '安全员'].map((one) => code('SITE_MANAGER_PAPER', one))).toEqual(['101', '101', 'SITE_SAFETY_OFFICER']);
    expect(code('SKILLED_WORKER', '砌筑工')).toBe('砌筑工');
  });

  it('names trade 99 itself', () => {
    expect(writtenSubject('SPECIAL_OP', '99 矿山爆破工')).toEqual({
      subject: { category: 'SPECIAL_OP', code: '99' },
      postName: '矿山爆破工',
    });
    expect(writtenSubject('SPECIAL_OP', '99')).toBeNull();
  });

  it('is none where there is no such one or the kind needs one', () => {
    expect([code('SAFETY_MGMT', 'D'), code('SAFETY_MGMT', ''), code('SPECIAL_OP', '12'), code('SITE_MANAGER_PAPER', '105')]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(writtenSubject('SKILLED_WORKER', ' ')).toBeNull();
    expect(writtenSubject('SITE_SAFETY_OFFICER', '土建施工员')).toBeNull();
    expect(code('SITE_SAFETY_OFFICER', '')).toBe('SITE_SAFETY_OFFICER');
    expect(writtenSubject('ASSOC_CONSTRUCTOR', '')).toEqual({ subject: { category: 'ASSOC_CONSTRUCTOR' } });
  });
});
