import type { Entry } from '@/entries';
import { certificateRoutes } from './routes';

export const certificateEntries: Entry[] = [
  {
    title: '证书查验',
    hint: '扫码或输入编号，看证书真假和现在的状态',
    icon: 'scan',
    route: certificateRoutes.verify,
    on: 'home',
    for: 'PUBLIC',
  },
];
