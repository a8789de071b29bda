import type { Entry } from '@/entries';
import { authorityRoutes } from './routes';

export const authorityEntries: Entry[] = [
  {
    title: '证书处理',
    hint: '按编号找证书，暂扣、发还、吊销、撤销、注销',
    icon: 'search',
    route: authorityRoutes.certificate,
    on: 'home',
    for: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
  },
  {
    title: '重复持证',
    hint: '跨省重复持证：名单、通知、公示、依法注销',
    icon: 'search',
    route: authorityRoutes.duplicates,
    on: 'home',
    needs: 'DUPLICATE_CHOOSE',
    for: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
  },
  {
    title: '没有制成的证书',
    hint: '转岗和免试申领：为什么没有制成，是不是已终止',
    icon: 'refresh',
    route: authorityRoutes.unmade,
    on: 'home',
    needs: 'POST_TRANSFER',
    for: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
  },
  {
    title: '操作留痕',
    hint: '谁在什么时候办了什么，只增不改',
    icon: 'eye',
    route: authorityRoutes.audit,
    on: 'home',
    for: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
  },
  {
    title: '失败待办',
    hint: '多次没有办成、系统还在重试的事项',
    icon: 'refresh',
    route: authorityRoutes.stuck,
    on: 'home',
    for: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
  },
];
