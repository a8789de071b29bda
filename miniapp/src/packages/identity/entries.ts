import type { Entry } from '@/entries';
import { identityRoutes } from './routes';

export const identityEntries: Entry[] = [
  {
    title: '实名认证',
    hint: '拍身份证、核对信息、人脸核验',
    icon: 'shield-check',
    route: identityRoutes.status,
    on: 'me',
    for: ['WORKER'],
  },
  { title: '聘用关系', hint: '和所在企业互相确认，报名要用', icon: 'service', route: identityRoutes.employment, on: 'me', for: ['WORKER'] },
];
