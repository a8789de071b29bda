import { describe, expect, it } from '@jest/globals';
import { NATIONAL_STATES } from '../domain/stateCodes';
import { certificate } from './machines/certificate';
import { nationalReport } from './nationalReport';

describe('JS-22 what the national platform is told', () => {
  it.each([
    ['SAFETY_MGMT', 'issue', 'ISSUED', '01', '01', false],
    ['SPECIAL_OP', 'issue', 'ISSUED', '01', '01', false],
    ['SAFETY_MGMT', 'extend', 'ACTIVE', '01', '02', true],
    ['SPECIAL_OP', 'extend', 'ACTIVE', '01', '02', true],
    ['SAFETY_MGMT', 'completeChange', 'ACTIVE', '01', '09', true],
    ['SPECIAL_OP', 'completeChange', 'ACTIVE', '01', '08', true],
    ['SAFETY_MGMT', 'completeRecheck', 'ACTIVE', '01', '07', true],
    ['SPECIAL_OP', 'completeRecheck', 'ACTIVE', '01', '07', true],
    ['SPECIAL_OP', 'reissue', 'ACTIVE', '01', '07', true],
    ['SAFETY_MGMT', 'transferIn', 'ISSUED', '01', '08', true],
    ['SAFETY_MGMT', 'suspend', 'SUSPENDED', '02', '03', false],
    ['SAFETY_MGMT', 'restore', 'ACTIVE', '01', '06', false],
    ['SAFETY_MGMT', 'expire', 'EXPIRED', '05', '04', false],
    ['SPECIAL_OP', 'expire', 'EXPIRED', '06', '04', false],
    ['SAFETY_MGMT', 'cancel', 'CANCELLED', '04', '05', false],
    ['SPECIAL_OP', 'cancel', 'CANCELLED', '05', '05', false],
    ['SAFETY_MGMT', 'rescind', 'RESCINDED', '03', '05', false],
    ['SPECIAL_OP', 'rescind', 'RESCINDED', '04', '05', false],
    ['SAFETY_MGMT', 'revoke', 'REVOKED', '07', '05', false],
    ['SPECIAL_OP', 'revoke', 'REVOKED', '03', '05', false],
    ['SAFETY_MGMT', 'releaseTransferOut', 'TRANSFER_OUT', '06', '05', false],
    ['SAFETY_MGMT', 'recallTransferOut', 'ACTIVE', '01', '10', false],
  ] as const)('%s %s to %s: state %s, operation %s', (kind, event, to, certState, operateType, linksPrevious) => {
    expect(nationalReport(kind, event, to)).toEqual({ certState, operateType, linksPrevious });
  });

  it('CQ-23 a state only we have goes out as 99 with its words', () => {
    expect(nationalReport('SPECIAL_OP', 'deactivate', 'DEACTIVATED')).toEqual({
      certState: '99',
      certStatusDescription: '已取消激活',
      operateType: '07',
      linksPrevious: false,
    });
  });

  it('QH-04 the personal certificate knows no transfer between provinces', () => {
    for (const event of ['transferIn', 'recallTransferOut'] as const)
      expect(() => nationalReport('SPECIAL_OP', event, 'ACTIVE')).toThrow(RangeError);
    expect(() => nationalReport('SPECIAL_OP', 'releaseTransferOut', 'TRANSFER_OUT')).toThrow(RangeError);
  });

  it('every arrow of the certificate is either reported with a code of its kind or only a request', () => {
    const silent = new Set<string>();
    for (const { event, to } of certificate.transitions) {
      const report = nationalReport('SAFETY_MGMT', event, to);
      if (report) expect(Object.values(NATIONAL_STATES.SAFETY_MGMT)).toContain(report.certState);
      else silent.add(event);
    }
    expect([...silent].sort()).toEqual([
      'activate',
      'confirmTransferOut',
      'refuseChange',
      'refuseExtension',
      'refuseRecheck',
      'requestChange',
      'requestExtension',
      'requestRecheck',
      'requestTransferOut',
      'undoTransferOut',
      'withdrawRequest',
    ]);
  });
});
