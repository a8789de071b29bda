import type { RegisterImport } from '@jzt/shared/contract/registerImport';

/** What became of a batch, in one line. */
export const inShort = ({ total, counts }: RegisterImport): string =>
  [
    `共${total}行`,
    counts.WAITING && `可以登记${counts.WAITING}`,
    counts.RECORDED && `已登记${counts.RECORDED}`,
    counts.ALREADY && `原来就有${counts.ALREADY}`,
    counts.WRONG + counts.REFUSED && `要改${counts.WRONG + counts.REFUSED}`,
    counts.UNDONE && `已撤回${counts.UNDONE}`,
    counts.KEPT && `没有撤回${counts.KEPT}`,
  ]
    .filter(Boolean)
    .join('，');
