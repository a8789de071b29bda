import * as z from 'zod/mini';
import { Done, Id, IdParams, Instant, page, PageQuery } from './common';
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

export const inboxRoutes = {
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
