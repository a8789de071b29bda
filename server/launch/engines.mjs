import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePrograms } from './debian.mjs';
import { isProgram, onPath, run } from './processes.mjs';
import { building, pathOf } from './programs.mjs';
import { task, Trouble } from './say.mjs';

// Both were measured with this program; newer ones may differ (design.md section 11 says what was measured).
const RUST_VERSION = '0.5.3-beta.196';
const PYTHON_VERSION = '0.7.0b3';
const DAY = 24 * 3600 * 1000;

/** What several clones share: built and downloaded programs. */
export const cacheDir = (env = process.env) => join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'jianzhengtong');

const exe = process.platform === 'win32' ? '.exe' : '';

/**
 * A kind of database server. `find` tells where its program is, bringing it when need be, or why it cannot be had; `serve` starts it.
 * Kinds with the same `store` read each other's files.
 * `serve` takes any free port, or the one it is given: a database that is begun again must be found where it was.
 * `compiler`: whether a compiler may be installed for it, which takes minutes and pays where the database has much to do.
 * @typedef {{program: string, why: string} | {program?: undefined, why: string}} Found
 * @typedef {{env: NodeJS.ProcessEnv, log: (line: string) => void, packages: Promise<unknown>, compiler: boolean}} Tools
 * @typedef {{kind: string, store: string, find: (tools: Tools) => Promise<Found>, serve: (folder: string, port?: number) => Promise<{args: string[], port?: number}>}} Engine
 */

const mongodServe = async (folder, wanted) => {
  const port = wanted ?? (await freePort());
  return { port, args: ['--dbpath', folder, '--bind_ip', '127.0.0.1', '--port', String(port)] };
};

/** @type {Engine} */
const installedMongod = {
  kind: 'mongod',
  store: 'mongod',
  find: async ({ env }) => {
    const named = env.MONGOMS_SYSTEM_BINARY;
    if (named && !isProgram(named)) throw new Trouble(`MONGOMS_SYSTEM_BINARY 指向的 ${named} 不存在或不能执行，请改正或去掉这个环境变量。`);
    if (named) return { program: named, why: '由 MONGOMS_SYSTEM_BINARY 指定' };
    const program = onPath('mongod', env);
    return program ? { program, why: `在 PATH 上找到 ${program}` } : { why: 'PATH 上没有 mongod' };
  },
  serve: mongodServe,
};

/** @type {Engine} */
const downloadedMongod = {
  kind: 'mongod (下载)',
  store: 'mongod',
  find: async ({ env, log, packages }) => {
    const note = join(cacheDir(env), 'mongod.json');
    const { program: before, reason: failure, at } = existsSync(note) ? JSON.parse(readFileSync(note, 'utf8')) : {};
    if (before && isProgram(before)) return { program: before, why: `以前已下载，在 ${before}` };
    if (failure && Date.now() - at < DAY) return { why: `${ago(at)}下载 mongod 没有成功（${failure}），一天内不再试` };
    const unreached = await unreachable(env);
    const { program, reason } = unreached ? { reason: unreached } : await download(env, log, packages);
    mkdirSync(cacheDir(env), { recursive: true });
    writeFileSync(note, JSON.stringify({ program, reason, at: Date.now() }));
    return program ? { program, why: `刚刚下载到 ${program}` } : { why: `下载不到 mongod（${reason}）` };
  },
  serve: mongodServe,
};

/** Asks the download site whether it is there before the packages are, so that a build need not wait for them. Behind a proxy only the download itself can tell. */
function unreachable(env) {
  if (env.HTTPS_PROXY || env.https_proxy || env.HTTP_PROXY || env.http_proxy) return undefined;
  return new Promise((resolve) => {
    const asked = request(env.MONGOMS_DOWNLOAD_MIRROR ?? 'https://fastdl.mongodb.org', { method: 'HEAD' }, (answer) => {
      answer.resume();
      resolve(undefined);
    });
    asked.setTimeout(5000, () => asked.destroy(new Error('5 秒没有回应')));
    asked.on('error', (error) => resolve(error.code ?? error.message));
    asked.end();
  });
}

async function download(env, log, packages) {
  await packages;
  const folder = join(cacheDir(env), 'mongod');
  mkdirSync(folder, { recursive: true });
  const script = fileURLToPath(new URL('fetch-mongod.mjs', import.meta.url));
  const { code, output } = await task(
    '下载 MongoDB',
    (report) =>
      run(process.execPath, [script, folder], { env, idleMs: 20_000, onLine: (line) => report(/[\d.]+% \(.*\)/.exec(line)?.[0] ?? '') }),
    log,
  );
  const last = output.trim().split('\n').at(-1);
  return code === 0 && isProgram(last) ? { program: last } : { reason: last.slice(0, 120) || '没有进展' };
}

const ago = (at) => {
  const minutes = Math.round((Date.now() - at) / 60_000);
  return minutes < 90 ? `${minutes} 分钟前` : `${Math.round(minutes / 60)} 小时前`;
};

const secantusArgs = (folder, port = 0) => [
  '--host',
  '127.0.0.1',
  '--port',
  String(port),
  '--cache-size',
  '512M',
  '--storage-path',
  folder,
  '--sync-on-commit',
];

/** @type {Engine} */
const secantusRust = {
  kind: 'secantusd-rs',
  store: 'secantusd-rs',
  find: async ({ env, log, compiler }) => {
    const there = onPath('secantusd-rs', env);
    if (there) return { program: there, why: `在 PATH 上找到 ${there}` };
    const root = join(cacheDir(env), 'secantus');
    const program = join(root, 'bin', `secantusd-rs${exe}`);
    if (isProgram(program)) return { program, why: `以前已编译好，在 ${program}` };
    if (!compiler && !pathOf('cargo', env)) return { why: '没有 secantusd-rs，也没有 cargo 可以编译它' };
    const lack = await refusal(ensurePrograms('编译数据库 secantusd-rs ', building, { env, log }));
    if (lack) return { why: lack };
    log('用 cargo 编译数据库 secantusd-rs，只需一次，约 3 到 5 分钟；其他步骤同时进行。');
    const result = await task(
      '编译数据库 secantusd-rs',
      (report) =>
        run(
          pathOf('cargo', env),
          ['install', 'secantus-mdb', '--version', `=${RUST_VERSION}`, '--locked', '--ignore-rust-version', '--root', root],
          {
            env: { ...env, CARGO_TERM_PROGRESS_WHEN: 'always', CARGO_TERM_PROGRESS_WIDTH: '80', CARGO_TERM_COLOR: 'never' },
            onLine: (line) => {
              const [, done, all] = /\]\s*(\d+)\/(\d+)/.exec(line) ?? [];
              if (done) report(`${done}/${all}`);
            },
          },
        ),
      log,
    );
    return isProgram(program) ? { program, why: '刚刚编译好' } : { why: `secantusd-rs 编译失败（${lastError(result.output)}）` };
  },
  // Without --sync-on-commit a kill -9 loses acknowledged writes (design.md section 11). A log file is allocated in full, so a small one makes a small store.
  serve: async (folder, port) => ({ args: [...secantusArgs(folder, port), '--log-file-max', '32MB'] }),
};

/** @type {Engine} */
const secantusPython = {
  kind: 'SecantusDB (Python)',
  store: 'secantusd-py',
  find: async ({ env, log }) => {
    const home = join(cacheDir(env), 'secantus-py', PYTHON_VERSION);
    const bin = join(home, exe ? 'Scripts' : 'bin');
    const program = join(bin, `secantusd-py${exe}`);
    if (isProgram(program)) return { program, why: `以前已安装，在 ${program}` };
    const lack = await refusal(ensurePrograms('数据库 SecantusDB ', ['python3'], { env, log }));
    if (lack) return { why: lack };
    const result = await task(
      '安装数据库 SecantusDB',
      async () => {
        const made = await run(pathOf('python3', env), ['-m', 'venv', home], { env });
        return made.code
          ? made
          : run(join(bin, `python${exe}`), ['-m', 'pip', 'install', '--quiet', `SecantusDB==${PYTHON_VERSION}`], { env });
      },
      log,
    );
    if (result.code === 0 && isProgram(program)) return { program, why: '刚刚用 pip 安装；它较慢，只适合看看' };
    rmSync(home, { recursive: true, force: true });
    return { why: `SecantusDB 安装失败（${lastError(result.output)}）` };
  },
  serve: async (folder, port) => ({ args: secantusArgs(folder, port) }),
};

/** Why the programs cannot be had, or undefined. */
const refusal = (ensured) =>
  ensured.then(
    () => undefined,
    (error) => {
      if (error instanceof Trouble) return error.message;
      throw error;
    },
  );

/** In the order in which they are tried. */
export const engines = [installedMongod, downloadedMongod, secantusRust, secantusPython];

const lastError = (output) =>
  (
    output
      .split(/[\r\n]+/)
      .filter((line) => /error/i.test(line))
      .at(-1) ??
    output.trim().split('\n').at(-1) ??
    ''
  )
    .trim()
    .slice(0, 160);

/** A port that nobody listens on at this moment. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
