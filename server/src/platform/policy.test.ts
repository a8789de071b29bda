import { describe, expect, it } from '@jest/globals';
import { within } from './policy';

describe('a scope and what is asked for', () => {
  it('hold both, also where they name the same field', () => {
    expect(within({ jurisdiction: '630000' }, { status: 'SUBMITTED' })).toEqual({ jurisdiction: '630000', status: 'SUBMITTED' });
    expect(within({ _id: null }, { _id: 'a' })).toEqual({ _id: 'a', $and: [{ _id: null }] });
  });

  it('lose nothing when one of them was put together before', () => {
    const scoped = within({ institutionId: 'mine', kind: 'A' }, { institutionId: 'asked' });
    expect(within(scoped, { kind: 'B' })).toEqual({ institutionId: 'asked', kind: 'B', $and: [{ kind: 'A' }, { institutionId: 'mine' }] });
    expect(within({ kind: 'A' }, { kind: 'B', $and: [{ open: true }] })).toEqual({ kind: 'B', $and: [{ kind: 'A' }, { open: true }] });
    expect(within({ $and: [{ a: 1 }] }, { $and: [{ b: 2 }] })).toEqual({ $and: [{ $and: [{ a: 1 }] }, { b: 2 }] });
  });
});
