import { IdParams } from './common';
import { route } from './route';

const PDF = ['application/pdf'] as const;
const errors = ['CODE_DOWN', 'GLYPH_MISSING'] as const;

/** 海报: A4 with the mini-program code of a province, an institution or a class (CQ-27). */
export const posterRoutes = {
  province: route({
    id: 'poster.province',
    method: 'GET',
    path: '/api/authority/poster',
    access: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
    summary: '打印本省的海报：扫码进入本省首页',
    binary: PDF,
    errors,
  }),
  institution: route({
    id: 'poster.institution',
    method: 'GET',
    path: '/api/institution/poster',
    access: ['INSTITUTION_STAFF'],
    summary: '打印本机构的海报：扫码进入首页',
    binary: PDF,
    errors,
  }),
  class: route({
    id: 'poster.class',
    method: 'GET',
    path: '/api/institution/classes/:id/poster',
    access: ['INSTITUTION_STAFF'],
    summary: '打印一个班次的海报：扫码看到这个班次',
    params: IdParams,
    binary: PDF,
    errors,
  }),
};
