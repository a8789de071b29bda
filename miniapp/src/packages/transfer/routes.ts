import { page, told } from '../../route-kit';

export const transferRoutes = {
  /** 安全员转岗: where it stands and the next step (CQ-36…43). */
  home: told('transfer'),
  /** 去选岗: eight posts, one choice for ever (CQ-18, CQ-37). */
  choose: page('packages/transfer/choose/index'),
  /** 人脸识别 after the choice (CQ-38). */
  face: told('transferFace'),
  /** 安全员C证免试申领 (CQ-15). */
  claim: told('exemptClaim'),
};
