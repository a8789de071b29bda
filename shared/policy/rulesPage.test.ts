import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { rulesSources } from '../docs/sources.mjs';
import { rulesPage } from './rulesPage';

const line = (page: string, id: string) => page.split('\n').find((one) => one.startsWith(`| ${id} |`))!;

describe('the page of the rules', () => {
  const page = rulesPage({
    tests: [{ file: '../policy/rules/apply.test.ts', title: 'CQ-05 any valid safety certificate elsewhere' }],
    server: [
      "const one = this.law.decide(\n      'APPLY',\n      facts);",
      "this.law.of(found).require('ACTIVATE', facts)",
      "import { lastValidDay, printOf } from '@jzt/shared/policy/print';",
    ],
  });

  it('tells of each rule which services the server asks, and which it does not ask yet', () => {
    expect(line(page, 'CQ-05')).toBe(
      '| CQ-05 | 在外省持有有效安管人员证书不受理 | `engine:notHeldElsewhere` | APPLY | [apply.test.ts](../policy/rules/apply.test.ts) |',
    );
    expect(line(page, 'CQ-22')).toContain('| ACTIVATE |');
    expect(line(page, 'CQ-08')).toContain('| not asked yet: CE_SIGN_UP | — |');
    expect(line(page, 'CQ-01')).toContain('| APPLY; not asked yet: EXEMPT_CLAIM |');
    // What stands beside a value of a kind, and what is no rule of a service.
    expect(line(page, 'QH-01')).toContain('| not asked yet: USE |');
    expect(line(page, 'JS-12')).toContain('| printOf() |');
    expect(line(page, 'JS-24')).toContain('| not asked yet: hotlineOf() |');
    expect(line(page, 'QH-22')).toContain('| — | — |');
  });

  it('lists the rules that nothing but the engine knows and nobody asks', () => {
    const idle = page.split('nobody asks yet\n\n')[1]!.split('\n')[0]!;
    expect(idle).toMatch(/\bCQ-08\b/);
    for (const id of ['CQ-05', 'CQ-22', 'CQ-24', 'QH-22']) expect(idle).not.toMatch(new RegExp(`\\b${id}\\b`));
  });

  it('the server asks for every rule: none is known to the engine alone', () => {
    const real = rulesPage(rulesSources(join(__dirname, '../..')));
    expect(real.split('nobody asks yet\n\n')[1]!.split('\n')[0]).toMatch(/^0 of \d+: $/);
  });

  it('the committed page is what code and tests give (else: npx tsc -b shared && node shared/docs/rules.mjs)', () => {
    const written = rulesPage(rulesSources(join(__dirname, '../..')));
    expect(readFileSync(join(__dirname, '../docs/rules.md'), 'utf8')).toBe(written);
  });
});
