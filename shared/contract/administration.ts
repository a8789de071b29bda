import * as z from 'zod/mini';
import { ACTS } from '../domain/acts';
import { CATEGORIES } from '../domain/categories';
import { ORGANISATION_LABELS, type OrganisationKind } from '../domain/organisations';
import { Id, IdParams, Instant, JurisdictionCode, LocalDate, page, PageQuery, text, TimelineEntry, Version } from './common';
import { route } from './route';

const KINDS = Object.keys(ORGANISATION_LABELS) as [OrganisationKind, ...OrganisationKind[]];
export const STATES = ['REGISTERED', 'ACTIVE', 'SUSPENDED', 'REFUSED', 'CLOSED'] as const;
export const GROUNDS = ['LISTED', 'PLEDGE'] as const;
/** What an authorisation stands on (HN-14). */
export const GROUND_LABELS: Record<(typeof GROUNDS)[number], string> = { LISTED: '公布授权', PLEDGE: '承诺备案' };

export const AuthorisationView = z.object({
  category: z.enum(CATEGORIES),
  code: z.optional(z.string()),
  labelZh: z.string(),
  from: LocalDate,
  to: z.optional(LocalDate),
  ground: z.enum(GROUNDS),
  groundZh: z.string(),
  document: z.optional(z.string()),
  inForce: z.boolean(),
});

/** 单位, as the administration sees it. */
export const OrganisationItem = z.object({
  id: Id,
  kind: z.enum(KINDS),
  kindZh: z.string(),
  name: z.string(),
  creditCode: z.optional(z.string()),
  city: z.optional(z.string()),
  address: z.string(),
  phone: z.optional(z.string()),
  jurisdictions: z.array(JurisdictionCode),
  status: z.enum(STATES),
  statusZh: z.string(),
  suspendedTo: z.optional(LocalDate),
  authorisedZh: z.string(),
});
export type OrganisationItem = z.output<typeof OrganisationItem>;

export const OrganisationFile = z.extend(OrganisationItem, {
  authorisations: z.array(AuthorisationView),
  timeline: z.array(TimelineEntry),
  version: Version,
  /** What the one who asks may do to it now. */
  acts: z.array(z.enum(['edit', 'members', 'approve', 'refuse', 'suspend', 'resume', 'close', 'authorise'])),
});
export type OrganisationFile = z.output<typeof OrganisationFile>;

export const OrganisationRow = z.object({
  line: z.int(),
  name: z.string(),
  creditCode: z.string(),
  kindZh: z.string(),
  state: z.enum(['NEW', 'ALREADY', 'WRONG']),
  faults: z.array(z.string()),
});
export const OrganisationPreview = z.object({ rows: z.array(OrganisationRow), fresh: z.int(), already: z.int(), wrong: z.int() });
export type OrganisationPreview = z.output<typeof OrganisationPreview>;

export const CityNotice = z.object({
  id: Id,
  city: z.string(),
  title: z.string(),
  text: z.string(),
  at: Instant,
  byName: z.string(),
  told: z.int(),
});
export type CityNotice = z.output<typeof CityNotice>;

const lookers = ['SYSTEM_ADMIN', 'AUTHORITY_ADMIN', 'AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'] as const;
const sheetErrors = ['SHEET_UNREADABLE', 'SHEET_WRONG', 'SHEET_EMPTY', 'SHEET_TOO_LONG'];
const Name = text(2, 60, '请填写单位全称');
const Address = text(4, 100, '请填写详细地址');
const City = text(2, 20, '请填写所在市、州或区县');
const Landline = z.string().check(z.trim(), z.regex(/^[\d-]{7,20}$/, '请填写联系电话'));
const Basis = text(2, 200, '请写明原因');

export const administrationRoutes = {
  list: route({
    id: 'administration.list',
    method: 'GET',
    path: '/api/admin/organisations',
    access: lookers,
    summary: '单位名录：按状态、类型、城市、名称或信用代码查找',
    query: z.extend(PageQuery, {
      q: z.optional(z.string().check(z.trim(), z.maxLength(40))),
      kind: z.optional(z.enum(KINDS)),
      status: z.optional(z.enum(STATES)),
      city: z.optional(z.string().check(z.maxLength(20))),
    }),
    response: z.extend(page(OrganisationItem), { cities: z.array(z.string()), registers: z.array(z.enum(KINDS)) }),
  }),
  view: route({
    id: 'administration.view',
    method: 'GET',
    path: '/api/admin/organisations/:id',
    access: lookers,
    summary: '一个单位的登记、授权和经过',
    params: IdParams,
    response: OrganisationFile,
  }),
  register: route({
    id: 'administration.register',
    method: 'POST',
    path: '/api/admin/organisations',
    access: ACTS.REGISTER_ORGANISATION,
    summary: '登记单位：系统管理员登记主管部门，主管部门管理员登记本省其他单位',
    body: z.object({
      kind: z.enum(KINDS),
      name: Name,
      creditCode: z.optional(z.string().check(z.trim(), z.maxLength(30))),
      city: z.optional(City),
      address: Address,
      phone: z.optional(Landline),
      /** Of an authority; every other belongs where the one who registers it does. */
      jurisdiction: z.optional(JurisdictionCode),
    }),
    response: OrganisationFile,
    errors: ['KIND_NOT_YOURS', 'CREDIT_CODE_INVALID', 'ORGANISATION_EXISTS', 'PROVINCE_REQUIRED'],
    idempotent: true,
  }),
  edit: route({
    id: 'administration.edit',
    method: 'POST',
    path: '/api/admin/organisations/:id',
    access: ACTS.REGISTER_ORGANISATION,
    summary: '更正单位的名称、地址、电话、城市（留痕）',
    params: IdParams,
    body: z.object({ name: Name, city: z.optional(City), address: Address, phone: z.optional(Landline), version: Version }),
    response: OrganisationFile,
    errors: ['KIND_NOT_YOURS', 'VERSION_CONFLICT'],
  }),
  decide: route({
    id: 'administration.decide',
    method: 'POST',
    path: '/api/admin/organisations/:id/decide',
    access: ACTS.DECIDE_ORGANISATION,
    summary: '核准、不予核准、暂停、恢复、注销单位',
    params: IdParams,
    body: z.object({
      decision: z.enum(['approve', 'refuse', 'suspend', 'resume', 'close']),
      reason: z.optional(Basis),
      /** Last day of a suspension; without, until somebody resumes it. */
      to: z.optional(LocalDate),
      version: Version,
    }),
    response: OrganisationFile,
    errors: ['REASON_REQUIRED', 'DATE_PAST', 'VERSION_CONFLICT', 'ILLEGAL_TRANSITION'],
  }),
  authorise: route({
    id: 'administration.authorise',
    method: 'POST',
    path: '/api/admin/organisations/:id/authorisations',
    access: ACTS.DECIDE_ORGANISATION,
    summary: '按类别、工种授权，写明起止和依据（QH-06、HN-14）',
    params: IdParams,
    body: z.object({
      authorisations: z
        .array(
          z.object({
            category: z.enum(CATEGORIES),
            code: z.optional(z.string().check(z.minLength(1), z.maxLength(24))),
            from: LocalDate,
            to: z.optional(LocalDate),
            ground: z.enum(GROUNDS),
            document: z.optional(z.string().check(z.trim(), z.maxLength(60))),
          }),
        )
        .check(z.maxLength(60, '最多60项授权')),
      version: Version,
    }),
    response: OrganisationFile,
    errors: ['DATES_WRONG', 'CODE_UNKNOWN', 'AUTHORISED_TWICE', 'DOCUMENT_REQUIRED', 'NOT_AUTHORISABLE', 'VERSION_CONFLICT'],
  }),
  sheet: route({
    id: 'administration.sheet',
    method: 'GET',
    path: '/api/admin/organisation-sheet',
    access: ['AUTHORITY_ADMIN'],
    summary: '单位登记表（空表）',
    binary: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  }),
  preview: route({
    id: 'administration.preview',
    method: 'POST',
    path: '/api/admin/organisation-sheet/preview',
    access: ['AUTHORITY_ADMIN'],
    summary: '预览填好的登记表：逐行说明，什么也不写入',
    upload: true,
    response: OrganisationPreview,
    errors: sheetErrors,
  }),
  importSheet: route({
    id: 'administration.importSheet',
    method: 'POST',
    path: '/api/admin/organisation-sheet/import',
    access: ['AUTHORITY_ADMIN'],
    summary: '导入登记表：有一行不对就整份不导入；同一份再传不会有变化',
    upload: true,
    response: z.object({ registered: z.int(), already: z.int() }),
    errors: [...sheetErrors, 'ROWS_WRONG'],
  }),
  notify: route({
    id: 'administration.notify',
    method: 'POST',
    path: '/api/admin/city-notices',
    access: ACTS.NOTIFY_CITY,
    summary: '给一个城市的单位工作人员发通知',
    body: z.object({ city: City, title: text(2, 30, '请填写标题'), text: text(4, 300, '请填写内容') }),
    response: CityNotice,
    errors: ['CITY_EMPTY', 'NOTICES_TOO_MANY'],
    idempotent: true,
  }),
  notices: route({
    id: 'administration.notices',
    method: 'GET',
    path: '/api/admin/city-notices',
    access: ACTS.NOTIFY_CITY,
    summary: '发过的城市通知',
    query: PageQuery,
    response: page(CityNotice),
  }),
};
