// Writes rules.md, the table of all rules: `npx tsc -b shared && node shared/docs/rules.mjs`.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { rulesSources } from './sources.mjs';

const { rulesPage } = createRequire(import.meta.url)('../dist/policy/rulesPage.js');

writeFileSync(new URL('./rules.md', import.meta.url), rulesPage(rulesSources(fileURLToPath(new URL('../..', import.meta.url)))));
