// npm run admin -- invite PHONE: a one-time link that makes the owner of the phone a system administrator.
import { join, resolve } from 'node:path';
import { build } from './build.mjs';
import { withDatabase } from './data.mjs';
import { ensurePackages } from './packages.mjs';
import { run, stopAll } from './processes.mjs';
import { root } from './root.mjs';
import { Trouble } from './say.mjs';
import { ensureSecrets } from './secrets.mjs';

const dataDir = resolve(root, process.env.DATA_DIR ?? '.data');

async function main() {
  await ensurePackages();
  await build('server');
  const { SECRETS_FILE = ensureSecrets(dataDir), PUBLIC_BASE_URL = `http://127.0.0.1:${process.env.PORT ?? 7001}` } = process.env;
  await withDatabase(dataDir, async (uri) => {
    const { code, output } = await run(process.execPath, [join(root, 'server', 'dist', 'src', 'admin.js'), ...process.argv.slice(2)], {
      env: { ...process.env, MONGODB_URI: uri, SECRETS_FILE, PUBLIC_BASE_URL },
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
