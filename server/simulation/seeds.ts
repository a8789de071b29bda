import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Simulation, type Outcome } from './simulation';

/** Of `npm test`; `npm run simulate` names others. */
const FROM = Number(process.env.SIMULATE_FROM ?? 1);
const SEEDS = Number(process.env.SIMULATE_SEEDS ?? 300);
/** They are shared out to so many workers. */
const SHARES = 2;
/** Longer than any seed takes. */
const A_SEED_MS = 10_000;
const AN_OPENING_MS = 120_000;

/** What a failing seed did, and how it is played again. */
const told = ({ seed, trace, broken, errors }: Outcome): string =>
  [`seed ${seed}: ${broken.join('; ')}`, ...trace, ...errors, `npm run simulate -- --from ${seed} --seeds 1`].join('\n');

/** The tests of one share of the seeds. */
export function playShare(share: number): void {
  const seeds = Array.from({ length: SEEDS }, (_, at) => FROM + at).filter((seed) => seed % SHARES === share);
  let simulation: Simulation;
  beforeAll(async () => void (simulation = await Simulation.open()), AN_OPENING_MS);
  afterAll(() => simulation.close());

  it(
    'whatever strikes, nothing acknowledged is lost, nothing is doubled, credit is never faster than the clock, and all that is owed arrives',
    async () => {
      const failed: string[] = [];
      const from = performance.now();
      const before = process.cpuUsage();
      for (const seed of seeds) {
        const outcome = await simulation.play(seed);
        if (outcome.broken.length) failed.push(told(outcome));
      }
      const perSecond = (seeds.length / (performance.now() - from)) * 1000;
      const { user, system } = process.cpuUsage(before);
      const cpu = Math.round((user + system) / 1000 / seeds.length);
      process.stderr.write(
        `SIMULATED ${seeds.length} seeds, ${failed.length} failed, ${perSecond.toFixed(2)} seeds/s, ${cpu} ms of the processor each\n`,
      );
      expect(failed).toEqual([]);
    },
    AN_OPENING_MS + seeds.length * A_SEED_MS,
  );
}
