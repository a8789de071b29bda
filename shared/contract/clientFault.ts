import * as z from 'zod/mini';
import { Done } from './common';
import { route } from './route';

export const FAULT_TEXT = { message: 500, stack: 2_000, page: 200, version: 60 } as const;

/** What a fault on somebody's phone tells: no person, no token, no typed word (faultText); the server takes such things out once more. */
export const ClientFault = z.object({
  kind: z.enum(['ERROR', 'REJECTION', 'PAGE_NOT_FOUND']),
  message: z.string().check(z.minLength(1), z.maxLength(FAULT_TEXT.message)),
  stack: z.optional(z.string().check(z.maxLength(FAULT_TEXT.stack))),
  /** Address of the page, without its parameters. */
  page: z.string().check(z.maxLength(FAULT_TEXT.page)),
  target: z.enum(['weapp', 'h5']),
  /** Of the mini-program and its base library. */
  version: z.string().check(z.maxLength(FAULT_TEXT.version)),
});
export type ClientFault = z.output<typeof ClientFault>;

export const clientFaultRoutes = {
  report: route({
    id: 'clientFault.report',
    method: 'POST',
    path: '/api/client-faults',
    access: 'PUBLIC',
    summary: '小程序自动上报程序错误，不含个人信息',
    body: ClientFault,
    response: Done,
    errors: ['FAULTS_TOO_OFTEN'],
  }),
};
