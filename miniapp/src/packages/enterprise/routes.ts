import { page } from '../../route-kit';

export const enterpriseRoutes = {
  /** 聘用人员: requests to answer, invitations, current staff (QH-02, QH-09). Messages of the server open it. */
  people: page('packages/enterprise/people/index'),
  invite: page('packages/enterprise/invite/index'),
};
