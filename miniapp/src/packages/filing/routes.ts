import { page, told } from '../../route-kit';

export const filingRoutes = {
  /** The province's training portal: notices, papers, manuals, and the two ways in. */
  portal: page('packages/filing/portal/index'),
  signIn: page('packages/filing/sign-in/index'),
  register: page('packages/filing/register/index'),
  password: page('packages/filing/password/index'),
  /** 换证管理 → 安全员换证 (JX-05…JX-14). */
  list: told('enterpriseFilings'),
  edit: page<{ id: string }>('packages/filing/edit/index'),
  /** The province's review (JX-16…JX-21). */
  review: told('authorityFilings'),
  case: page<{ id: string }>('packages/filing/case/index'),
};
