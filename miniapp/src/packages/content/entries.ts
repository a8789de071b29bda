import type { Entry } from '@/entries';
import { contentRoutes } from './routes';

export const contentEntries: Entry[] = [
  {
    title: '题库和组卷',
    hint: '出题、复核、批量导入、发布题库、组卷方案',
    icon: 'edit',
    route: contentRoutes.banks,
    on: 'home',
    for: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
  },
];
