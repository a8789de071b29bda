import { describe, expect, it } from '@jest/globals';
import { risksOf, type RiskFacts } from './risks';

const plain: RiskFacts = {
  application: { history: [], employmentId: 'e' },
  age: 40,
  sex: 'M',
  ledgered: true,
  manualIdentity: false,
  employmentStatus: 'CONFIRMED',
  portraitShared: false,
};
const returned = [
  { event: 'institutionReturn' },
  { event: 'submit' },
  { event: 'institutionReturn' },
] as RiskFacts['application']['history'];

describe('reasons to look twice', () => {
  it('a plain case has none', () => {
    expect(risksOf(plain)).toEqual([]);
  });

  it.each([
    ['a portrait under two names', { portraitShared: true }, /照片与他人报名照片相同/],
    ['a real-name check passed by hand', { manualIdentity: true }, /人工核验/],
    ['a badge that is gone', { ledgered: false }, /已入库/],
    ['an employment that has ended', { employmentStatus: 'ENDED' }, /聘用关系已解除/],
    ['an employment that is not found', { employmentStatus: undefined }, /聘用关系已解除/],
    ['two returns', { application: { history: returned, employmentId: 'e' } }, /退回修改2次/],
    ['eighteen years', { age: 18 }, /18周岁/],
    ['a man of 59', { age: 59 }, /退休年龄/],
    ['a woman of 54', { age: 54, sex: 'F' }, /退休年龄/],
  ] as const)('%s', (_name, change, words) => {
    const risks = risksOf({ ...plain, ...(change as Partial<RiskFacts>) });
    expect(risks).toHaveLength(1);
    expect(risks[0]).toMatch(words);
  });

  it.each([
    ['a man of 19', { age: 19 }],
    ['a man of 58', { age: 58 }],
    ['a woman of 53', { age: 53, sex: 'F' }],
    ['no employer asked for', { application: { history: [] }, employmentStatus: undefined }],
  ] as const)('%s is none', (_name, change) => {
    expect(risksOf({ ...plain, ...(change as Partial<RiskFacts>) })).toEqual([]);
  });
});
