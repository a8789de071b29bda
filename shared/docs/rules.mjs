// Writes rules.md, the table of all rules, from the compiled code and the titles of the tests: `npx tsc -b shared && node shared/docs/rules.mjs`.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { RULE_IDS } = require('../dist/policy/ruleIds.js');
const { PACKS } = require('../dist/policy/packs/index.js');
const { printOf } = require('../dist/policy/print.js');

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const SKIP = new Set(['node_modules', 'dist']);
const isTest = /\.(test\.tsx?|e2e\.m?[jt]s)$/;

/** Every test file below a folder. */
const testFiles = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((one) => {
    if (one.isDirectory()) return SKIP.has(one.name) || one.name.startsWith('.') ? [] : testFiles(join(folder, one.name));
    return isTest.test(one.name) ? [join(folder, one.name)] : [];
  });

const titles = ['shared', 'server', 'miniapp'].flatMap((folder) =>
  testFiles(join(root, folder)).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\b(?:it|test|describe)(?:\.\w+)*(?:\([^)]*\))?\(\s*(['"`])(.*?)\1/g)].map((match) => ({
      file: relative(here, file),
      title: match[2],
    })),
  ),
);
const testsOf = (id) => [...new Set(titles.filter(({ title }) => new RegExp(`\\b${id}\\b`).test(title)).map(({ file }) => file))];
const link = (file) => `[${file.split('/').at(-1)}](${file})`;

/** Paths of all values of a pack that are in no source (A-23). */
const demoValues = (value, path) => {
  if (value === null || typeof value !== 'object') return [];
  if (value.demo === true) return [`${path} = ${JSON.stringify(value.value)}`];
  return Object.entries(value).flatMap(([key, inner]) => demoValues(inner, `${path}.${key}`));
};

const rows = RULE_IDS.map(
  ({ id, ruleZh, by }) =>
    `| ${id} | ${ruleZh} | ${by.map((place) => `\`${place}\``).join(' ')} | ${testsOf(id).map(link).join(' ') || '—'} |`,
);
const awaiting = PACKS.flatMap((pack) =>
  [
    ...demoValues(pack.kinds, 'kinds'),
    ...Object.entries(pack.services).flatMap(([service, clauses]) =>
      clauses.flatMap((one) => demoValues(one.given, `${service} ${one.id}`)),
    ),
    ...demoValues(printOf(pack) ?? {}, 'print'),
  ].map((line) => `- ${pack.nameZh} \`${pack.version}\`: \`${line}\``),
);

writeFileSync(
  join(here, 'rules.md'),
  `# Rules

Written by \`node shared/docs/rules.mjs\` from \`shared/policy/ruleIds.ts\` and the titles of the tests.
\`engine:\` names a function of \`shared/policy\`, \`screen:\` a place of the mini-program, \`process:\` a place of the server; a place that carries nothing yet has no test.

| rule | 规定 | enforced by | tests |
|---|---|---|---|
${rows.join('\n')}

## Values that await the authority's signature (A-23)

They are in no source; the packs mark them \`demo\`.

${awaiting.join('\n')}
`,
);
