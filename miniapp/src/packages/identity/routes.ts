import { page, told } from '../../route-kit';

export const identityRoutes = {
  /** 我的-实名认证: the two badges, what comes next (CQ-30). */
  status: told('identity'),
  card: page('packages/identity/card/index'),
  confirm: page('packages/identity/confirm/index'),
  /** In H5 the face-check provider comes back to it with its own token; what it brings is not believed. */
  face: told('face'),
  manual: page('packages/identity/manual/index'),
  /** 我的聘用关系. */
  employment: told('employment'),
  /** 更换手机号; in H5 the face-check provider comes back to it. */
  phone: told('phone'),
  /** 登录设备. */
  devices: page('packages/identity/devices/index'),
  employer: page('packages/identity/employer/index'),
};
