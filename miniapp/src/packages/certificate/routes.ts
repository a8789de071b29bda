import { page, told } from '../../route-kit';

export const certificateRoutes = {
  /** Public: opened by /v/<code>, by a scanned mini-program code (`scene`), by a scanned plain link (`q`), or empty to type a number. */
  verify: page<{ code?: string; scene?: string; q?: string }>('packages/certificate/verify/index'),
  /** One's own certificate: code to show, state, PDF. */
  detail: told('certificate'),
  /** 跨省重复持证: both certificates and the choice (CQ-24). */
  duplicate: told('duplicate'),
  /** 我的证书没有显示. */
  missing: told('missingCertificate'),
  /** Public: 重复持证公示 (CQ-25). */
  notices: page('packages/certificate/notices/index'),
};
