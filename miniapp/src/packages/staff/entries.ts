import type { Entry } from '@/entries';
import { staffRoutes } from './routes';

export const staffEntries: Entry[] = [
  {
    title: '学时上报',
    hint: '上报考核合格的继续教育学时，每月两批',
    icon: 'order',
    route: staffRoutes.hours,
    on: 'home',
    needs: 'CE_YEAR',
    for: ['INSTITUTION_STAFF'],
  },
];
