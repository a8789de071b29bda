import * as z from 'zod/mini';
import type { Jurisdiction } from '../domain/jurisdictions';
import { PROVINCES } from '../domain/provinces';
import { CATEGORIES } from '../domain/categories';
import { ROLES } from '../domain/roles';
import { SOURCE_KINDS } from '../domain/sources';

/** A document id: 24 hex digits. */
export const Id = z.string().check(z.regex(/^[0-9a-f]{24}$/, '编号格式不正确'));
export const IdParams = z.object({ id: Id });
/** An instant, ISO 8601 with milliseconds, UTC. */
export const Instant = z.iso.datetime();
/** A calendar day in Asia/Shanghai, YYYY-MM-DD. */
export const LocalDate = z.iso.date();
export const Version = z.int().check(z.nonnegative());
export const RoleName = z.enum(ROLES);

/** GB/T 2260 province, e.g. 630000. */
export const JurisdictionCode = z.enum(Object.keys(PROVINCES) as Jurisdiction[], '没有这个省份，请重新选择');

export const text = (min: number, max: number, message: string) =>
  z.string().check(z.trim(), z.minLength(min, message), z.maxLength(max, `最多填写${max}个字`));
/** A person's name: what stands around it is no part of it, and one name has one spelling. */
export const PersonName = (message: string) =>
  z.string().check(z.trim(), z.normalize('NFC'), z.minLength(2, message), z.maxLength(30, '最多填写30个字'));
export const Phone = z.string().check(z.regex(/^1[3-9]\d{9}$/, '请填写11位手机号码'));
export const SmsCode = z.string().check(z.regex(/^\d{6}$/, '请填写6位验证码'));
/** Comes with a code that was sent: the code is of use with it alone. */
export const SmsTicket = z.string().check(z.minLength(1, '请先获取验证码'), z.maxLength(64));
/** Shape only; the checksum is a rule with an answer of its own (CQ-35). */
export const IdNumber = z.string().check(z.trim(), z.toUpperCase(), z.regex(/^\d{17}[\dX]$/, '身份证号应为18位'));
/** Hours as people write them (`8`, `7.5`, `7.99`), as text so that no float ever touches them. */
export const Hours = z.string().check(z.regex(/^\d{1,4}(\.\d{1,2})?$/));

export const PageQuery = z.object({
  cursor: z.optional(z.string().check(z.maxLength(200))),
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100))),
});
/** A page of a list; `nextCursor` is absent on the last one. */
export const page = <T extends z.ZodMiniType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.optional(z.string()), total: z.optional(z.int()) });
export const Done = z.object({ ok: z.literal(true) });

/** The one error shape (design.md section 3). `message` is for the person who reads it. */
export const ApiErrorBody = z.object({
  code: z.string(),
  message: z.string(),
  ruleId: z.optional(z.string()),
  fields: z.optional(z.record(z.string(), z.string())),
  refusals: z.optional(z.array(z.object({ ruleId: z.string(), code: z.string(), message: z.string(), nextStep: z.optional(z.string()) }))),
  requestId: z.string(),
});
export type ApiErrorBody = z.output<typeof ApiErrorBody>;

/** One line of a case's life: what happened, who did it, why. */
export const TimelineEntry = z.object({
  at: Instant,
  event: z.string(),
  from: z.string(),
  to: z.string(),
  labelZh: z.string(),
  byRole: z.string(),
  byName: z.optional(z.string()),
  reason: z.optional(z.string()),
});
export type TimelineEntry = z.output<typeof TimelineEntry>;

/** A verdict of the rule engine, as a person reads it. */
export const Verdict = z.object({
  allowed: z.boolean(),
  refusals: z.array(z.object({ ruleId: z.string(), code: z.string(), message: z.string(), nextStep: z.optional(z.string()) })),
  pending: z.array(z.object({ ruleId: z.string(), on: z.string(), message: z.string() })),
});
export type Verdict = z.output<typeof Verdict>;

/** What is applied for or certified: a category with its sub-code (A, C1…), trade (01–11, 99) or site post (101…). */
export const Subject = z.object({ category: z.string(), code: z.optional(z.string()), labelZh: z.string() });
export type Subject = z.output<typeof Subject>;
export const SubjectInput = z.object({ category: z.enum(CATEGORIES), code: z.optional(z.string().check(z.maxLength(24))) });

/** What a study, an exam or a certificate comes from. */
export const Source = z.object({ kind: z.enum(SOURCE_KINDS), id: Id });
/** The same in an address. */
export const SourceParams = z.object({ sourceKind: z.enum(SOURCE_KINDS), sourceId: Id });
