import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { takeLock } from './lock.mjs';
import { beganAt } from './processes.mjs';

let file: string;
let said: string[];
const log = (line: string): void => void said.push(line);
beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'jzt-lock-')), 'lock');
  said = [];
});

/** A pid that was somebody's and is nobody's any more. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => child.once('exit', resolve));
  return child.pid as number;
}

describe('the lock of a data folder', () => {
  it('refuses a second start in one sentence that names the first, and lets it in when the first has gone', async () => {
    const first = await takeLock(file, log);
    await expect(takeLock(file, log)).rejects.toThrow(new RegExp(`已经在运行（进程 ${process.pid}）`));
    first.release();
    expect(existsSync(file)).toBe(false);
    (await takeLock(file, log)).release();
    expect(said).toEqual([]);
  });

  it('recognises the lock of a process that was killed', async () => {
    const pid = await deadPid();
    writeFileSync(file, JSON.stringify({ pid, began: '1', children: [] }));
    const lock = await takeLock(file, log);
    expect(said).toEqual([`上次没有正常退出（进程 ${pid} 已不在），继续启动。`]);
    lock.release();
  });

  it('is not held by a stranger who was given the same pid later', async () => {
    writeFileSync(file, JSON.stringify({ pid: process.pid, began: 'another time', children: [] }));
    (await takeLock(file, log)).release();
    expect(said).toHaveLength(1);
  });

  it('takes over a lock file that a crash left half-written', async () => {
    writeFileSync(file, '{"pid":12');
    (await takeLock(file, log)).release();
    expect(said).toHaveLength(1);
  });

  it('stops what the killed process left running, and nobody else', async () => {
    const [left, stranger] = [0, 0].map(() => spawn('sleep', ['60']));
    const gone = new Promise((resolve) => left?.once('exit', (_code, signal) => resolve(signal)));
    const children = [
      { pid: left?.pid, began: beganAt(left?.pid as number) },
      { pid: stranger?.pid, began: 'another time' },
    ];
    writeFileSync(file, JSON.stringify({ pid: await deadPid(), began: '1', children }));
    const lock = await takeLock(file, log);
    expect(await gone).toBe('SIGTERM');
    expect(said[0]).toContain('先停掉它留下的 1 个进程');
    expect(beganAt(stranger?.pid as number)).toBeDefined();
    stranger?.kill();
    lock.release();
  });

  it('lets one of ten that start at the same moment through', async () => {
    writeFileSync(file, JSON.stringify({ pid: await deadPid(), began: '1', children: [] }));
    const script = `import(${JSON.stringify(join(__dirname, 'lock.mjs'))}).then(({ takeLock }) => takeLock(${JSON.stringify(file)}, () => undefined)).then(() => console.log('mine'), () => console.log('refused')); process.stdin.resume();`;
    const starters = Array.from({ length: 10 }, () => spawn(process.execPath, ['-e', script], { stdio: ['pipe', 'pipe', 'inherit'] }));
    // Each holds on until all have answered: who came first must still be there for the last.
    const answers = await Promise.all(
      starters.map((starter) => new Promise<string>((resolve) => starter.stdout.once('data', (text) => resolve(String(text).trim())))),
    );
    for (const starter of starters) starter.stdin.end();
    expect(answers.filter((answer) => answer === 'mine')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'refused')).toHaveLength(9);
  });

  it('writes down who must not outlive its owner', async () => {
    const lock = await takeLock(file, log);
    lock.children([{ pid: process.ppid }]);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      pid: process.pid,
      children: [{ pid: process.ppid, began: beganAt(process.ppid) }],
    });
    lock.release();
  });
});
