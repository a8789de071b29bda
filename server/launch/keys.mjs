// npm run keys [-- rotate | rotate-signing | retire KEY]: the keys that personal data and files are encrypted with, changed while the program runs.
import { join, resolve } from 'node:path';
import { build } from './build.mjs';
import { withDatabase } from './data.mjs';
import { ensurePackages } from './packages.mjs';
import { run, stopAll } from './processes.mjs';
import { root } from './root.mjs';
import { Trouble } from './say.mjs';

const dataDir = resolve(root, process.env.DATA_DIR ?? '.data');
const SECRETS_FILE = process.env.SECRETS_FILE ?? join(dataDir, 'secrets.json');

async function main() {
  await ensurePackages();
  await build('server');
  const program = join(root, 'server', 'dist', 'src', 'keys.js');
  await withDatabase(dataDir, async (uri) => {
    const { code, output } = await run(process.execPath, [program, ...process.argv.slice(2)], {
      env: { ...process.env, MONGODB_URI: uri, SECRETS_FILE },
    });
    if (code !== 0) throw new Trouble(output.trim());
    process.stdout.write(output);
  });
}

main()
  .catch((error) => {
    process.stderr.write(`${error instanceof Trouble ? error.message : error.stack}\n`);
    process.exitCode = 1;
  })
  .finally(stopAll);
