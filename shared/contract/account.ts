import * as z from 'zod/mini';
import { Id, Instant, LocalDate, page, PageQuery } from './common';
import { ServingProvince } from './province';
import { Membership } from './session';
import { route } from './route';

/**
 * 首页's road of a worker: the newest case of theirs that is under way, or what they can begin. Of `stops` the first `at` are behind them;
 * none where the way is not theirs to walk here.
 */
export const Road = z.object({
  /** What it is about: 架子工（普通脚手架）报名. */
  titleZh: z.string(),
  stops: z.array(z.string()),
  at: z.int(),
  /** Whose turn it is; NOBODY: nothing has to be done. */
  turn: z.enum(['YOU', 'OTHERS', 'NOBODY']),
  /** What is to be done now: the person's own act, or who is waited for. */
  nowZh: z.string(),
  since: z.optional(Instant),
  nextZh: z.string(),
  /** Where it is told in full, or done. */
  page: z.string(),
});
export type Road = z.output<typeof Road>;

/** The signed-in person, for 我的 and the home page. */
export const Me = z.object({
  personId: Id,
  displayName: z.string(),
  phoneMasked: z.optional(z.string()),
  role: z.string(),
  organisationId: z.optional(Id),
  memberships: z.array(Membership),
  identity: z.object({ status: z.string(), statusZh: z.string(), verified: z.boolean(), ledgered: z.boolean() }),
  employerName: z.optional(z.string()),
  /** Of a worker; absent: they have to be asked, once. */
  province: z.optional(ServingProvince),
  /** Of a worker. */
  road: z.optional(Road),
  /** Of who acts for an organisation: the services that the law of its provinces knows. */
  services: z.optional(z.array(z.string())),
  unread: z.int(),
  /** What waits for the person now, most urgent first. */
  todos: z.array(z.object({ key: z.string(), title: z.string(), detail: z.string(), page: z.string() })),
});
export type Me = z.output<typeof Me>;

export const AuditEntry = z.object({
  seq: z.int(),
  at: Instant,
  action: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  actorRole: z.string(),
  actorName: z.string(),
  reason: z.optional(z.string()),
  ruleIds: z.array(z.string()),
  packVersion: z.optional(z.string()),
  outcome: z.string(),
  /** Where it came from: the network, and a fingerprint of the address; without one the system did it. */
  address: z.optional(z.string()),
});
export type AuditEntry = z.output<typeof AuditEntry>;

/** Who reads the trail: the officers and the administrator of a province theirs, the operator what belongs to none. */
const AUDITORS = ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER', 'AUTHORITY_ADMIN', 'SYSTEM_ADMIN'] as const;
export const AUDIT_LINES = 'application/x-ndjson';

export const accountRoutes = {
  me: route({ id: 'account.me', method: 'GET', path: '/api/me', access: 'SIGNED_IN', summary: '我的账号、待办与未读', response: Me }),
  export: route({
    id: 'account.export',
    method: 'GET',
    path: '/api/me/data',
    access: 'SIGNED_IN',
    summary: '查看本平台保存的我的个人信息',
    response: z.object({
      exportedAt: Instant,
      sections: z.array(z.object({ title: z.string(), rows: z.array(z.object({ name: z.string(), value: z.string() })) })),
      /** 注销账号: what stands in the way now, what is erased, what the law keeps. */
      erasure: z.object({ obstacles: z.array(z.string()), goes: z.array(z.string()), stays: z.array(z.string()) }),
    }),
  }),
  erase: route({
    id: 'account.erase',
    method: 'POST',
    path: '/api/me/erase',
    access: ['WORKER'],
    summary: '注销账号（无在办业务和证书时）',
    body: z.object({ confirm: z.literal('注销') }),
    response: z.object({ ok: z.literal(true), message: z.string(), stays: z.array(z.string()) }),
    errors: ['ACCOUNT_IN_USE'],
  }),
  audit: route({
    id: 'account.audit',
    method: 'GET',
    path: '/api/authority/audit',
    access: AUDITORS,
    summary: '操作留痕（只增不改，分批加密封存）',
    query: z.extend(PageQuery, {
      subjectId: z.optional(z.string().check(z.maxLength(64))),
      /** What one person did. */
      actorId: z.optional(Id),
    }),
    response: z.extend(page(AuditEntry), { chainIntact: z.boolean() }),
  }),
  auditExport: route({
    id: 'account.auditExport',
    method: 'GET',
    path: '/api/authority/audit/export',
    access: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
    summary: '导出本省一段时间的操作留痕：一行一条，带封条和证明，可用 npm run audit-check 核验；导出本身也留痕',
    stepUp: true,
    query: z.object({ from: LocalDate, to: LocalDate }),
    /** One JSON a line: `export`, then each `seal` before its `entry` lines, at last `end`; see shared/docs/design.md section 4. */
    binary: [AUDIT_LINES],
    errors: ['PERIOD_INVALID', 'EXPORT_TOO_OFTEN'],
  }),
  auditProof: route({
    id: 'account.auditProof',
    method: 'GET',
    path: '/api/authority/audit/proof',
    access: AUDITORS,
    summary: '一条留痕的封存证明：从这一条到封条的路径',
    query: z.object({ seq: z.coerce.number().check(z.int(), z.minimum(1)) }),
    response: z.object({
      seq: z.int(),
      leaf: z.string(),
      path: z.array(z.object({ side: z.enum(['LEFT', 'RIGHT']), hash: z.string() })),
      /** Its hash also stands in the server's log and in a file beside it. */
      seal: z.object({
        number: z.int(),
        first: z.int(),
        count: z.int(),
        at: Instant,
        root: z.string(),
        previous: z.string(),
        hash: z.string(),
      }),
    }),
  }),
};
