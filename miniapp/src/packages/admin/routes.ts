import { page, told } from '../../route-kit';

export const adminRoutes = {
  /** The first system administrator's way in, by the link of the command line. */
  welcome: told('adminWelcome'),
  /** 单位邀请 to the own phone. */
  invitations: told('invitations'),
  /** 工作人员 of an organisation; without `id` of the own. */
  members: page<{ id?: string }>('packages/admin/members/index'),
  organisations: told('organisations'),
  organisation: told('organisation'),
  /** `id`: the one to correct; a new one without. */
  register: page<{ id?: string }>('packages/admin/register/index'),
  authorise: page<{ id: string }>('packages/admin/authorise/index'),
  import: page('packages/admin/import/index'),
  /** 城市通知. */
  notices: page('packages/admin/notices/index'),
};
