import type { Entry } from '@/entries';
import { enterpriseRoutes } from './routes';

export const enterpriseEntries: Entry[] = [
  {
    title: '代办证书',
    hint: '请本基地代办延续、变更、复核的人员',
    icon: 'shield-check',
    route: enterpriseRoutes.agency,
    on: 'home',
    for: ['BASE_AGENT'],
  },
  {
    title: '员工证书',
    hint: '看本单位人员的证书还剩几天，替他们办延期、变更',
    icon: 'shield-check',
    route: enterpriseRoutes.certificates,
    on: 'home',
    for: ['ENTERPRISE_STAFF'],
  },
];
