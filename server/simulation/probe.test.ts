import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Simulation } from './simulation';

let simulation: Simulation;
beforeAll(async () => void (simulation = await Simulation.open()));
afterAll(() => simulation.close());

it('plays', async () => {
  const [from, count] = [Number(process.env.FROM ?? 1), Number(process.env.SEEDS ?? 10)];
  const t = performance.now();
  const c0 = process.cpuUsage();
  let bad = 0;
  for (let seed = from; seed < from + count; seed++) {
    const { trace, broken, errors } = await simulation.play(seed);
    if (!broken.length && !process.env.ALL) continue;
    bad++;
    process.stderr.write(
      [
        `== seed ${seed} ${broken.join('; ')}`,
        ...(process.env.ALL || bad < 40 ? trace : []),
        ...(bad < 20 ? errors.slice(-1).map((e) => e.slice(0, 900)) : []),
      ].join('\n') + '\n',
    );
  }
  const { user, system } = process.cpuUsage(c0);
  process.stderr.write(
    `TOTAL ${count} seeds ${bad} bad, wall ${Math.round((performance.now() - t) / count)} cpu ${Math.round((user + system) / 1000 / count)} a seed, heap ${Math.round(process.memoryUsage().heapUsed / 1e6)}\n`,
  );
  expect(bad).toBeGreaterThan(-1);
}, 900_000);
