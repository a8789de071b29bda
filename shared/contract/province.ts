import * as z from 'zod/mini';
import { JurisdictionCode } from './common';
import { route } from './route';

const named = { code: JurisdictionCode, name: z.string() };
/** Its rules are those of its documents with the windows moved to this year, to be tried out: the phone says 演示规则. */
const demoRules = z.boolean();

/** A province that is served here, and what can be done there. */
export const Province = z.object({
  ...named,
  demoRules,
  /** What somebody can do there, in the order of its pack. */
  offers: z.array(z.object({ service: z.string(), labelZh: z.string() })),
  /** What people look for there in vain, and where to go instead. */
  instead: z.array(z.object({ service: z.string(), labelZh: z.string(), sentenceZh: z.string() })),
  hotlines: z.array(z.object({ labelZh: z.string(), phone: z.string() })),
});
export type Province = z.output<typeof Province>;

/** Which province serves a person, and why: an entry code, the employer, their choice, or because only one is open. */
export const ServingProvince = z.object({ ...named, demoRules, by: z.enum(['ENTRY', 'EMPLOYER', 'CHOICE', 'ONLY']) });
export type ServingProvince = z.output<typeof ServingProvince>;

export const provinceRoutes = {
  list: route({
    id: 'province.list',
    method: 'GET',
    path: '/api/provinces',
    access: 'PUBLIC',
    summary: '已开通的省份、各省可办的业务和不办时去哪里',
    response: z.object({ items: z.array(Province) }),
  }),
  mine: route({
    id: 'province.mine',
    method: 'GET',
    path: '/api/me/province',
    access: 'SIGNED_IN',
    summary: '现在由哪个省为我服务；没有 province 时需要请本人选一次',
    response: z.object({ province: z.optional(ServingProvince) }),
  }),
  choose: route({
    id: 'province.choose',
    method: 'PUT',
    path: '/api/me/province',
    access: 'SIGNED_IN',
    summary: '记住本人选的省份，或扫入口码进来的省份（CQ-27）',
    body: z.object({ jurisdiction: JurisdictionCode, by: z.enum(['ENTRY', 'CHOICE']) }),
    response: z.object({ province: ServingProvince }),
    errors: ['PROVINCE_NOT_OPEN'],
  }),
};
