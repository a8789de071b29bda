/** Before a program is begun again, ms. One that stayed up for `STEADY_MS` begins at the first pause again. */
const PAUSES_MS = [1_000, 2_000, 5_000, 10_000, 30_000];
const STEADY_MS = 60_000;

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const tailOf = (child) => (child.lastLines().length ? `它最后的输出：\n${child.lastLines().join('\n')}` : '');

/**
 * Keeps a running program running: when it ends it is begun again, after pauses that grow and with a line that says so.
 * @param {ReturnType<typeof import('./processes.mjs').launch>} child
 * @param {{again: () => typeof child, log: (line: string) => void, giveUp: (words: string) => void, stopping: () => boolean,
 *   pausesMs?: readonly number[], steadyMs?: number}} options
 *   `giveUp` hears in Chinese that it died once more than there are pauses without ever staying up; `stopping`: it was meant to end
 */
export function keep(child, { again, log, giveUp, stopping, pausesMs = PAUSES_MS, steadyMs = STEADY_MS }) {
  let deaths = 0;
  const follow = async (running) => {
    const since = Date.now();
    const reason = await running.exited;
    if (stopping()) return;
    deaths = Date.now() - since < steadyMs ? deaths + 1 : 1;
    const pause = pausesMs[deaths - 1];
    if (pause === undefined)
      return giveUp(`${running.name}连续 ${deaths} 次意外停止（${reason}），不再重新启动，因此全部停止。${tailOf(running)}`);
    log(`${running.name}意外停止（${reason}），${pause / 1000} 秒后重新启动，第 ${deaths} 次。${tailOf(running)}`);
    await wait(pause);
    if (!stopping()) await follow(again());
  };
  void follow(child);
}
