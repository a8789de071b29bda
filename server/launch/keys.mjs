// npm run keys [-- rotate | rotate-signing | retire KEY]: the keys that personal data and files are encrypted with, changed while the program runs.
import { join, resolve } from 'node:path';
import { build } from './build.mjs';
import { withDatabase } from './data.mjs';
import { takeLock } from './lock.mjs';
import { ensurePackages } from './packages.mjs';
import { run, stopAll } from './processes.mjs';
import { root } from './root.mjs';
import { say, Trouble } from './say.mjs';

const dataDir = resolve(root, process.env.DATA_DIR ?? '.data');
const SECRETS_FILE = process.env.SECRETS_FILE ?? join(dataDir, 'secrets.json');

async function main() {
  await ensurePackages();
  await build('server');
  const program = join(root, 'server', 'dist', 'src', 'keys.js');
  // Two at once would each write the secrets as they were before the other.
  const lock = await takeLock(`${SECRETS_FILE}.lock`, say).catch(() => {
    throw new Trouble('另一个窗口正在更换钥匙，请等它做完再试。');
  });
  await withDatabase(dataDir, async (uri) => {
    const { code, output } = await run(process.execPath, [program, ...process.argv.slice(2)], {
      env: { ...process.env, MONGODB_URI: uri, SECRETS_FILE },
    });
    if (code !== 0) throw new Trouble(output.trim());
    process.stdout.write(output);
  }).finally(() => lock.release());
}

main()
  .catch((error) => {
    process.stderr.write(`${error instanceof Trouble ? error.message : error.stack}\n`);
    process.exitCode = 1;
  })
  .finally(stopAll);
