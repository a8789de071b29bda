/** A reason to stop that the person at the keyboard can act on: one plain sentence, no stack. */
export class Trouble extends Error {}

const started = Date.now();

/** Seconds since this script began, for the margin of every line. */
const clock = () => `${((Date.now() - started) / 1000).toFixed(0).padStart(4)} 秒`;

/** Prints one line of progress. */
export const say = (line) => process.stdout.write(`[${clock()}] ${line}\n`);

/**
 * Does `work` and prints progress when it takes longer than two seconds: first after 2 s, then every 5 s, later every 15 s, with the time taken.
 * @template T
 * @param {string} label what is being done, in Chinese
 * @param {(report: (detail: string | (() => string)) => void) => Promise<T>} work `report` sets the detail of the next lines of progress
 * @param {(line: string) => void} log
 * @returns {Promise<T>}
 */
export async function task(label, work, log = say) {
  const from = Date.now();
  const seconds = () => Math.round((Date.now() - from) / 1000);
  let detail = '';
  let shown = false;
  const show = () => {
    shown = true;
    const text = typeof detail === 'function' ? detail() : detail;
    log(`${label} … ${seconds()} 秒${text ? `，${text}` : ''}`);
  };
  let timer = setTimeout(function again() {
    show();
    timer = setTimeout(again, Date.now() - from < 30_000 ? 5000 : 15_000);
  }, 2000);
  try {
    const result = await work((next) => (detail = next));
    if (shown) log(`${label}：结束，用时 ${seconds()} 秒`);
    return result;
  } finally {
    clearTimeout(timer);
  }
}
