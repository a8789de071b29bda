import { Desk } from '../simulators/desk';
import { startWorld, type World } from '../testing/world';
import { Chance } from './chance';
import { DatabaseGate } from './databaseGate';
import { Fleet, type Instance } from './fleet';
import { Play } from './play';
import { SimulatedClock } from './simulatedClock';
import { STAGES, Stages } from './stages';

const MOST_INSTANCES = 4;

/** How one seed went: an equal trace each time, and what was broken, if anything. */
export interface Outcome {
  seed: number;
  trace: string[];
  broken: string[];
  /** What the APIs logged as errors, where something was broken. */
  errors: string[];
}

/** The world in which seeds are played, one after the other; each begins as if it were the only one. */
export class Simulation {
  private constructor(
    private readonly world: World,
    private readonly gate: DatabaseGate,
    private readonly fleet: Fleet,
    private readonly stages: Stages,
  ) {}

  /** `defect` changes an API after its start: the simulation must find it. */
  static async open(defect?: (instance: Instance) => Promise<void>): Promise<Simulation> {
    const clock = new SimulatedClock();
    const world = await startWorld({ at: '2026-06-01T09:00:00+08:00', clock });
    const gate = new DatabaseGate();
    const fleet = new Fleet(world, gate, defect);
    try {
      const stages = await Stages.make(world, gate);
      while (fleet.instances.length < MOST_INSTANCES) await fleet.begin();
      return new Simulation(world, gate, fleet, stages);
    } catch (error) {
      // Whoever opens the next one in this process needs the place.
      await fleet.end();
      gate.remove();
      await world.stop();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.fleet.end();
    this.gate.remove();
    await this.world.stop();
  }

  async play(seed: number): Promise<Outcome> {
    const chance = new Chance(seed);
    const stage = chance.pick(STAGES);
    for (const one of this.fleet.instances) {
      if (one.dead) await this.fleet.begin(this.fleet.instances.indexOf(one));
      else await this.gate.as(one, () => one.outbox.stop());
    }
    await new Desk(this.world.simulatorUrl).fault('all', 'ok');
    await this.stages.layBack(stage);
    this.fleet.errors.length = 0;
    const play = new Play(this.world, this.gate, this.fleet, this.stages, chance, 2 + chance.below(MOST_INSTANCES - 1));
    play.trace.push(`begins at ${stage}`);
    const broken = await play.run();
    return { seed, trace: play.trace, broken, errors: broken.length ? [...this.fleet.errors] : [] };
  }
}
