import type { ApiError } from '@/api';
import { ErrorNotice, Notice } from './notice';

/** Why a decision was not taken. When somebody else was faster (409) it says that the page now shows what is so: the page asks again beside it. */
export function ActionError({ error }: { error?: ApiError }) {
  if (error?.status !== 409 || error.detail.refusals?.length) return <ErrorNotice error={error} />;
  return <Notice tone="warn" live title={error.messageZh}>这一页已换成最新的内容，请看清现在的状态再办。</Notice>;
}
