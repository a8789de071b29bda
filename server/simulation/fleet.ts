import { Writable } from 'node:stream';
import { serverParts } from '../src/parts';
import { startServer, type Parts, type RunningServer } from '../src/platform/boot';
import { Jobs } from '../src/platform/jobs';
import { createLogger } from '../src/platform/logger';
import { Outbox, type Delivery } from '../src/platform/outbox';
import { Turns } from '../src/platform/turns';
import type { World } from '../testing/world';
import type { DatabaseGate, Living } from './databaseGate';

/** One API process, as far as one process can hold several: parts, memory, leases and port of its own. */
export interface Instance extends Living {
  server: RunningServer;
  outbox: Outbox;
  jobs: Jobs;
}

const MOST_LINES = 40;

/** The APIs of a simulation. Their clocks do not tick: rounds of the outbox and turns of jobs come when the simulation says so. */
export class Fleet {
  readonly instances: Instance[] = [];
  /** The newest errors that they logged, for who looks for the reason of a failing seed. */
  readonly errors: string[] = [];
  private readonly ending: Promise<void>[] = [];

  constructor(
    private readonly world: World,
    private readonly gate: DatabaseGate,
    /** Changes an API after it has started: a defect to be found. */
    private readonly change: (instance: Instance) => Promise<void> = async () => undefined,
  ) {}

  /** The place of a dead one, or a new place, is taken by a fresh one. */
  async begin(at = this.instances.length): Promise<void> {
    const living: Living = { name: 'ABCD'[at]!, dead: false };
    const { settings, clock } = this.world;
    const logger = createLogger('error', new Writable({ write: (line: Buffer, _, done) => (this.note(line), done()) }) as never);
    await this.gate.as(living, async () => {
      const server = await startServer(settings, this.oneByOne(serverParts(settings)), { clock, logger });
      const [outbox, jobs] = [await server.get(Outbox), await server.get(Jobs)];
      await outbox.stop();
      await jobs.stop();
      this.instances[at] = Object.assign(living, { server, outbox, jobs });
    });
    await this.change(this.instances[at]!);
  }

  /** Frees what a dead one holds of this process; it reaches nobody any more. */
  bury(dead: Instance): void {
    dead.dead = true;
    this.ending.push(this.gate.as(dead, () => dead.server.stop()).catch(() => undefined));
  }

  async end(): Promise<void> {
    for (const one of this.instances) this.bury(one);
    await Promise.all(this.ending);
  }

  /** What the outbox delivers side by side is done one after the other: the same acts in the same order for the same seed. */
  private oneByOne(parts: Parts): Parts {
    const turns = new Turns(1);
    const features = parts.features.map((feature) => ({
      ...feature,
      consumers: feature.consumers?.map((one) => ({
        ...one,
        handle: (part: never, payload: never, delivery: Delivery) =>
          turns.take(() => this.gate.counted(() => one.handle(part, payload, delivery))),
      })),
    }));
    return { ...parts, features };
  }

  private note(line: Buffer): void {
    this.errors.push(line.toString());
    if (this.errors.length > MOST_LINES) this.errors.shift();
  }
}
