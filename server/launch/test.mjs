// npm test: everything that must hold, on a machine that has nothing but Node. npm test -- <filter> runs only the tests whose file matches.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { bringDatabase } from './database.mjs';
import { ensureTools } from './debian.mjs';
import { ensurePackages } from './packages.mjs';
import { run, stopAll } from './processes.mjs';
import { root } from './root.mjs';
import { say, task, Trouble } from './say.mjs';

const filter = process.argv.slice(2);
// A server test waits for the database for two fifths of its time, so there are more workers than cores.
// Browser files wait for animations and for what a person would wait for, too; each has its own server, browser and database. The sandbox
// draws without a pause, and goes beside.
const projects = {
  unit: ['--ignoreProjects', 'browser', 'weapp', `--maxWorkers=${Math.ceil(availableParallelism() * 1.5)}`],
  browser: ['--selectProjects', 'browser', '--maxWorkers=2'],
  weapp: ['--selectProjects', 'weapp', '--maxWorkers=1'],
};
const reports = join(root, '.build', 'reports');
const dataDir = mkdtempSync(join(memory() ?? tmpdir(), 'jzt-test-'));
/** @type {{name: string, passed: number, failed: number, skipped: number, seconds: number}[]} */
const results = [];
let finishing = false;

/**
 * Where files cost no disk: each acknowledged write of the database is on its way to it before the test goes on, which is a third of the time of
 * the server's tests. What a killed process has written is there as it is on a disk. A machine with little memory has none to give.
 */
function memory() {
  const folder = '/dev/shm';
  if (!existsSync(folder)) return undefined;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= 8 * 2 ** 30 ? folder : undefined;
}

/** Does one step; a failing one is shown and counted, and the others go on. `work` returns counts, or nothing for a step that counts as one. */
async function step(name, work) {
  const from = Date.now();
  const seconds = () => Math.round((Date.now() - from) / 1000);
  try {
    const counts = (await work()) ?? { passed: 1, failed: 0, skipped: 0 };
    results.push({ name, ...counts, seconds: seconds() });
    say(
      `${counts.failed ? '✗' : '✓'} ${name}：${counts.passed} 项通过${counts.failed ? `，${counts.failed} 项失败` : ''}，用时 ${seconds()} 秒`,
    );
  } catch (error) {
    results.push({ name, passed: 0, failed: 1, skipped: 0, seconds: seconds() });
    say(`✗ ${name}：失败，用时 ${seconds()} 秒\n${error instanceof Trouble ? error.message : error.stack}`);
  }
}

/** Runs a program of node_modules; one that fails is a Trouble with the last of what it said. */
async function tool(label, script, args) {
  const { code, output } = await task(label, () => run(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: root }));
  if (code !== 0) throw new Trouble(shorten(output.trim()));
}

/** Runs Jest and counts what it did. */
async function jest(name, env) {
  const report = join(reports, `${name}.json`);
  rmSync(report, { force: true });
  let files = 0;
  const { code, output } = await task(`测试 ${name}`, (progress) =>
    run(
      process.execPath,
      [join(root, 'node_modules/jest/bin/jest.js'), ...filter, ...projects[name], '--passWithNoTests', '--json', `--outputFile=${report}`],
      {
        cwd: root,
        // What the tests leave in the folder for temporary files goes with ours.
        env: { ...process.env, ...env, NO_COLOR: '1', TMPDIR: dataDir },
        onLine: (line) => {
          if (/^(PASS|FAIL) /.test(line)) progress(`已完成 ${(files += 1)} 个文件`);
        },
      },
    ),
  );
  writeFileSync(join(reports, `${name}.log`), output);
  const counts = count(report);
  if (!counts) throw new Trouble(`Jest 没有给出结果：\n${shorten(output)}`);
  // An error outside every test: Jest fails although no test did.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  if (counts.failed)
    process.stdout.write(
      `${shorten(output.slice(Math.max(0, output.search(/^FAIL /m))))}\n（全部输出在 ${join(reports, `${name}.log`)}）\n`,
    );
  return counts;
}

function count(report) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    const unloaded = testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
    ).length;
    return { passed: numPassedTests, failed: numFailedTests + unloaded, skipped: numPendingTests + numTodoTests };
  } catch {
    return undefined;
  }
}

const shorten = (text, most = 150) => {
  const lines = text.split('\n');
  return lines.length <= most ? text : [...lines.slice(0, most), `…… 还有 ${lines.length - most} 行`].join('\n');
};

async function main() {
  mkdirSync(reports, { recursive: true });
  // Side by side: the packages, the tools of the system, and a database, which may have to be built.
  const packages = ensurePackages();
  const tools = ensureTools();
  const database = bringDatabase({ dataDir, log: say, packages, compiler: true });
  // They are awaited below, each in its step; until then a failure is not yet anybody's.
  for (const promise of [packages, tools, database]) promise.catch(() => undefined);
  await packages;
  const env = async () => ({ TEST_MONGODB_URI: (await database).uri });

  if (filter.length) {
    await step('系统工具', () => tools.then(() => undefined));
    await build('server');
    await step('单元与接口测试', async () => jest('unit', await env()));
    if (!filter.some((part) => part.includes('e2e'))) return;
    for (const name of ['weapp', 'h5']) await build(name);
    await endToEnd(env);
    return;
  }
  const serverBuilt = step('编译 shared 和 server', () => build('server').then(() => undefined));
  const tested = Promise.all([
    serverBuilt,
    step('系统工具', () => tools.then(() => undefined)),
    step('数据库', () => database.then(() => undefined)),
  ]).then(() => step('单元与接口测试', async () => jest('unit', await env())));
  const checked = (async () => {
    await step('构建微信小程序', () => build('weapp').then(() => undefined));
    await step('构建 H5', () => build('h5').then(() => undefined));
    await step('类型', async () => {
      await tool('检查类型（shared、server 和测试）', 'typescript/bin/tsc', ['-p', 'server/launch/tsconfig.tests.json']);
      await tool('检查类型（小程序）', 'typescript/bin/tsc', ['--noEmit', '-p', 'miniapp']);
      await tool('检查类型（端到端测试）', 'typescript/bin/tsc', ['--noEmit', '-p', 'miniapp/e2e']);
    });
    await step('代码规范', () => tool('检查代码规范', 'eslint/bin/eslint.js', ['--quiet', '.']));
    await step('格式', () => tool('检查格式', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']));
    await step('没有用到的东西', () => tool('查找没有用到的东西', 'knip/bin/knip.js', []));
    await step('依赖方向', () =>
      tool('检查依赖方向', 'dependency-cruiser/bin/dependency-cruise.mjs', [
        '--config',
        '.dependency-cruiser.cjs',
        'shared',
        'server',
        'miniapp',
      ]),
    );
    await step('功能之间的顺序', () =>
      tool('检查功能之间的依赖', 'dependency-cruiser/bin/dependency-cruise.mjs', [
        '--config',
        '.dependency-cruiser.features.cjs',
        'server/src',
      ]),
    );
  })();
  await Promise.all([tested, checked]);
  await endToEnd(env);
}

const endToEnd = (env) =>
  Promise.all([
    step('端到端测试（H5）', async () => jest('browser', await env())),
    step('端到端测试（小程序）', async () => jest('weapp', await env())),
  ]);

/** Ends everything and says how it went; `N passed, N failed` is the last line. */
async function finish(error) {
  if (finishing) return;
  finishing = true;
  await stopAll();
  rmSync(dataDir, { recursive: true, force: true });
  if (error) {
    results.push({ name: '运行', passed: 0, failed: 1, skipped: 0, seconds: 0 });
    process.stdout.write(`\n${error instanceof Trouble ? error.message : error.stack}\n`);
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  process.stdout.write('\n');
  for (const { name, passed, failed, skipped, seconds } of results) {
    process.stdout.write(
      `${failed ? '✗' : '✓'} ${name}：${passed} 项通过${failed ? `，${failed} 项失败` : ''}${skipped ? `，${skipped} 项略过` : ''}（${seconds} 秒）\n`,
    );
  }
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`);
  process.exit(sum('failed') || sum('passed') === 0 ? 1 : 0);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void finish(new Trouble('已中断。')));
main().then(() => finish(), finish);
