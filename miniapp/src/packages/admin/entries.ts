import type { Entry } from '@/entries';
import { authorityRoutes } from '../authority/routes';
import { adminRoutes } from './routes';

export const adminEntries: Entry[] = [
  {
    title: '本单位工作人员',
    hint: '邀请、改身份、取消，看谁在岗',
    icon: 'user',
    route: adminRoutes.members,
    on: 'home',
    for: ['SYSTEM_ADMIN', 'AUTHORITY_ADMIN', 'INSTITUTION_ADMIN', 'ENTERPRISE_ADMIN'],
  },
  {
    title: '主管部门',
    hint: '登记各省主管部门，邀请他们的管理员',
    icon: 'shield-check',
    route: adminRoutes.organisations,
    on: 'home',
    for: ['SYSTEM_ADMIN'],
  },
  {
    title: '单位登记和授权',
    hint: '培训机构、企业、考核基地：登记、核准、授权、暂停、注销',
    icon: 'order',
    route: adminRoutes.organisations,
    on: 'home',
    for: ['AUTHORITY_ADMIN', 'AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
  },
  {
    title: '城市通知',
    hint: '给一个城市的单位工作人员发通知',
    icon: 'mail',
    route: adminRoutes.notices,
    on: 'home',
    for: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
  },
  {
    title: '操作留痕',
    hint: '谁在什么时候办了什么，只增不改',
    icon: 'eye',
    route: authorityRoutes.audit,
    on: 'home',
    for: ['SYSTEM_ADMIN', 'AUTHORITY_ADMIN'],
  },
  {
    title: '单位邀请',
    hint: '有单位邀请您做工作人员时，在这里接受',
    icon: 'mail',
    route: adminRoutes.invitations,
    on: 'me',
    for: [
      'WORKER',
      'INSTITUTION_STAFF',
      'ENTERPRISE_STAFF',
      'AUTHORITY_REVIEWER',
      'AUTHORITY_ISSUER',
      'BASE_AGENT',
      'SYSTEM_ADMIN',
      'AUTHORITY_ADMIN',
      'INSTITUTION_ADMIN',
      'ENTERPRISE_ADMIN',
    ],
  },
];
