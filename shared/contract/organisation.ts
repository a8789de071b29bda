import * as z from 'zod/mini';
import { Id, IdParams, JurisdictionCode, LocalDate, page, PageQuery, text } from './common';
import { route } from './route';

export const Institution = z.object({
  id: Id,
  name: z.string(),
  address: z.string(),
  phone: z.string(),
  /** Authorised categories, or single sub-codes and trades of one, with their dates (QH-06, A-29). */
  authorisations: z.array(
    z.object({ category: z.string(), code: z.optional(z.string()), labelZh: z.string(), from: LocalDate, to: z.optional(LocalDate) }),
  ),
  classes: z.array(z.object({ id: Id, name: z.string(), startsOn: LocalDate, endsOn: LocalDate })),
});
export type Institution = z.output<typeof Institution>;

export const EnterpriseSummary = z.object({
  id: Id,
  name: z.string(),
  creditCode: z.string(),
  address: z.string(),
  /** Where it is registered. */
  jurisdictions: z.array(JurisdictionCode),
});
export type EnterpriseSummary = z.output<typeof EnterpriseSummary>;

export const organisationRoutes = {
  listInstitutions: route({
    id: 'organisation.listInstitutions',
    method: 'GET',
    path: '/api/institutions',
    access: 'PUBLIC',
    summary: '可选的培训机构：只列已授权的，中立排序（QH-06、HN-21）',
    query: z.extend(PageQuery, {
      /** Only of this province; a guest sends the one they look at, of a worker it is the one that serves them. */
      jurisdiction: z.optional(JurisdictionCode),
      category: z.optional(z.string()),
      code: z.optional(z.string()),
      q: z.optional(z.string().check(z.maxLength(40))),
    }),
    response: page(Institution),
  }),
  viewInstitution: route({
    id: 'organisation.viewInstitution',
    method: 'GET',
    path: '/api/institutions/:id',
    access: 'PUBLIC',
    summary: '培训机构详情',
    params: IdParams,
    response: Institution,
  }),
  searchEnterprises: route({
    id: 'organisation.searchEnterprises',
    method: 'GET',
    path: '/api/enterprises',
    access: 'SIGNED_IN',
    summary: '按名称或统一社会信用代码查找企业',
    query: z.extend(PageQuery, { jurisdiction: z.optional(JurisdictionCode), q: text(2, 40, '请至少输入2个字') }),
    response: page(EnterpriseSummary),
  }),
};
