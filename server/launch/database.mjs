import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { driver } from './driver.mjs';
import { engines } from './engines.mjs';
import { launch } from './processes.mjs';
import { Trouble } from './say.mjs';

const NAME = 'jianzhengtong';

/**
 * Finds or brings a MongoDB, in the order of design.md section 4, and says on `log` which one was taken and why. Its data stay under
 * `dataDir/db`, and the kind that wrote them is taken again as long as it can be had: a mongod that turns up later must not hide them.
 * @param {{dataDir: string, log: (line: string) => void, packages?: Promise<unknown>, env?: NodeJS.ProcessEnv, compiler?: boolean}} options
 *   `packages` resolves when node_modules is there; until then only what needs no package is done.
 *   `compiler`: it has much to do, so that a compiler may be installed and the fast form built
 * @returns {Promise<{uri: string, kind: string, server?: ReturnType<typeof launch>, again?: () => ReturnType<typeof launch>, stop(): Promise<void>}>}
 *   `server`: the process, when it is ours; `again` begins it anew at the same address. Throws Trouble.
 */
export async function bringDatabase({ dataDir, log, packages = Promise.resolve(), env = process.env, compiler = false }) {
  if (env.MONGODB_URI) return external(env.MONGODB_URI, log, packages);
  const home = join(dataDir, 'db');
  const tools = { env, log, packages, compiler };
  const reasons = ['没有设置 MONGODB_URI'];
  const owner = ownerOf(home);
  // A named mongod is an explicit wish.
  if (owner && (owner === 'mongod' || !env.MONGOMS_SYSTEM_BINARY)) {
    for (const engine of engines.filter(({ store }) => store === owner)) {
      const found = await engine.find(tools);
      if (found.program) return open(engine, found, home, [`${home} 里的数据是它写的`, found.why], tools);
    }
  }
  if (owner) log(`注意：${join(home, owner)} 里以前的数据要用 ${owner} 打开，这次换用别的数据库，看不到那些数据。`);
  for (const engine of engines) {
    const found = await engine.find(tools);
    if (!found.program) {
      reasons.push(found.why);
      continue;
    }
    try {
      return await open(engine, found, home, [found.why, ...reasons], tools);
    } catch (error) {
      if (!(error instanceof CannotStart)) throw error;
      log(error.message);
      reasons.push(`${engine.kind} 无法启动`);
    }
  }
  throw new Trouble(
    `没有可用的数据库（${reasons.join('；')}）。请安装 MongoDB、cargo 或 Python 3.10 以上中的任何一个，或用 MONGODB_URI 指向已有的 MongoDB。`,
  );
}

/** The program was found but does not run on this machine: the next kind may. */
class CannotStart extends Trouble {}

async function external(uri, log, packages) {
  await packages;
  const shown = uri.replace(/\/\/[^@/]*@/, '//***@');
  const failure = await ping(uri, 4000);
  if (failure)
    throw new Trouble(`MONGODB_URI 指向的数据库 ${shown} 连不上（${failure}）。请先启动它，或去掉 MONGODB_URI 改用自带的数据库。`);
  log(`数据库：MONGODB_URI（${shown}），已连通。`);
  return { uri, kind: 'MONGODB_URI', stop: async () => undefined };
}

async function open(engine, found, home, reasons, { log, env, packages }) {
  const folder = join(home, engine.store);
  mkdirSync(folder, { recursive: true });
  const { args, port } = await engine.serve(folder);
  let tell;
  const listening = new Promise((resolve) => (tell = resolve));
  if (port) tell(port);
  const begin = (args, onLine) => launch({ name: '数据库', command: found.program, args, cwd: folder, env, onLine });
  const server = begin(args, (line) => /listening on 127\.0\.0\.1:(\d+)/.test(line) && tell(Number(RegExp.$1)));
  try {
    const at = await Promise.race([listening, server.exited, wait(30_000, '30 秒没有开始监听')]);
    await packages;
    const uri = `mongodb://127.0.0.1:${at}/${NAME}`;
    const failure = typeof at === 'number' ? await answers(uri, server) : at;
    if (failure) throw cannotStart(engine, folder, server, failure);
    writeFileSync(ownerFile(home), JSON.stringify({ store: engine.store }));
    log(`数据库：${engine.kind}（${reasons.join('；')}）。数据在 ${folder}。`);
    const same = await engine.serve(folder, at);
    return { uri, kind: engine.kind, server, again: () => begin(same.args), stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function cannotStart(engine, folder, server, failure) {
  const lines = server.lastLines().join('\n');
  if (/resource busy|already being managed|DBPathInUse|Unable to lock/i.test(lines))
    return new Trouble(`数据文件夹 ${folder} 正被另一个数据库进程使用；请先停掉它（可能是另一个窗口里的建证通）。`);
  return new CannotStart(`${engine.kind} 无法启动（${failure}）${lines ? `，最后的输出：\n${lines}` : ''}`);
}

/** Pings until it answers or ends, 30 s at most: a store that was cut off is recovered first. Undefined when it answers, else why not. */
async function answers(uri, server) {
  let ended;
  void server.exited.then((reason) => (ended = reason));
  for (const until = Date.now() + 30_000; ; await wait(100)) {
    const failure = await ping(uri, 1000);
    if (!failure || ended || Date.now() > until) return ended ?? failure;
  }
}

/** A real ping; undefined when it is answered, else why not. */
async function ping(uri, timeoutMs) {
  const { MongoClient } = driver();
  let client;
  try {
    client = new MongoClient(uri, { serverSelectionTimeoutMS: timeoutMs, connectTimeoutMS: timeoutMs });
    await client.db().command({ ping: 1 });
    return undefined;
  } catch (error) {
    return error.message;
  } finally {
    await client?.close();
  }
}

const ownerFile = (home) => join(home, 'store.json');

function ownerOf(home) {
  try {
    return JSON.parse(readFileSync(ownerFile(home), 'utf8')).store;
  } catch {
    return undefined;
  }
}

const wait = (ms, value) => new Promise((resolve) => setTimeout(resolve, ms, value).unref());
