import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { keep } from './keep.mjs';
import { launch } from './processes.mjs';

/** A program that ends at once in its first `lives` lives, which it counts in a file. */
function program(lives: number) {
  const file = join(mkdtempSync(join(tmpdir(), 'jzt-keep-')), 'lives');
  writeFileSync(file, '');
  const script = `
    const fs = require('node:fs');
    fs.appendFileSync(${JSON.stringify(file)}, 'x');
    console.error('life ' + fs.readFileSync(${JSON.stringify(file)}, 'utf8').length);
    if (fs.readFileSync(${JSON.stringify(file)}, 'utf8').length <= ${lives}) process.exit(3);
    setInterval(() => undefined, 1000);`;
  return {
    begin: () => launch({ name: '服务', command: process.execPath, args: ['-e', script] }),
    lived: () => readFileSync(file, 'utf8').length,
  };
}

const until = async (done: () => boolean): Promise<void> => {
  while (!done()) await new Promise((again) => setTimeout(again, 20));
};

describe('a program that is kept running', () => {
  let ending = false;
  let last: ReturnType<typeof launch> | undefined;
  const said: string[] = [];
  const keeping = (begin: () => ReturnType<typeof launch>, options: { pausesMs: number[]; steadyMs?: number }) => {
    const gaveUp: string[] = [];
    const again = () => (last = begin());
    keep(again(), { again, log: (line) => said.push(line), giveUp: (words) => gaveUp.push(words), stopping: () => ending, ...options });
    return gaveUp;
  };
  afterEach(async () => {
    ending = true;
    await last?.stop();
    ending = false;
    said.length = 0;
  });

  it('is begun again after pauses that grow, each time with a line that says why', async () => {
    const { begin, lived } = program(2);
    const gaveUp = keeping(begin, { pausesMs: [100, 200, 400] });
    await until(() => lived() === 3);
    expect(said).toEqual([
      expect.stringMatching(/^服务意外停止（退出码 3），0.1 秒后重新启动，第 1 次。它最后的输出：\nlife 1$/),
      expect.stringMatching(/^服务意外停止（退出码 3），0.2 秒后重新启动，第 2 次。它最后的输出：\nlife 2$/),
    ]);
    expect(gaveUp).toEqual([]);
  });

  it('that dies again and again is given up with its last words', async () => {
    const { begin, lived } = program(99);
    const gaveUp = keeping(begin, { pausesMs: [10, 20] });
    await until(() => gaveUp.length > 0);
    expect(gaveUp).toEqual(['服务连续 3 次意外停止（退出码 3），不再重新启动，因此全部停止。它最后的输出：\nlife 3']);
    expect(lived()).toBe(3);
  });

  it('that stayed up for a while begins at the first pause again', async () => {
    const { begin } = program(4);
    const gaveUp = keeping(begin, { pausesMs: [10], steadyMs: 0 });
    await until(() => said.length === 4);
    expect([gaveUp, said.every((line) => line.includes('0.01 秒后重新启动，第 1 次'))]).toEqual([[], true]);
  });

  it('that was meant to end stays down', async () => {
    const { begin, lived } = program(0);
    const gaveUp = keeping(begin, { pausesMs: [1, 1] });
    await until(() => lived() === 1);
    ending = true;
    await last!.stop();
    expect([said, gaveUp, lived()]).toEqual([[], [], 1]);
  });
});
