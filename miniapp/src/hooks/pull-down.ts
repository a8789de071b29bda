import Taro, { usePullDownRefresh } from '@tarojs/taro';

/** Reads under way since the page was pulled down. */
let running = 0;

const ended = (): void => {
  running -= 1;
  if (running === 0) Taro.stopPullDownRefresh();
};

/** Asks again when the page is pulled down; the bar goes when all that this page reads has come. */
export function usePulled(work: () => Promise<unknown>): void {
  usePullDownRefresh(() => {
    running += 1;
    void work().then(ended, ended);
  });
}
