const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** Who ran so long was well: the count of ends begins anew. */
const STEADY_MS = 60_000;
const MOST = 8;

const seconds = (ms) => (ms < 1000 ? ms / 1000 : Math.round(ms / 1000));

/**
 * Keeps a program running: one that ends by itself is started again, each time after twice the pause, and a line says so; after eight ends in a
 * row it is given up.
 * @param {{exited: Promise<string>, name: string, lastLines(): string[]}} child as `launch` gives it
 * @param {object} with
 * @param {() => typeof child} with.again starts it once more
 * @param {(line: string) => void} with.say
 * @param {(next: typeof child, before: typeof child) => void} with.changed another process is at work now
 * @param {(reason: string, child: typeof child) => void} with.givenUp
 * @param {() => boolean} with.isStopping whether the whole is being ended: then an end is none
 * @param {number} [with.firstPauseMs]
 * @param {number} [with.steadyMs]
 * @param {number} [with.most]
 */
export async function supervise(
  child,
  { again, say, changed, givenUp, isStopping, firstPauseMs = FIRST_PAUSE_MS, steadyMs = STEADY_MS, most = MOST },
) {
  let ends = 0;
  for (let one = child; ;) {
    const began = Date.now();
    const reason = await one.exited;
    if (isStopping()) return;
    ends = Date.now() - began > steadyMs ? 1 : ends + 1;
    if (ends > most) return givenUp(reason, one);
    const pause = Math.min(firstPauseMs * 2 ** (ends - 1), LONGEST_PAUSE_MS);
    say(`${one.name}意外停止（${reason}），${seconds(pause)} 秒后重新启动，这是第 ${ends} 次`);
    await new Promise((done) => setTimeout(done, pause));
    if (isStopping()) return;
    const next = again();
    changed(next, one);
    one = next;
  }
}
