import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../testing/eventually';
import { launch, stopAll } from './processes.mjs';
import { supervise } from './supervise.mjs';

type Child = ReturnType<typeof launch>;
let said: string[];
let lives: Child[];
let stopping: boolean;
let given: string | undefined;

beforeEach(() => {
  [said, lives, stopping, given] = [[], [], false, undefined];
});
afterAll(stopAll);

/** A program of Node, kept running. */
function keep(program: string): Promise<void> {
  const again = () => launch({ name: '测试程序', command: process.execPath, args: ['-e', program] });
  lives.push(again());
  return supervise(lives[0]!, {
    again,
    say: (line: string) => void said.push(line),
    changed: (next: Child) => void lives.push(next),
    givenUp: (reason: string) => void (given = reason),
    isStopping: () => stopping,
    firstPauseMs: 50,
    most: 3,
  });
}

describe('a program that ends by itself', () => {
  it('is started again with growing pauses and a line that says so, and given up when it cannot live', async () => {
    await keep('process.exit(3)');
    expect(said).toEqual([1, 2, 3].map((time) => `测试程序意外停止（退出码 3），${[0.05, 0.1, 0.2][time - 1]} 秒后重新启动，这是第 ${time} 次`)); // prettier-ignore
    expect(given).toBe('退出码 3');
    expect(lives).toHaveLength(4);
  });

  it('killed, comes back as another process; ended with the whole, it stays away', async () => {
    const kept = keep('setInterval(() => undefined, 1000)');
    process.kill(lives[0]!.pid, 'SIGKILL');
    await eventually(async () => expect(lives).toHaveLength(2), { within: 20_000 });
    expect(lives[1]!.pid).not.toBe(lives[0]!.pid);
    expect(said).toEqual(['测试程序意外停止（收到信号 SIGKILL），0.05 秒后重新启动，这是第 1 次']);
    stopping = true;
    await lives[1]!.stop();
    await kept;
    expect([lives.length, given]).toEqual([2, undefined]);
  });
});
