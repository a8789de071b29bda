import * as z from 'zod/mini';
import { Done, Id, IdParams, Instant, LocalDate, page, PageQuery } from './common';
import { route } from './route';

/** A notification; the inbox is always written, subscribe message or SMS when allowed. */
export const InboxMessage = z.object({
  id: Id,
  title: z.string(),
  body: z.string(),
  at: Instant,
  read: z.boolean(),
  page: z.optional(z.string()),
  deliveredBy: z.array(z.string()),
});
export type InboxMessage = z.output<typeof InboxMessage>;

/** A short message that did not arrive, or may not have; the inbox of its person has the words all the same. */
export const UndeliveredNotice = z.object({
  id: Id,
  name: z.string(),
  phoneMasked: z.string(),
  title: z.string(),
  body: z.string(),
  at: Instant,
  /** Last day on which it is of use. */
  deadline: z.optional(LocalDate),
  attempts: z.int(),
  reasonZh: z.string(),
  canRetry: z.boolean(),
});
export type UndeliveredNotice = z.output<typeof UndeliveredNotice>;

const officers = ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'] as const;

export const inboxRoutes = {
  undelivered: route({
    id: 'inbox.undelivered',
    method: 'GET',
    path: '/api/authority/undelivered',
    access: officers,
    summary: '没有送到本人的短信通知，最早的在前',
    query: PageQuery,
    response: page(UndeliveredNotice),
  }),
  resend: route({
    id: 'inbox.resend',
    method: 'POST',
    path: '/api/authority/undelivered/:id/resend',
    access: officers,
    summary: '再发一次没有送达的短信（留痕；21点到8点之间等到早上发）',
    params: IdParams,
    response: Done,
    errors: ['NOTICE_OVER'],
  }),
  list: route({
    id: 'inbox.list',
    method: 'GET',
    path: '/api/inbox',
    access: 'SIGNED_IN',
    summary: '我的消息',
    query: PageQuery,
    response: z.extend(page(InboxMessage), { unread: z.int() }),
  }),
  read: route({
    id: 'inbox.read',
    method: 'POST',
    path: '/api/inbox/:id/read',
    access: 'SIGNED_IN',
    summary: '标为已读',
    params: IdParams,
    response: Done,
  }),
  readAll: route({
    id: 'inbox.readAll',
    method: 'POST',
    path: '/api/inbox/read-all',
    access: 'SIGNED_IN',
    summary: '全部标为已读',
    response: Done,
  }),
  templates: route({
    id: 'inbox.templates',
    method: 'GET',
    path: '/api/subscriptions',
    access: 'SIGNED_IN',
    summary: '可订阅的消息模板',
    response: z.object({ items: z.array(z.object({ key: z.string(), templateId: z.string(), titleZh: z.string() })) }),
  }),
  grant: route({
    id: 'inbox.grant',
    method: 'POST',
    path: '/api/subscriptions',
    access: 'SIGNED_IN',
    summary: '记录用户同意接收的一次性消息',
    body: z.object({ accepted: z.array(z.string().check(z.maxLength(64))).check(z.maxLength(5)) }),
    response: Done,
  }),
};
