// npm run simulate -- --seeds N [--from S]: plays that many seeds of server/simulation on a real database. Ends with seeds a second; of a seed
// that fails it shows what was broken, the whole trace and the command that plays it again.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bringDatabase } from './database.mjs';
import { ensurePackages } from './packages.mjs';
import { run, stopAll } from './processes.mjs';
import { root } from './root.mjs';
import { say, task, Trouble } from './say.mjs';

const JEST = join(root, 'node_modules/jest/bin/jest.js');

async function main(dataDir) {
  const { values } = parseArgs({ options: { seeds: { type: 'string', default: '300' }, from: { type: 'string', default: '1' } } });
  const { seeds, from } = values;
  if (!/^[1-9]\d{0,6}$/.test(seeds) || !/^\d{1,9}$/.test(from))
    throw new Trouble('用法：npm run simulate -- --seeds 数量 [--from 起始种子]');
  const packages = ensurePackages();
  const database = bringDatabase({ dataDir, log: say, packages, compiler: true });
  database.catch(() => undefined);
  await packages;
  const { uri } = await database;
  const began = Date.now();
  const { code, output } = await task(`模拟 ${seeds} 个种子（从 ${from} 起）`, () =>
    run(process.execPath, [JEST, '--selectProjects', 'server', '--maxWorkers=2', 'simulation/even', 'simulation/odd'], {
      cwd: root,
      env: { ...process.env, TEST_MONGODB_URI: uri, SIMULATE_SEEDS: seeds, SIMULATE_FROM: from, NO_COLOR: '1', TMPDIR: dataDir },
    }),
  );
  const seconds = (Date.now() - began) / 1000;
  if (code !== 0) process.stdout.write(`${output.slice(Math.max(0, output.indexOf('●'))).trim()}\n`);
  say(
    `${seeds} 个种子，用时 ${seconds.toFixed(0)} 秒，每秒 ${(Number(seeds) / seconds).toFixed(2)} 个${code === 0 ? '，全部通过' : '，有失败'}`,
  );
  return code;
}

const dataDir = mkdtempSync(join(tmpdir(), 'jzt-simulate-'));
let code = 1;
try {
  code = await main(dataDir);
} catch (error) {
  process.stdout.write(`${error instanceof Trouble ? error.message : error.stack}\n`);
}
await stopAll();
rmSync(dataDir, { recursive: true, force: true });
process.exit(code);
