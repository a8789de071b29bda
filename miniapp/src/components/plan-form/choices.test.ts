import { describe, expect, it } from '@jest/globals';
import { choicesOf } from './choices';

const c1 = { category: 'SAFETY_MGMT', code: 'C1', labelZh: 'C1' };
const tower = { category: 'SPECIAL_OP', code: '05', labelZh: '塔式起重机司机' };
const person = (id: string) => ({ source: { kind: 'APPLICATION' as const, id }, name: id, idNumberMasked: '' });

describe('who can be put into an exam plan', () => {
  it('QH-14 offers one certificate type at a time, the largest group first', () => {
    const choices = choicesOf([
      { ...person('a'), subject: tower },
      { ...person('b'), subject: c1 },
      { ...person('c'), subject: c1 },
    ]);
    expect(choices.map((each) => [each.key, each.people.map((one) => one.source.id)])).toEqual([
      ['SAFETY_MGMT/C1', ['b', 'c']],
      ['SPECIAL_OP/05', ['a']],
    ]);
  });
  it('keeps the people of the plan being edited, once each', () => {
    const [only] = choicesOf(
      [
        { ...person('b'), subject: c1 },
        { ...person('a'), subject: c1 },
      ],
      { subject: c1, candidates: [person('a')] },
    );
    expect(only!.people.map((one) => one.source.id)).toEqual(['a', 'b']);
  });
});
