import type { Entry } from '@/entries';
import { applicationRoutes } from './routes';

export const applicationEntries: Entry[] = [
  {
    title: '培训报名',
    hint: '选证书类型和培训机构，报名取证',
    icon: 'edit',
    route: applicationRoutes.types,
    on: 'home',
    service: 'APPLY',
    for: ['WORKER'],
  },
  { title: '我的报名', hint: '查看审核状态，修改或撤回', icon: 'order', route: applicationRoutes.list, on: 'home', for: ['WORKER'] },
];
