import { describe, expect, it } from '@jest/globals';
import { listWords } from './words';

const batch = (status: string, can: { canApprove?: true; canSign?: true } = {}) => ({ status, canApprove: false, canSign: false, ...can });

describe('what the pass lists ask of an officer', () => {
  it('QH-19 gives the reviewer the checking, the issuer the approval and the signing', () => {
    const batches = [batch('DRAFT'), batch('CHECKED', { canApprove: true }), batch('APPROVED', { canSign: true }), batch('ISSUED')];
    expect(listWords({ ready: 2, batches, issuer: false })).toEqual({ count: 5, hint: '1批待校验', due: true });
    expect(listWords({ ready: 2, batches, issuer: true })).toEqual({ count: 5, hint: '1批等您批准', due: true });
  });
  it('QH-20 puts a failed signing first, and does not ask an issuer to approve their own list', () => {
    expect(
      listWords({ ready: 0, batches: [batch('SIGN_FAILED', { canSign: true }), batch('CHECKED', { canApprove: true })], issuer: true })
        .hint,
    ).toBe('1批签发失败，待重试');
    expect(listWords({ ready: 0, batches: [batch('CHECKED')], issuer: true })).toEqual({ count: 1, hint: '等其他人办理', due: false });
    // QH-36: filed, and now the institution's to sign.
    expect(listWords({ ready: 0, batches: [batch('APPROVED')], issuer: true }).due).toBe(false);
    expect(listWords({ ready: 0, batches: [batch('REJECTED')], issuer: false })).toEqual({ count: 0, hint: '没有在办的名单', due: false });
  });
});
