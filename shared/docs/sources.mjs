import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const SKIP = new Set(['node_modules', 'dist']);
const isTest = /\.(test\.tsx?|e2e\.m?[jt]s)$/;
const TITLE = /\b(?:it|test|describe)(?:\.\w+)*(?:\([^)]*\))?\(\s*(['"`])(.*?)\1/g;

/** Every file below a folder that `wanted` wants, in one order on every machine. */
const filesIn = (folder, wanted) =>
  readdirSync(folder, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((one) => {
      if (one.isDirectory()) return SKIP.has(one.name) || one.name.startsWith('.') ? [] : filesIn(join(folder, one.name), wanted);
      return wanted(one.name) ? [join(folder, one.name)] : [];
    });

/** What the page of the rules is made of, beside the rules: titles of all tests, and the server's code. `root`: the repository. */
export const rulesSources = (root) => ({
  tests: ['shared', 'server', 'miniapp'].flatMap((part) =>
    filesIn(join(root, part), (name) => isTest.test(name)).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(TITLE)].map((match) => ({
        file: relative(join(root, 'shared/docs'), file),
        title: match[2],
      })),
    ),
  ),
  server: filesIn(join(root, 'server/src'), (name) => name.endsWith('.ts') && !isTest.test(name)).map((file) => readFileSync(file, 'utf8')),
});
