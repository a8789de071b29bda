import { page, told } from '../../route-kit';

export const authorityRoutes = {
  /** 社保核查 (QH-12). */
  insurance: told('insuranceQueue'),
  case: page<{ id: string }>('packages/authority/case/index'),
  /** 人工核验: people whose face was not checked (O-18). */
  manual: told('manualQueue'),
  /** The same for a post transfer. */
  transferManual: told('transferManual'),
  manualCase: page<{ id: string }>('packages/authority/manual-case/index'),
  plans: told('authorityExamPlans'),
  plan: page<{ id: string }>('packages/authority/plan/index'),
  /** 合格人员名单 (QH-19, QH-20). */
  passLists: told('authorityPassLists'),
  passList: told('authorityPassList'),
  /** 证书业务: 延期, 变更 and the rest. */
  services: told('authorityServices'),
  service: told('authorityService'),
  /** 继续教育记录 (QH-25, QH-28). */
  education: told('authorityEducation'),
  /** 暂扣, 发还, 吊销, 撤销, 注销. */
  certificate: page('packages/authority/certificate/index'),
  /** `subject`: the trail of one case. */
  audit: page<{ subject?: string }>('packages/authority/audit/index'),
  /** 失败待办: what has failed many times. */
  stuck: page('packages/authority/stuck/index'),
};
