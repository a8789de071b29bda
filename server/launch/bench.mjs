// npm run bench: every figure beside a bare peer, in one table. A module of server/bench (compiled) or shared/bench, miniapp/bench exports
//   bench({mongoUri, dataDir}) → Promise<{name: string, ours: number, peer?: number, unit: string}[]>
// and runs in a process of its own, one after the other, so that none disturbs another.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { bringDatabase } from './database.mjs';
import { ensurePackages } from './packages.mjs';
import { run, stopAll } from './processes.mjs';
import { root } from './root.mjs';
import { say, task, Trouble } from './say.mjs';

const MARK = 'BENCH ';
const [only, ...given] = process.argv.slice(2);

async function main() {
  const dataDir = mkdtempSync(join(tmpdir(), 'jzt-bench-'));
  const packages = ensurePackages();
  const database = bringDatabase({ dataDir, log: say, packages, compiler: true });
  database.catch(() => undefined);
  await packages;
  for (const name of ['server', 'h5', 'weapp']) await build(name);
  const { uri } = await database;
  const rows = [];
  const failed = [];
  for (const file of modules()) {
    const name = relative(root, file);
    if (only && !name.includes(only)) continue;
    const { code, output } = await task(name, () =>
      run(process.execPath, [fileURLToPath(import.meta.url), '--one', file, uri, dataDir], { cwd: root }),
    );
    const answer = output.split('\n').find((line) => line.startsWith(MARK));
    if (code === 0 && answer) rows.push(...JSON.parse(answer.slice(MARK.length)));
    else failed.push(`${name} 没有给出结果：\n${output.trim().split('\n').slice(-20).join('\n')}`);
  }
  await stopAll();
  rmSync(dataDir, { recursive: true, force: true });
  process.stdout.write(`\n${table(rows)}\n`);
  if (failed.length) throw new Trouble(failed.join('\n'));
}

function modules() {
  const folders = ['shared/bench', 'server/bench', 'server/dist/bench', 'miniapp/bench']
    .map((folder) => join(root, folder))
    .filter(existsSync);
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => /\.(mjs|js)$/.test(file))
      .sort()
      .map((file) => join(folder, file)),
  );
}

function table(rows) {
  const figure = (value) => (value === undefined ? '' : String(Number(value.toPrecision(3))));
  const cells = [
    ['', '本程序', '裸对照', '单位', '比'],
    ...rows.map(({ name, ours, peer, unit }) => [name, figure(ours), figure(peer), unit, peer ? (ours / peer).toFixed(2) : '']),
  ];
  return cells
    .map((row) => `| ${row.join(' | ')} |`)
    .toSpliced(1, 0, '| --- | ---: | ---: | --- | ---: |')
    .join('\n');
}

async function one(file, mongoUri, dataDir) {
  const module = await import(pathToFileURL(file).href);
  const bench = module.bench ?? module.default?.bench;
  if (!bench) throw new Error(`${file} does not export bench()`);
  const rows = await bench({ mongoUri, dataDir });
  await new Promise((written) => process.stdout.write(`\n${MARK}${JSON.stringify(rows)}\n`, written));
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stopAll().then(() => process.exit(1)));
(only === '--one' ? one(...given) : main()).then(
  () => process.exit(0),
  async (error) => {
    process.stderr.write(`${error instanceof Trouble ? error.message : error.stack}\n`);
    await stopAll();
    process.exit(1);
  },
);
