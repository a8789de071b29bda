import { describe, expect, it } from '@jest/globals';
import { entryScene, isJurisdiction, jurisdictionOfScene, NATIONAL, numberPrefix, type Jurisdiction } from './jurisdictions';
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
});
