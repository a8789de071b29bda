import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { beganAt } from './processes.mjs';
import { Trouble } from './say.mjs';

const me = () => ({ pid: process.pid, began: beganAt(process.pid) });
const lives = ({ pid, began }) => pid !== undefined && beganAt(pid) === began;

const read = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

/** Who is at work on a data folder, and at which database; undefined when nobody is. */
export const ownerOf = (file) => {
  const owner = read(file);
  return owner && lives(owner) ? owner : undefined;
};

/**
 * Makes this process the only one on a data folder. The lock of a process that died without a word (kill -9) is recognised by pid and
 * start time, and what that process left running is stopped first: nobody else would ever stop it.
 * @param {string} file
 * @param {(line: string) => void} log
 * @returns {Promise<{children(processes: {pid: number}[]): void, database(uri: string): void, release(): void}>}
 *   `children` writes down who must not outlive us, `database` where the data are found. Throws Trouble when another one is at work.
 */
export async function takeLock(file, log) {
  mkdirSync(dirname(file), { recursive: true });
  const mine = `${file}.${process.pid}`;
  const known = { children: [] };
  const write = () => writeFileSync(mine, JSON.stringify({ ...me(), ...known }), { mode: 0o600 });
  const tell = (more) => {
    Object.assign(known, more);
    write();
    renameSync(mine, file);
  };
  write();
  try {
    while (!link(mine, file)) await clear(file, log);
  } finally {
    rmSync(mine, { force: true });
  }
  return {
    children: (processes) => tell({ children: processes.map(({ pid }) => ({ pid, began: beganAt(pid) })) }),
    database: (uri) => tell({ database: uri }),
    release: () => {
      if (lives(read(file) ?? {}) && read(file).pid === process.pid) rmSync(file, { force: true });
    },
  };
}

/** Linking is atomic: of two that try, one fails. */
function link(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Takes a dead owner's lock out of the way, or throws when the owner lives. */
async function clear(file, log) {
  const owner = read(file);
  if (owner && lives(owner))
    throw new Trouble(`建证通已经在运行（进程 ${owner.pid}），同一个数据文件夹 ${dirname(file)} 不能启动两次；请先在那个窗口按 Ctrl-C。`);
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = read(aside);
  if (moved && lives(moved)) {
    // Somebody took the lock between our look and our move: give it back.
    link(aside, file);
    rmSync(aside);
    return;
  }
  rmSync(aside);
  const left = (moved?.children ?? []).filter(lives);
  log(`上次没有正常退出（进程 ${moved?.pid ?? '不明'} 已不在），${left.length ? `先停掉它留下的 ${left.length} 个进程` : '继续启动'}。`);
  await Promise.all(left.map(end));
}

async function end(child) {
  const signal = (name) => {
    try {
      process.kill(child.pid, name);
    } catch {
      // Gone already.
    }
  };
  signal('SIGTERM');
  for (let waited = 0; waited < 8000 && lives(child); waited += 100) await new Promise((resolve) => setTimeout(resolve, 100));
  if (lives(child)) signal('SIGKILL');
  while (lives(child)) await new Promise((resolve) => setTimeout(resolve, 50));
}
