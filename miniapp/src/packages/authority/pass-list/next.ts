import type { PassListBatch } from '@jzt/shared/contract/passList';
import type { Role } from '@jzt/shared/domain/roles';

/** The row fault that only an outside system's silence causes: it goes away by itself (CQ-07). */
export const WAITING = 'CHECK_PENDING';

/** What comes next and who does it, in one sentence: also why this officer has no button (the second pair of eyes, QH-19). */
export function nextWords(
  batch: Pick<PassListBatch, 'status' | 'canApprove' | 'canSign' | 'rows' | 'createdBy'>,
  role: Role,
): string | undefined {
  const issuer = role === 'AUTHORITY_ISSUER';
  const faults = batch.rows.flatMap((row) => row.errors);
  switch (batch.status) {
    case 'DRAFT':
      if (faults.some((fault) => fault.code === WAITING)) return '全国平台暂时连不上，恢复后会自动接着核对，不用重复点。';
      if (faults.length > 0) return '有人有问题，整批不能往下办。请先处理，或把有问题的人移出名单，再重新校验。';
      return issuer ? '等审核人员逐人校验。' : '请逐人校验：是否合格、实名、有没有重复证书。';
    case 'CHECKED':
      if (batch.canApprove) return '校验已通过。请您作为第二人复核，没有问题就批准。';
      return issuer
        ? `名单是您导入或校验的（导入人：${batch.createdBy}），不能自己批准，要由另一位签发人员复核批准。`
        : '校验已通过，要由签发人员（另一个人）复核批准。';
    case 'APPROVED':
      if (batch.canSign) return '已批准，可以签发。签发后不能撤回，请再看一遍名单。';
      return issuer ? '已备案。这种证书由培训机构盖章发放，主管部门不用签发。' : '已批准，等着签发。';
    case 'SIGNING':
      return '正在签发，可以离开这一页，办完会发消息。';
    case 'SIGN_FAILED':
      return batch.canSign ? '没有证书发出。处理好原因后可以重试，已签好的不会重复。' : '没有证书发出，等签发的一方处理后重试。';
    case 'ISSUED':
      return '证书已全部发出，本人可以在小程序里下载。';
    default:
      return undefined;
  }
}
