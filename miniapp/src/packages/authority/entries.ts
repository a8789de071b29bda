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
    title: '学时审核和作废认定',
    hint: '培训机构上报的学时、两年学时不足的证书',
    icon: 'order',
    route: authorityRoutes.hours,
    on: 'home',
    needs: 'CE_YEAR',
    for: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
  },
  {
    title: '取消激活清理',
    hint: '实名认证没有完成的证书，分批取消激活',
    icon: 'shield-check',
    route: authorityRoutes.clearings,
    on: 'home',
    needs: 'DEACTIVATE',
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
    title: '操作留痕',
    hint: '谁在什么时候办了什么，只增不改',
    icon: 'eye',
    route: authorityRoutes.audit,
    on: 'home',
    for: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
  },
  {
    title: '未送达的通知',
    hint: '没有送到本人的短信，可以再发或联系本人',
    icon: 'refresh',
    route: authorityRoutes.undelivered,
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
