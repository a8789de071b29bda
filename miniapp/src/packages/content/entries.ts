import type { Entry } from '@/entries';
import { contentRoutes } from './routes';

export const contentEntries: Entry[] = [
  {
    title: '课程',
    hint: '章节、视频、字幕，发布后培训机构可以开班',
    icon: 'order',
    route: contentRoutes.courses,
    on: 'home',
    for: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
  },
  {
    title: '题库和组卷',
    hint: '出题、复核、批量导入、发布题库、组卷方案',
    icon: 'edit',
    route: contentRoutes.banks,
    on: 'home',
    for: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
  },
];
