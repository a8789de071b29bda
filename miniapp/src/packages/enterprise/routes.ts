import { page, told } from '../../route-kit';

export const enterpriseRoutes = {
  /** 聘用人员: requests to answer, invitations, current staff (QH-02, QH-09). */
  people: told('enterprisePeople'),
  invite: page('packages/enterprise/invite/index'),
};
