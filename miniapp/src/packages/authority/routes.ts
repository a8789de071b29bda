import { page, told } from '../../route-kit';

export const authorityRoutes = {
  /** 社保核查 (QH-12). */
  insurance: told('insuranceQueue'),
  case: page<{ id: string }>('packages/authority/case/index'),
  /** 人工核验: people whose face was not checked (O-18). */
  manual: told('manualQueue'),
  /** The same for a post transfer. */
  transferManual: told('transferManual'),
  /** 在学核验申诉: for who trains, and for officers. */
  appeals: told('presenceAppeals'),
  /** 安全员C证免试申领 (CQ-15). */
  claims: told('claimQueue'),
  /** 证书调入 (QH-03). */
  transferIns: told('transferInQueue'),
  /** 没有制成的证书: of transfers and claims. */
  unmade: page('packages/authority/unmade/index'),
  manualCase: page<{ id: string }>('packages/authority/manual-case/index'),
  /** 现场报名: people trained by their enterprise (QH-07). */
  onsite: told('onsite'),
  onsiteNew: page('packages/authority/onsite-new/index'),
  plans: told('authorityExamPlans'),
  /** `id`: the plan to correct; a new one without. */
  planForm: page<{ id?: string }>('packages/authority/plan-form/index'),
  plan: page<{ id: string }>('packages/authority/plan/index'),
  /** 合格人员名单 (QH-19, QH-20). */
  passLists: told('authorityPassLists'),
  passList: told('authorityPassList'),
  /** 证书业务: 延期, 变更 and the rest. */
  services: told('authorityServices'),
  service: told('authorityService'),
  /** 继续教育记录 (QH-25, QH-28). */
  education: told('authorityEducation'),
  /** 跨省重复持证 (CQ-24…26): the board, one case, lists to import. */
  duplicates: told('duplicates'),
  duplicate: page<{ id: string }>('packages/authority/duplicate/index'),
  duplicateImport: page('packages/authority/duplicate-import/index'),
  /** 暂扣, 发还, 吊销, 撤销, 注销. */
  certificate: page('packages/authority/certificate/index'),
  /** `subject`: the trail of one case; `actor`, `name`: what one person did. */
  audit: page<{ subject?: string; actor?: string; name?: string }>('packages/authority/audit/index'),
  /** 学时审核 and 作废认定 (HN-12…17). */
  hours: told('authorityHours'),
  /** 取消激活清理 (CQ-23). */
  clearings: told('clearings'),
  clearing: page<{ id: string }>('packages/authority/clearing/index'),
  /** 导入已有证书 and 证书补登. */
  registerImports: told('registerImports'),
  registerImport: told('registerImport'),
  registerRequests: told('registerRequests'),
  /** 同事丢了验证器. */
  factorResets: told('factorResets'),
  /** 未送达的通知. */
  undelivered: told('undelivered'),
  /** 失败待办: what has failed many times. */
  stuck: page('packages/authority/stuck/index'),
};
