import type { PassListBatchItem } from '@jzt/shared/contract/passList';

type Batch = Pick<PassListBatchItem, 'status' | 'canApprove' | 'canSign'>;

const of = (batches: readonly Batch[], ...states: string[]): number => batches.filter((batch) => states.includes(batch.status)).length;

/** How much of the pass lists is open, and the most urgent thing for a reviewer or an issuer in a few words. */
export function listWords({ ready, batches, issuer }: { ready: number; batches: readonly Batch[]; issuer: boolean }): {
  count: number;
  hint: string;
  due: boolean;
} {
  const count = ready + batches.filter((batch) => !['ISSUED', 'REJECTED'].includes(batch.status)).length;
  const failed = batches.filter((batch) => batch.status === 'SIGN_FAILED' && batch.canSign).length;
  const mine: [number, string][] = issuer
    ? [
        [failed, '批签发失败，待重试'],
        [batches.filter((batch) => batch.canApprove).length, '批等您批准'],
        [batches.filter((batch) => batch.status === 'APPROVED' && batch.canSign).length, '批等着签发'],
      ]
    : [
        [of(batches, 'DRAFT'), '批待校验'],
        [ready, '场考试待导入名单'],
      ];
  const first = mine.find(([many]) => many > 0);
  if (first) return { count, hint: `${first[0]}${first[1]}`, due: true };
  return { count, hint: of(batches, 'SIGNING') > 0 ? '正在签发' : count > 0 ? '等其他人办理' : '没有在办的名单', due: false };
}
