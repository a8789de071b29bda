import { describe, expect, it } from '@jest/globals';
import { addressIn, addressOf } from './source';

describe('the source of a course in an address', () => {
  it('is read back as it was written, whatever kind it is', () => {
    const source = { kind: 'CONTINUING_EDUCATION', id: '0123456789abcdef01234567' } as const;
    expect(addressIn({ ...addressOf(source) })).toEqual({ sourceKind: source.kind, sourceId: source.id });
  });

  it('is none where the kind is unknown or half of it is missing', () => {
    for (const params of [{}, { sourceKind: 'APPLICATION' }, { sourceId: 'a' }, { sourceKind: 'constructor', sourceId: 'a' }])
      expect(addressIn(params)).toBeUndefined();
  });
});
