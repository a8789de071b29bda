import { setTimeout as delay } from 'node:timers/promises';

/** Makes the check again and again until it holds; when the time is over, its last failure is the answer. Milliseconds. */
export async function eventually(check: () => void | Promise<void>, { within = 1000, every = 50 } = {}): Promise<void> {
  const end = Date.now() + within;
  for (;;) {
    try {
      return await check();
    } catch (failure) {
      if (Date.now() >= end) throw failure;
    }
    await delay(every);
  }
}
