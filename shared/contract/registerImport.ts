import * as z from 'zod/mini';
import { ACTS } from '../domain/acts';
import { Id, IdParams, Instant, page, PageQuery, Version } from './common';
import { EXCEL } from './filing';
import { route } from './route';

/**
 * One row of the table. WAITING it can be entered · RECORDED it is in the register · ALREADY it was there before · WRONG what is written is wrong ·
 * REFUSED it could not be entered · UNDONE taken back · KEPT not taken back, because something has happened to the certificate.
 */
export const REGISTER_ROW_STATES = {
  WAITING: '可以登记',
  RECORDED: '已登记',
  ALREADY: '原来就有',
  WRONG: '不对',
  REFUSED: '没有登记',
  UNDONE: '已撤回',
  KEPT: '没有撤回',
} as const;
export type RegisterRowState = keyof typeof REGISTER_ROW_STATES;
const states = Object.keys(REGISTER_ROW_STATES) as RegisterRowState[];

/** 导入批次 of certificates that existed before. */
export const RegisterImport = z.object({
  id: Id,
  /** As people call it. */
  batchNumber: z.string(),
  status: z.string(),
  statusZh: z.string(),
  madeBy: z.string(),
  madeAt: Instant,
  total: z.int(),
  /** Rows by what became of them; a state without rows is 0. */
  counts: z.record(z.enum(states), z.int()),
  canConfirm: z.boolean(),
  canDiscard: z.boolean(),
  canUndo: z.boolean(),
  version: Version,
});
export type RegisterImport = z.output<typeof RegisterImport>;

export const RegisterImportRow = z.object({
  line: z.int(),
  name: z.string(),
  idNumberMasked: z.string(),
  number: z.string(),
  kindZh: z.string(),
  state: z.enum(states),
  stateZh: z.string(),
  /** What is wrong, or why it could not be entered or taken back. */
  said: z.optional(z.string()),
});
export type RegisterImportRow = z.output<typeof RegisterImportRow>;

const officers = ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'] as const;
const decided = ['ALREADY_DECIDED', 'OWN_CASE', 'ILLEGAL_TRANSITION'] as const;
const base = '/api/authority/register-imports' as const;

export const registerImportRoutes = {
  list: route({
    id: 'registerImport.list',
    method: 'GET',
    path: base,
    access: officers,
    summary: '已有证书的导入批次，最新的在前',
    query: PageQuery,
    response: page(RegisterImport),
  }),
  sheet: route({
    id: 'registerImport.sheet',
    method: 'GET',
    path: `${base}/sheet`,
    access: ACTS.REGISTER_IMPORT,
    summary: '下载已有证书的登记表格',
    binary: [EXCEL],
  }),
  upload: route({
    id: 'registerImport.upload',
    method: 'POST',
    path: base,
    access: ACTS.REGISTER_IMPORT,
    summary: '上传填好的登记表格：逐行核对，列成一个待确认的批次；还没有登记任何证书',
    upload: true,
    response: RegisterImport,
    errors: ['SHEET_UNREADABLE', 'SHEET_WRONG', 'SHEET_EMPTY', 'SHEET_TOO_LONG', 'FILE_REQUIRED', 'FILE_TOO_LARGE'],
  }),
  view: route({
    id: 'registerImport.view',
    method: 'GET',
    path: `${base}/:id`,
    access: officers,
    summary: '一个导入批次和它的进度',
    params: IdParams,
    response: RegisterImport,
  }),
  rows: route({
    id: 'registerImport.rows',
    method: 'GET',
    path: `${base}/:id/rows`,
    access: officers,
    summary: '一个导入批次的各行，按表格的顺序；可以只看一种结果',
    params: IdParams,
    query: z.extend(PageQuery, { state: z.optional(z.enum(states)) }),
    response: page(RegisterImportRow),
  }),
  results: route({
    id: 'registerImport.results',
    method: 'GET',
    path: `${base}/:id/results`,
    access: officers,
    summary: '下载没有登记的行和原因：改好后可以再上传',
    params: IdParams,
    binary: [EXCEL],
    errors: ['NOTHING_LEFT'],
  }),
  confirm: route({
    id: 'registerImport.confirm',
    method: 'POST',
    path: `${base}/:id/confirm`,
    access: ACTS.REGISTER_CONFIRM,
    summary: '确认登记：在后台逐行登记，持证人实名认证后在“我的证书”看到；不对的行不登记',
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version }),
    response: RegisterImport,
    errors: decided,
  }),
  discard: route({
    id: 'registerImport.discard',
    method: 'POST',
    path: `${base}/:id/discard`,
    access: ACTS.REGISTER_IMPORT,
    summary: '放弃一个还没有确认的批次，表格内容随即删除',
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version }),
    response: RegisterImport,
    errors: decided,
  }),
  undo: route({
    id: 'registerImport.undo',
    method: 'POST',
    path: `${base}/:id/undo`,
    access: ACTS.REGISTER_CONFIRM,
    summary: '整批撤回：登记以后没有办过任何业务的证书从登记中删除，办过业务的保留并说明',
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version }),
    response: RegisterImport,
    errors: decided,
  }),
};
