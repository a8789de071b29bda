import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { onPath, run } from './processes.mjs';
import { say, task, Trouble } from './say.mjs';

/**
 * Why the packages must be installed, or undefined when node_modules holds what the lock asks for. npm writes its own lock into
 * node_modules when it has finished; the two are compared package by package, because times of files mean nothing after a clone.
 * Packages for other systems are optional and may be missing.
 */
export function staleness(folder = root) {
  const installed = readLock(join(folder, 'node_modules', '.package-lock.json'));
  if (!installed) return '还没有安装依赖包';
  const wanted = readLock(join(folder, 'package-lock.json')) ?? {};
  const differs = Object.entries(wanted).some(([path, { version, link, optional }]) => {
    if (!path || link || !path.includes('node_modules/')) return false;
    return installed[path] ? installed[path].version !== version : !optional;
  });
  return differs ? '依赖包与 package-lock.json 不一致' : undefined;
}

const readLock = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
};

/** Installs the packages when they are missing or not those of the lock. Throws Trouble. */
export async function ensurePackages() {
  const why = staleness();
  if (!why) return;
  // Started by npm, the very same npm is used; started by node alone, the one on the PATH.
  const own = process.env.npm_execpath?.endsWith('.js') ? process.env.npm_execpath : undefined;
  const npm = own ?? onPath('npm');
  if (!npm) throw new Trouble('找不到 npm，请安装完整的 Node.js 20 以上版本。');
  say(`${why}，正在用 npm ci 安装，首次约需一分钟。`);
  const { code, output } = await task('安装依赖包', (report) => {
    report(() => `已放好 ${countPackages()} 个`);
    return run(own ? process.execPath : npm, [...(own ? [own] : []), 'ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root });
  });
  if (code !== 0)
    throw new Trouble(
      `依赖包安装失败，请检查网络或 npm 的设置后再试：\n${output
        .split('\n')
        .filter((line) => /error/i.test(line))
        .slice(0, 8)
        .join('\n')}`,
    );
}

/** npm makes all folders first and fills them one by one. */
function countPackages() {
  const folder = join(root, 'node_modules');
  const inside = (path) => (existsSync(path) ? readdirSync(path) : []);
  const paths = inside(folder).flatMap((name) =>
    name.startsWith('@') ? inside(join(folder, name)).map((part) => join(name, part)) : [name],
  );
  return paths.filter((path) => existsSync(join(folder, path, 'package.json'))).length;
}
