import type { Entry } from '@/entries';
import { lifeRoutes } from './routes';

export const lifeEntries: Entry[] = [
  {
    title: '继续教育',
    hint: '报名继续教育、申请证书延期，看还剩几天',
    icon: 'refresh',
    route: lifeRoutes.educations,
    on: 'home',
    service: 'CE_SIGN_UP',
    for: ['WORKER'],
  },
  {
    title: '证书调入',
    hint: '外省的安管证书调入本省：先在原省调出，再到这里申请',
    icon: 'order',
    route: lifeRoutes.transferIn,
    on: 'me',
    needs: 'TRANSFER_IN',
    for: ['WORKER'],
  },
  {
    title: '我的期限',
    hint: '每本证书的报名、延期、到期日期，可以加到日历',
    icon: 'clock',
    route: lifeRoutes.deadlines,
    on: 'home',
    for: ['WORKER'],
  },
];
