import { describe, expect, it } from '@jest/globals';
import { certificateRoutes } from './certificate';
import { employmentRoutes } from './employment';
import { identityRoutes } from './identity';

/** Each place where a person's name enters. */
const doors = [
  ['identity.confirm', identityRoutes.confirm.body, { idNumber: '11010519491231002X' }],
  ['employment.invite', employmentRoutes.invite.body, { idNumber: '11010519491231002X', position: '电工' }],
  ['certificate.verifyByNumber', certificateRoutes.verifyByNumber.body, { number: '青建安A（2026）0000001' }],
] as const;

describe.each(doors)('a name at %s', (_id, body, rest) => {
  it('CQ-35 is taken without the space around it, in one spelling', () => {
    for (const name of ['张三 ', ' 张三', '张三\u3000', '张三\n']) expect(body.parse({ ...rest, name })).toMatchObject({ name: '张三' });
    // One sign, and the same put together of two.
    expect(body.parse({ ...rest, name: 'Z\u0065\u0301 张' })).toMatchObject({ name: 'Z\u00e9 张' });
  });

  it('CQ-35 is no name when nothing but space is left', () => {
    expect(body.safeParse({ ...rest, name: '   ' }).success).toBe(false);
    expect(body.safeParse({ ...rest, name: '张 ' }).success).toBe(false);
  });
});
