import { existsSync } from 'node:fs';
import { onPath, run } from './processes.mjs';
import { programs, testing, works } from './programs.mjs';
import { say, task, Trouble } from './say.mjs';

/** A browser without them draws boxes. */
const fonts = {
  debian: ['fonts-noto-cjk'],
  use: '浏览器显示中文',
  here: () => process.platform !== 'linux' || existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'),
};

/** Installs what the tests use and is missing. Throws Trouble where that is not possible. */
export const ensureTools = () => ensure('测试', [...testing.map((name) => need(name)), fonts]);

/**
 * Installs the Debian packages of those programs that are missing or do not run. Throws Trouble where that is not possible.
 * @param {string} who needs them, in the words of a message
 * @param {string[]} names of programs.mjs
 * @param {{env?: NodeJS.ProcessEnv, log?: (line: string) => void}} [options]
 */
export const ensurePrograms = (who, names, { env, log } = {}) =>
  ensure(
    who,
    names.map((name) => need(name, env)),
    env,
    log,
  );

const need = (name, env = process.env) => ({ ...programs[name], here: () => works(name, env) });

async function ensure(who, needs, env = process.env, log = say) {
  const missing = await absent(needs);
  if (missing.length === 0) return;
  const packages = [...new Set(missing.flatMap(({ debian }) => debian))];
  const why = `${who}还需要 ${packages.join('、')}（${[...new Set(missing.map(({ use }) => use))].join('；')}）`;
  const apt = onPath('apt-get', env);
  if (!apt || process.getuid?.() !== 0)
    throw new Trouble(`${why}；请安装后再试，在 Debian 或 Ubuntu 上：sudo apt-get install ${packages.join(' ')}`);
  log(`${why}，正在用 apt-get 安装。`);
  const failure = await oneByOne(() => task(`安装 ${packages.join('、')}`, (report) => install(apt, packages, env, report), log));
  if (failure) throw new Trouble(`apt-get 没有装上 ${packages.join('、')}：${failure}`);
  if ((await absent(needs)).length) throw new Trouble(`${packages.join('、')} 已经装上，但其中的程序在这台机器上运行不了。`);
}

async function absent(needs) {
  const here = await Promise.all(needs.map((each) => each.here()));
  return needs.filter((_, at) => !here[at]);
}

/** apt-get does not wait for another apt-get that fetches the lists. */
let before = Promise.resolve();
const oneByOne = (work) => (before = before.then(work, work));

/** Why it did not succeed, or undefined. */
async function install(apt, packages, given, report) {
  const env = { ...given, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  const onLine = (line) => {
    const [, what, name] = /^(Get:\d+ \S+ \S+ \S+|Unpacking|Setting up) ([a-z]\S*)/.exec(line) ?? [];
    if (name) report(`${{ Unpacking: '解开', 'Setting up': '设置' }[what] ?? '下载'} ${name}`);
  };
  const updated = await run(apt, ['update', '-q'], { env, onLine });
  // Another apt may be at work for a while.
  const installed = await run(apt, ['install', '-o', 'DPkg::Lock::Timeout=120', '-y', '-q', '--no-install-recommends', ...packages], {
    env,
    onLine,
  });
  if (installed.code === 0) return undefined;
  const told = (updated.output + installed.output).split('\n').filter((line) => /^(E|W|Err)/.test(line));
  return told.at(-1) ?? `退出码 ${installed.code}`;
}
