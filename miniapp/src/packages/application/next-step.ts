import type { Verdict } from '@jzt/shared/contract/common';
import { open } from '@/navigation';
import { routes } from '@/routes';

export type Refusal = Verdict['refusals'][number];

/** Where a refusal can be put right in this app; the others are settled elsewhere, as their own sentence says. */
const WAYS: Record<string, { label: string; go: () => Promise<void> }> = {
  IDENTITY_REQUIRED: { label: '去实名认证', go: () => open(routes.identity.status) },
  LEDGER_PENDING: { label: '看入库进度', go: () => open(routes.identity.status) },
  EMPLOYMENT_REQUIRED: { label: '去建立聘用关系', go: () => open(routes.identity.employment) },
  APPLICATION_EXISTS: { label: '看我的报名', go: () => open(routes.application.list) },
  ALREADY_HELD: { label: '看我的证书', go: () => open(routes.tab.wallet) },
};

/** The first way that helps, if there is one. */
export const wayOut = (refusals: readonly Pick<Refusal, 'code'>[]) =>
  refusals.map(({ code }) => WAYS[code]).find((way) => way !== undefined);
