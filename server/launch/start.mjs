// npm start: brings everything up on a machine that has nothing but Node, and takes everything down again.
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build, miniappDist } from './build.mjs';
import { bringDatabase } from './database.mjs';
import { guide } from './guide.mjs';
import { keep } from './keep.mjs';
import { takeLock } from './lock.mjs';
import { ensurePackages } from './packages.mjs';
import { launch, run, stopAll } from './processes.mjs';
import { root } from './root.mjs';
import { say, task, Trouble } from './say.mjs';
import { ensureSecrets } from './secrets.mjs';

const began = Date.now();
const dataDir = resolve(root, process.env.DATA_DIR ?? '.data');
const logs = join(dataDir, 'logs');
const host = process.env.HOST ?? '0.0.0.0';
/** Who must not outlive this process, by name. */
const children = new Map();
let lock;
let stopping;

async function main() {
  const { withDemo, help } = wishes();
  if (help) return void process.stdout.write(`${USAGE}\n`);
  const port = portOf('PORT', 7001);
  const simulatorPort = portOf('SIMULATOR_PORT', 7002);
  mkdirSync(logs, { recursive: true });
  lock = await takeLock(join(dataDir, 'lock'), say);
  await free(port, host, 'PORT');
  await free(simulatorPort, '127.0.0.1', 'SIMULATOR_PORT');

  const simulatorUrl = `http://127.0.0.1:${simulatorPort}`;
  const env = {
    ...process.env,
    HOST: host,
    PORT: String(port),
    DATA_DIR: dataDir,
    SECRETS_FILE: ensureSecrets(dataDir),
    WEB_DIR: join(miniappDist, 'h5'),
    SIMULATOR_URL: simulatorUrl,
    SIMULATOR_PORT: String(simulatorPort),
    SIMULATOR_STATE_DIR: join(dataDir, 'simulators'),
    // The demo can be walked whole: the windows of the documents are past, and lie over this year in its rules.
    ...(withDemo && { PACK_EDITION: process.env.PACK_EDITION ?? 'DEMO' }),
  };
  // Side by side, because on a new machine each of them takes long: packages, then server and H5; a database; once both are there, its content.
  const packages = ensurePackages();
  const built = packages.then(() => build('server'));
  const web = packages.then(() => build('h5'));
  const simulators = built.then(() => start('外部系统模拟', 'simulators', env, `${simulatorUrl}/healthz`));
  const filled = bringDatabase({ dataDir, log: say, packages }).then(async (database) => {
    if (database.server) watch(database.server, database.again);
    lock.database(database.uri);
    await simulators;
    const there = { ...env, MONGODB_URI: database.uri };
    return { database, people: await fill(there, withDemo), administered: await isAdministered(there, port) };
  });
  const [{ database, people, administered }] = await Promise.all([filled, web]);
  await start('服务', 'src', { ...env, MONGODB_URI: database.uri }, `http://127.0.0.1:${port}/readyz`);
  process.stdout.write(
    `${guide({ port, simulatorUrl, database, dataDir, people, administered, seconds: Math.round((Date.now() - began) / 1000) })}\n`,
  );
}

const compiled = (...path) => join(root, 'server', 'dist', ...path);

/** Brings the database to the newest structure and loads the demo data, both of which do nothing the second time. Returns the demo people. */
async function fill(env, withDemo) {
  const migrated = await task('更新数据库结构', () => run(process.execPath, [compiled('src', 'migrate.js')], { env }));
  if (migrated.code !== 0) throw new Trouble(`数据库结构更新失败：\n${migrated.output.trim()}`);
  if (!withDemo) return [];
  const demo = await task('载入演示数据', () => run(process.execPath, [compiled('demo', 'main.js')], { env }));
  if (demo.code !== 0) throw new Trouble(`演示数据载入失败：\n${demo.output.trim()}`);
  return JSON.parse(demo.output.trim().split('\n').at(-1)).people;
}

/** Is there a system administrator? Without one nobody can make anything. */
async function isAdministered(env, port) {
  const { code, output } = await run(process.execPath, [compiled('src', 'admin.js'), 'state'], {
    env: { ...env, PUBLIC_BASE_URL: env.PUBLIC_BASE_URL ?? `http://127.0.0.1:${port}` },
  });
  if (code !== 0) throw new Trouble(`没有看清有没有系统管理员：\n${output.trim()}`);
  return output.includes('SOMEBODY');
}

/** Starts server/dist/<folder>/main.js and waits until `url` answers 200. */
async function start(name, folder, env, url) {
  const logFile = join(logs, `${folder === 'src' ? 'server' : folder}.log`);
  rmSync(`${logFile}.1`, { force: true });
  try {
    renameSync(logFile, `${logFile}.1`);
  } catch {
    // The first start has no log to keep.
  }
  const begin = () => launch({ name, command: process.execPath, args: [compiled(folder, 'main.js')], env, cwd: root, logFile });
  const child = begin();
  mind(child);
  let ended;
  void child.exited.then((reason) => (ended = reason));
  await task(`启动${name}`, async () => {
    for (const until = Date.now() + 60_000; !ended && Date.now() < until; await new Promise((again) => setTimeout(again, 100))) {
      if ((await fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => undefined))?.ok) return;
    }
    const what = ended ? `${name}没有启动成功（${ended}）` : `${name}一分钟还没有就绪`;
    throw new Trouble(`${what}，最后的输出：\n${child.lastLines().join('\n')}`);
  });
  watch(child, begin);
}

/** Writes down who must not outlive this process. */
function mind(child) {
  children.set(child.name, child);
  lock.children([...children.values()]);
  return child;
}

/** One that ends by itself is begun again; only when that helps no more, all ends. */
function watch(child, begin) {
  mind(child);
  keep(child, {
    again: () => mind(begin()),
    log: say,
    giveUp: (words) => fail(new Trouble(words)),
    stopping: () => Boolean(stopping),
  });
}

const USAGE = [
  'npm start                启动全部：数据库、外部系统模拟、服务和网页版，并载入演示数据',
  'npm start -- --no-demo   不载入演示数据，按各省正式的规则运行',
  '可以设的环境变量：PORT（7001）、SIMULATOR_PORT（7002）、HOST（0.0.0.0）、DATA_DIR（.data）、MONGODB_URI、PACK_EDITION=DEMO',
].join('\n');

function wishes() {
  try {
    const { values } = parseArgs({ options: { 'no-demo': { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });
    return { withDemo: !values['no-demo'], help: values.help };
  } catch {
    throw new Trouble(`不认识这样的参数：${process.argv.slice(2).join(' ')}\n${USAGE}`);
  }
}

function portOf(name, otherwise) {
  const port = Number(process.env[name] ?? otherwise);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new Trouble(`${name}=${process.env[name]} 不是端口号，请用 1 到 65535 之间的整数。`);
}

function free(port, address, name) {
  return new Promise((done, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      const why = { EADDRINUSE: '已被别的程序占用', EACCES: '需要管理员权限' }[error.code] ?? `不能使用（${error.message}）`;
      reject(new Trouble(`端口 ${port} ${why}；请关掉那个程序，或换一个端口启动：${name}=${port + 10} npm start`));
    });
    server.listen(port, address, () => server.close(done));
  });
}

function fail(error) {
  if (stopping) return;
  process.stderr.write(`\n${error instanceof Trouble ? error.message : error.stack}\n`);
  void stop(1);
}

function stop(code) {
  stopping ??= (async () => {
    await stopAll();
    lock?.release();
    process.exit(code);
  })();
  return stopping;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (!stopping) process.stdout.write('\n正在停止……\n');
    void stop(0);
  });
}
// Whatever goes wrong, nobody is left behind.
process.on('uncaughtException', fail);
// npm that is killed tells nobody; its child then gets another parent.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && void stop(1), 1000).unref();
}
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
  fail(new Trouble(`需要 Node.js 20.19 以上，这里是 ${process.versions.node}；请升级后再试。`));
else main().catch(fail);
