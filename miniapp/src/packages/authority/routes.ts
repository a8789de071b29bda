import { page } from '../../route-kit';

export const authorityRoutes = {
  /** 社保核查 (QH-12). */
  insurance: page('packages/authority/insurance/index'),
  case: page<{ id: string }>('packages/authority/case/index'),
  /** 人工核验: people whose face was not checked (O-18). */
  manual: page('packages/authority/manual/index'),
  manualCase: page<{ id: string }>('packages/authority/manual-case/index'),
  plans: page('packages/authority/plans/index'),
  plan: page<{ id: string }>('packages/authority/plan/index'),
  /** 合格人员名单 (QH-19, QH-20). Messages of the server open `passList`. */
  passLists: page('packages/authority/pass-lists/index'),
  passList: page<{ id: string }>('packages/authority/pass-list/index'),
  /** `subject`: the trail of one case. */
  audit: page<{ subject?: string }>('packages/authority/audit/index'),
};
