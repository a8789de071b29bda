import type { Entry } from '@/entries';
import { authorityRoutes } from './routes';

export const authorityEntries: Entry[] = [
  {
    title: '操作留痕',
    hint: '谁在什么时候办了什么，只增不改',
    icon: 'eye',
    route: authorityRoutes.audit,
    on: 'home',
    for: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
  },
];
