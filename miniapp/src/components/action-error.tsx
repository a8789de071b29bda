import type { ApiError } from '@/api';
import { ErrorNotice, Notice } from './notice';

/** Refusals that mean: it is not any more as it was shown. */
const MOVED_ON = new Set([
  'ALREADY_DECIDED',
  'ILLEGAL_TRANSITION',
  'VERSION_CONFLICT',
  'EMPLOYMENT_CHANGED',
  'ALREADY_BATCHED',
  'FILING_CHANGED',
]);

/** Why a decision was not taken. When somebody else was faster it also says that the page now shows what is so: the page asks again beside it. */
export function ActionError({ error }: { error?: ApiError }) {
  if (!error || !MOVED_ON.has(error.code)) return <ErrorNotice error={error} />;
  return (
    <Notice tone="warn" live title={error.messageZh}>
      这一页已换成最新的内容，请看清现在的状态再办。
    </Notice>
  );
}
