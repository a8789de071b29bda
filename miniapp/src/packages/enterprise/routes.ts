import { page, told } from '../../route-kit';

export const enterpriseRoutes = {
  /** 聘用人员: requests to answer, invitations, current staff (QH-02, QH-09). */
  people: told('enterprisePeople'),
  /** The certificates of its people, with days left (JS-07, JS-08). */
  certificates: page('packages/enterprise/certificates/index'),
  /** Whose certificates a base does in their enterprise's name (JS-08). */
  agency: told('baseAgency'),
  invite: page('packages/enterprise/invite/index'),
};
