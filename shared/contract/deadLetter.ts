import * as z from 'zod/mini';
import { Done, Id, IdParams, Instant, page, PageQuery } from './common';
import { route } from './route';

/** What failed many times: a message that did not arrive, or a document that a job cannot finish. It is tried on by itself, slowly. */
export const DeadLetter = z.object({
  id: Id,
  kind: z.enum(['MESSAGE', 'JOB']),
  topic: z.string(),
  topicZh: z.string(),
  /** The document it is about. */
  sourceKind: z.string(),
  sourceId: z.string(),
  attempts: z.int(),
  error: z.string(),
  firstAt: Instant,
  lastAt: Instant,
  nextAt: Instant,
});
export type DeadLetter = z.output<typeof DeadLetter>;

const officers = ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'] as const;

export const deadLetterRoutes = {
  list: route({
    id: 'deadLetter.list',
    method: 'GET',
    path: '/api/authority/dead-letters',
    access: officers,
    summary: '多次失败、仍在自动重试的事项，最早的在前',
    query: PageQuery,
    response: page(DeadLetter),
  }),
  retry: route({
    id: 'deadLetter.retry',
    method: 'POST',
    path: '/api/authority/dead-letters/:id/retry',
    access: officers,
    summary: '立即重试一件失败的事项（留痕）',
    params: IdParams,
    response: Done,
  }),
};
