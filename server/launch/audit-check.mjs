// npm run audit-check -- FILE: is an exported audit trail what this installation wrote? Needs its secrets and the anchors in DATA_DIR, no database.
import { join, resolve } from 'node:path';
import { build } from './build.mjs';
import { ensurePackages } from './packages.mjs';
import { run, stopAll } from './processes.mjs';
import { root } from './root.mjs';
import { Trouble } from './say.mjs';

const DATA_DIR = resolve(root, process.env.DATA_DIR ?? '.data');
const SECRETS_FILE = process.env.SECRETS_FILE ?? join(DATA_DIR, 'secrets.json');

async function main() {
  await ensurePackages();
  await build('server');
  const program = join(root, 'server', 'dist', 'src', 'auditCheck.js');
  const files = process.argv.slice(2).map((file) => resolve(file));
  const { code, output } = await run(process.execPath, [program, ...files], { env: { ...process.env, DATA_DIR, SECRETS_FILE } });
  if (code !== 0) throw new Trouble(output.trim());
  process.stdout.write(output);
}

main()
  .catch((error) => {
    process.stderr.write(`${error instanceof Trouble ? error.message : error.stack}\n`);
    process.exitCode = 1;
  })
  .finally(stopAll);
