import { ClientFault } from '@jzt/shared/contract/clientFault';
import { describe, expect, it } from '@jest/globals';
import { localError } from './api-error';
import { createFaults } from './faults';

function phone(page = 'packages/exam/score/index?id=0123456789abcdef01234567') {
  const sent: ClientFault[] = [];
  const report = createFaults({
    send: (fault) => {
      sent.push(fault);
      return Promise.reject(new Error('no network'));
    },
    page: () => page,
    target: 'weapp',
    version: () => '1.0.0 3.8.12',
  });
  return { report, sent };
}

describe('a fault of the program', () => {
  it('is told as the contract wants it, without anything of the person', () => {
    const { report, sent } = phone();
    report('ERROR', new TypeError("11010519491231002X of “欧阳建国” called 13912345678: reading 'length'"));
    expect(sent).toHaveLength(1);
    expect(ClientFault.safeParse(sent[0]).success).toBe(true);
    expect(sent[0]).toMatchObject({
      kind: 'ERROR',
      message: "<id> of <words> called <phone>: reading 'length'",
      page: 'packages/exam/score/index',
    });
    expect(JSON.stringify(sent)).not.toMatch(/欧阳|1391234|11010519|0123456789abcdef/);
  });

  it('is read from the one text WeChat hands over', () => {
    const { report, sent } = phone();
    report('ERROR', 'MiniProgramError\nx is not a function\nTypeError: x is not a function\n  at a.js:1:2');
    expect(sent[0]).toMatchObject({ message: 'x is not a function' });
    expect(sent[0]!.stack).toContain('a.js:1:2');
  });

  it('is told once, and ten in a run of the app at most', () => {
    const { report, sent } = phone();
    for (let turn = 0; turn < 3; turn += 1) report('REJECTION', new Error('again'));
    expect(sent).toHaveLength(1);
    for (let turn = 0; turn < 30; turn += 1) report('REJECTION', new Error(`number ${turn}`));
    expect(sent).toHaveLength(10);
  });

  it('is not what the server or the person answered', () => {
    const { report, sent } = phone();
    report('REJECTION', localError('OFFLINE'));
    report('REJECTION', { errMsg: 'previewImage:fail cancel' });
    expect(sent).toEqual([]);
  });

  it('fits the contract however long it is', () => {
    const { report, sent } = phone('p'.repeat(5_000));
    report('ERROR', Object.assign(new Error('m'.repeat(5_000)), { stack: 's'.repeat(50_000) }));
    expect(ClientFault.safeParse(sent[0]).success).toBe(true);
  });
});
