import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../testing/eventually';
import { bringDatabase } from './database.mjs';
import { cacheDir } from './engines.mjs';
import { onPath } from './processes.mjs';

const built = join(cacheDir(), 'secantus', 'bin', 'secantusd-rs');
const secantus = existsSync(built) ? built : onPath('secantusd-rs');

let dataDir: string;
let said: string[];
const log = (line: string): void => void said.push(line);
const open: { stop(): Promise<void> }[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'jzt-find-'));
  said = [];
});
afterEach(async () => {
  for (const database of open.splice(0)) await database.stop();
});

/** A machine without network, whose PATH has only these programs, with secantusd-rs in the user's cache. */
function machine(programs: Record<string, string> = {}): NodeJS.ProcessEnv {
  const home = mkdtempSync(join(tmpdir(), 'jzt-machine-'));
  const cache = join(home, 'jianzhengtong');
  mkdirSync(join(cache, 'secantus', 'bin'), { recursive: true });
  symlinkSync(secantus as string, join(cache, 'secantus', 'bin', 'secantusd-rs'));
  writeFileSync(join(cache, 'mongod.json'), JSON.stringify({ reason: 'ENOTFOUND', at: Date.now() - 5 * 3600_000 }));
  mkdirSync(join(home, 'bin'));
  for (const [name, script] of Object.entries(programs)) writeFileSync(join(home, 'bin', name), script, { mode: 0o755 });
  return { XDG_CACHE_HOME: home, PATH: join(home, 'bin') };
}

async function bring(env: NodeJS.ProcessEnv) {
  const database = await bringDatabase({ dataDir, log, env });
  open.push(database);
  return database;
}

const broken = '#!/bin/sh\necho no such instruction >&2\nexit 1\n';

describe('MONGODB_URI', () => {
  it('is checked by a real ping, and a dead one is told in one sentence without its password', async () => {
    const asked = bring({ MONGODB_URI: 'mongodb://worker:hush@127.0.0.1:1/x' });
    await expect(asked).rejects.toThrow(/^MONGODB_URI 指向的数据库 mongodb:\/\/\*\*\*@127\.0\.0\.1:1\/x 连不上（.*ECONNREFUSED.*）。/);
    await expect(asked).rejects.not.toThrow(/hush/);
  });

  it('goes before everything else', async () => {
    const uri = process.env.TEST_MONGODB_URI!;
    const database = await bring({ MONGODB_URI: uri, MONGOMS_SYSTEM_BINARY: '/nowhere' });
    expect(database).toMatchObject({ uri, kind: 'MONGODB_URI' });
    expect(existsSync(join(dataDir, 'db'))).toBe(false);
  });
});

describe('a named mongod', () => {
  it('that is not there is told in one sentence', async () => {
    await expect(bring({ MONGOMS_SYSTEM_BINARY: '/nowhere/mongod' })).rejects.toThrow(
      /^MONGOMS_SYSTEM_BINARY 指向的 \/nowhere\/mongod 不存在/,
    );
  });
});

(!secantus ? describe.skip : describe)('the order of the databases', () => {
  it('ends at secantusd-rs in the cache on a machine that has nothing, and says why', async () => {
    const database = await bring(machine());
    expect(database.kind).toBe('secantusd-rs');
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(
      /^数据库：secantusd-rs（以前已编译好，在 .*；没有设置 MONGODB_URI；PATH 上没有 mongod；5 小时前下载 mongod 没有成功（ENOTFOUND），一天内不再试）。/,
    );
  });

  it('takes a mongod on the PATH first', async () => {
    // A mongod takes other options than secantusd-rs does; underneath it is the same real server.
    const env = machine({ mongod: `#!/bin/sh\nexec "${secantus}" --storage-path "$2" --host "$4" --port "$6"\n` });
    expect((await bring(env)).kind).toBe('mongod');
    expect(said[0]).toMatch(/^数据库：mongod（在 PATH 上找到 /);
  });

  it('goes on to the next when a program does not run on this machine', async () => {
    expect((await bring(machine({ mongod: broken }))).kind).toBe('secantusd-rs');
    expect(said[0]).toBe('mongod 无法启动（退出码 1），最后的输出：\nno such instruction');
  });

  it('stays with the kind that wrote the data when a mongod turns up later', async () => {
    await (await bring(machine())).stop();
    expect((await bring(machine({ mongod: broken }))).kind).toBe('secantusd-rs');
    expect(said[1]).toContain('里的数据是它写的');
  });

  it('is begun again after a kill where it was, with all it had been given', async () => {
    const database = await bring(machine());
    const client = new mongo.MongoClient(database.uri);
    const forms = client.db().collection<{ _id: string }>('forms');
    await forms.insertOne({ _id: '王建国' }, { writeConcern: { w: 1, j: true } });
    process.kill(database.server!.pid, 'SIGKILL');
    await database.server!.exited;
    const second = database.again!();
    open.push(second);
    await eventually(async () => expect(await forms.findOne()).toEqual({ _id: '王建国' }), { within: 10_000 });
    await client.close();
  });
});

/** A machine that has neither secantusd-rs nor cargo nor Python. */
function bareMachine(programs: Record<string, string> = {}): NodeJS.ProcessEnv {
  const env = machine(programs);
  rmSync(join(env.XDG_CACHE_HOME as string, 'jianzhengtong', 'secantus'), { recursive: true });
  return env;
}

const script = (...lines: string[]) => ['#!/bin/sh', 'PATH=/usr/bin:/bin', ...lines, ''].join('\n');
/** An apt-get whose package consists of one program. */
const aptGet = (name: string, program: string) =>
  script(
    `[ "$1" = install ] || exit 0`,
    `echo "$@" >"$0.asked"`,
    `cat >"\${0%/*}/${name}" <<'END'`,
    program,
    'END',
    `chmod +x "\${0%/*}/${name}"`,
  );
/** A Python whose venv has a pip that installs the same real server under the name of its Python form. */
const python = script(
  '[ "$2" = venv ] || exit 0',
  'mkdir -p "$3/bin"',
  `printf '#!/bin/sh\\n/bin/ln -s ${secantus} "%s/secantusd-py"\\n' "$3/bin" >"$3/bin/python"`,
  'chmod +x "$3/bin/python"',
);

(!secantus ? describe.skip : describe)('a machine that has neither cargo nor Python', () => {
  it('that cannot install them is told how in one sentence', async () => {
    await expect(bring(bareMachine())).rejects.toThrow(
      /^没有可用的数据库（.*没有 secantusd-rs，也没有 cargo 可以编译它；数据库 SecantusDB 还需要 python3、python3-venv.*sudo apt-get install python3 python3-venv/,
    );
  });

  (process.getuid?.() !== 0 ? it.skip : it)('installs Python for the last resort, and no compiler', async () => {
    const env = bareMachine({ 'apt-get': aptGet('python3', python) });
    expect((await bring(env)).kind).toBe('SecantusDB (Python)');
    expect(readFileSync(join(env.PATH as string, 'apt-get.asked'), 'utf8')).toMatch(/--no-install-recommends python3 python3-venv\n$/);
  });

  (process.getuid?.() !== 0 ? it.skip : it)('installs what builds the fast form where there is much to do', async () => {
    const cargo = script(
      '[ "$1" = install ] || exit 0',
      'while [ "$1" != --root ]; do shift; done',
      `mkdir -p "$2/bin"`,
      `ln -s ${secantus} "$2/bin/"`,
    );
    const other = script('exit 0');
    const env = bareMachine({ 'apt-get': aptGet('cargo', cargo), cc: other, 'c++': other, cmake: other, make: other });
    const database = await bringDatabase({ dataDir, log, env, compiler: true });
    open.push(database);
    expect(database.kind).toBe('secantusd-rs');
    expect(readFileSync(join(env.PATH as string, 'apt-get.asked'), 'utf8')).toMatch(/--no-install-recommends cargo-web ca-certificates\n$/);
  });

  (process.getuid?.() !== 0 ? it.skip : it)('is not trusted when what was installed does not run', async () => {
    const env = bareMachine({ 'apt-get': aptGet('python3', broken) });
    await expect(bring(env)).rejects.toThrow(/python3、python3-venv 已经装上，但其中的程序在这台机器上运行不了/);
  });
});

(!secantus ? describe.skip : describe)('the data', () => {
  const connect = (uri: string) => new mongo.MongoClient(uri, { w: 'majority', journal: true, serverSelectionTimeoutMS: 3000 });

  it('outlive a kill -9 of the server, to the last acknowledged write', async () => {
    const env = machine();
    const first = await bring(env);
    const before = connect(first.uri);
    let acknowledged = 0;
    const writing = (async () => {
      for (;;) {
        await before.db().collection('notes').insertOne({ n: acknowledged });
        acknowledged += 1;
      }
    })().catch(() => undefined);
    while (acknowledged < 50) await new Promise((resolve) => setTimeout(resolve, 5));
    process.kill(first.server?.pid as number, 'SIGKILL');
    await first.server?.exited;
    await writing;
    await before.close();

    const again = connect((await bring(env)).uri);
    const kept = (await again.db().collection('notes').find().toArray()).map(({ n }) => n as number).sort((a, b) => a - b);
    expect(kept.slice(0, acknowledged)).toEqual(Array.from({ length: acknowledged }, (_, n) => n));
    await again.close();
  });

  it('are opened by one server at a time; the second is refused in one sentence', async () => {
    const env = machine();
    await bring(env);
    await expect(bring(env)).rejects.toThrow(/^数据文件夹 .* 正被另一个数据库进程使用/);
  });

  it('that cannot be read are never replaced by empty ones', async () => {
    const env = machine();
    await (await bring(env)).stop();
    copyFileSync(__filename, join(dataDir, 'db', 'secantusd-rs', 'WiredTiger.wt'));
    await expect(bring(env)).rejects.toThrow(/^secantusd-rs 无法启动/);
  });
});
