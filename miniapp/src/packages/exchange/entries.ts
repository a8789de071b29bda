import type { Entry } from '../../entries';
import { exchangeRoutes } from './routes';

export const exchangeEntries: Entry[] = [
  {
    title: '证书管理',
    hint: '查一查旧的岗位证书能不能换发电子证书',
    icon: 'refresh',
    route: exchangeRoutes.home,
    on: 'me',
    for: ['WORKER'],
  },
  {
    title: '未换证人员名单',
    hint: '看谁还没有换证，一键提醒，下载表格',
    icon: 'order',
    route: exchangeRoutes.pending,
    on: 'me',
    needs: 'EXCHANGE',
    for: ['ENTERPRISE_STAFF', 'INSTITUTION_STAFF', 'AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
  },
  {
    title: '换证档案核查',
    hint: '系统里查不到的证书，本人带两样原件来核查',
    icon: 'search',
    route: exchangeRoutes.fileChecks,
    on: 'me',
    needs: 'EXCHANGE',
    for: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
  },
];
