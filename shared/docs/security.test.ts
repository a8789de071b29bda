import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ASVS, LEFT_OUT } from './asvs.mjs';
import { securityPage } from './securityPage.mjs';
import { rulesSources } from './sources.mjs';

const { tests } = rulesSources(join(__dirname, '../..'));

describe('the page about security', () => {
  it('names of each requirement one proof or one reason, each once, and with what is left out all 253 of levels 1 and 2', () => {
    const ids = ASVS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length + LEFT_OUT.reduce((sum, { count }) => sum + count, 0)).toBe(253);
    for (const one of ASVS) {
      const said = [one.test, one.how, one.open, one.not].filter((text) => text !== undefined);
      expect({ id: one.id, said }).toEqual({ id: one.id, said: [expect.stringMatching(/\S/)] });
    }
  });

  it('fails for a test that is not there any more', () => {
    const named = ASVS.find(({ test }) => test)!;
    const without = tests.filter(({ title }) => title !== named.test);
    expect(() => securityPage(without)).toThrow(named.id);
  });

  it('the committed page is what data and tests give (else: node shared/docs/security.mjs)', () => {
    expect(readFileSync(join(__dirname, 'security.md'), 'utf8')).toBe(securityPage(tests));
  });
});
