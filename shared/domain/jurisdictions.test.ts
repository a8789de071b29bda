import { describe, expect, it } from '@jest/globals';
import {
  classOfScene,
  classScene,
  entryScene,
  isJurisdiction,
  jurisdictionOfScene,
  NATIONAL,
  numberPrefix,
  type Jurisdiction,
} from './jurisdictions';
import { PROVINCES } from './provinces';

describe('jurisdictions', () => {
  it('are the provinces of GB/T 2260 and nothing else', () => {
    expect(Object.keys(PROVINCES).every(isJurisdiction)).toBe(true);
    for (const other of [NATIONAL, '990000', '630100', '63', '', undefined, null, 630000, 'toString'])
      expect(isJurisdiction(other)).toBe(false);
  });

  it('CQ-27 are carried by the scene of an entry code, and read from it whole and untouched', () => {
    expect(jurisdictionOfScene(entryScene('500000'))).toBe('500000');
    expect(jurisdictionOfScene(encodeURIComponent('a=1&p=320000'))).toBe('320000');
    for (const other of ['', 'p=990000', 'p=5000001', 'xp=500000', '500000', 'p=']) expect(jurisdictionOfScene(other)).toBeUndefined();
  });

  it('number their cases apart', () => {
    const all = Object.keys(PROVINCES) as Jurisdiction[];
    expect(new Set(all.map(numberPrefix)).size).toBe(all.length);
    expect(numberPrefix('630000')).toBe('63');
  });

  it('CQ-27 a class fits into the scene of a mini-program code, with its province', () => {
    for (const id of ['0123456789abcdef01234567', '000000000000000000000000', 'ffffffffffffffffffffffff']) {
      const scene = classScene('500000', id);
      expect(scene).toMatch(/^[\w!#$&'()*+,/:;=?@.~-]{1,32}$/);
      expect(classOfScene(encodeURIComponent(scene))).toBe(id);
      expect(jurisdictionOfScene(scene)).toBe('500000');
    }
    for (const other of ['', 'p=500000', 'c=short', 'xc=0123456789abcdef']) expect(classOfScene(other)).toBeUndefined();
  });
});
