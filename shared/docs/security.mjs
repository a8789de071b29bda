// Writes security.md, the threat model and the table of ASVS: `node shared/docs/security.mjs`.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { securityPage } from './securityPage.mjs';
import { rulesSources } from './sources.mjs';

const { tests } = rulesSources(fileURLToPath(new URL('../..', import.meta.url)));
writeFileSync(new URL('./security.md', import.meta.url), securityPage(tests));
