// Writes the generated pages of the docs from the compiled code: `npx tsc -b shared && node shared/docs/generate.mjs`.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { MACHINES } = require('../dist/workflow/machines/index.js');
const { machinesPage } = require('../dist/workflow/machinesPage.js');

writeFileSync(new URL('./machines.md', import.meta.url), machinesPage(MACHINES));
