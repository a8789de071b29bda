import { FILING_PART_LABELS, FILING_PARTS, type Filing as View, type FilingItem } from '@jzt/shared/contract/filing';
import { maskIdNumber } from '@jzt/shared/domain/masking';
import { SITE_POSTS } from '@jzt/shared/domain/posts';
import { enterpriseFiling as machine } from '@jzt/shared/workflow/machines/enterpriseFiling';
import type { FieldCipher } from '../../platform/crypto';
import { presentTimeline } from '../../platform/timeline';
import type { Filing } from './filing.model';

export function presentItem(one: Filing, cipher: FieldCipher): FilingItem {
  const id = one._id.toHexString();
  const missing = [
    ...(one.post ? [] : ['岗位']),
    ...FILING_PARTS.filter((part) => !one.files[part]).map((part) => FILING_PART_LABELS[part]),
  ];
  const open = one.status === 'DRAFT' || one.status === 'REJECTED';
  return {
    id,
    number: one.number,
    status: one.status,
    statusZh: machine.states[one.status],
    name: cipher.open(one.nameSealed, id),
    idNumberMasked: maskIdNumber(cipher.open(one.idNumberSealed, id)),
    enterpriseName: one.enterpriseName,
    ...(one.post && { post: one.post, postZh: SITE_POSTS[one.post] }),
    ...(one.certificateNo && { certificateNo: one.certificateNo }),
    ...(one.status === 'PASSED' &&
      !one.certificateNo && {
        certificateNote: one.notMade ? `证书没有制成：${one.notMade}。处理好后请撤回，再审核一次` : '正在生成编号和证书',
      }),
    addedAt: one.createdAt.toISOString(),
    missing: open ? missing : [],
    ...(one.status === 'REJECTED' && { reason: one.history.findLast((line) => line.event === 'reject')?.reason }),
    version: one.version,
  };
}

export const presentFiling = (one: Filing, cipher: FieldCipher, objections: View['objections']): View => ({
  ...presentItem(one, cipher),
  oldNumber: one.oldNumber,
  files: { ...one.files },
  objections,
  retiredNumbers: [...one.retiredNumbers],
  timeline: presentTimeline(one.history, machine, '添加人员'),
});
