import type { Entry } from '../../entries';
import { filingRoutes } from './routes';

export const filingEntries: Entry[] = [
  {
    title: '安全员换证',
    hint: '添加人员、上传资料、提交省级审核',
    icon: 'order',
    route: filingRoutes.list,
    on: 'me',
    needs: 'FILING',
    for: ['ENTERPRISE_STAFF'],
  },
  {
    title: '安全员换证审核',
    hint: '查询、审核、撤回企业申报的换证',
    icon: 'order',
    route: filingRoutes.review,
    on: 'me',
    needs: 'FILING',
    for: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
  },
];
