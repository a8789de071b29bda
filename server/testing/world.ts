import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pack } from '@jzt/shared/policy/index';
import mongoose from 'mongoose';
import { startSimulators } from '../simulators/start';
import { serverParts } from '../src/parts';
import { startServer, type RunningServer } from '../src/platform/boot';
import type { Clock } from '../src/platform/clock';
import { FieldCipher } from '../src/platform/crypto';
import { connectDatabase, disconnectDatabase } from '../src/platform/database';
import { Jobs } from '../src/platform/jobs';
import { createLogger } from '../src/platform/logger';
import { migrate } from '../src/platform/migrate';
import { Outbox } from '../src/platform/outbox';
import { readSettings, type Secrets, type Settings } from '../src/platform/settings';
import { mustKeepSecrets } from './secrecy';

/** A clock that stands where a test puts it, and goes on from there. */
export class TestClock implements Clock {
  private offset = 0;
  now(): Date {
    return new Date(Date.now() + this.offset);
  }
  /** Real time: what waits in a test waits for something of this process. */
  async pause(ms: number): Promise<void> {
    await pause(ms);
  }
  /** Stands at the instant and runs on. */
  set(instant: string): void {
    this.offset = new Date(instant).getTime() - Date.now();
  }
  advance(ms: number): void {
    this.offset += ms;
  }
}

export interface World {
  url: string;
  simulatorUrl: string;
  settings: Settings;
  clock: TestClock;
  server: RunningServer;
  /** Everything the server logged, to look for what must not be there. */
  logs: string[];
  /** Delivers all outbox entries that are due and runs the due jobs, until nothing moves. */
  settle(): Promise<void>;
  /** Stops the API and, when what happens meanwhile is over, starts it again on the same database and outside world, on another port. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/** Reads the whole trail each time, for whom it concerns alone: its own tests ask for it. */
const MOVES_NOTHING = ['audit.check'];

export function testSecrets(): Secrets {
  const key = () => randomBytes(32).toString('base64');
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    fieldKeys: { k1: key() },
    activeFieldKey: 'k1',
    blindIndexKey: key(),
    tokenKey: key(),
    verifyPrivateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** The database lets things expire by its own clock: in a world of another year, a code would be gone before it is typed in. */
async function forgetNothing(): Promise<void> {
  const db = mongoose.connection.db!;
  for (const { name } of await db.listCollections().toArray()) {
    for (const index of await db.collection(name).indexes())
      if (index.expireAfterSeconds !== undefined) await db.collection(name).dropIndex(index.name!);
  }
}

/** The whole server in this process: its own database, its own simulators over real HTTP, a clock to stand anywhere; `packs` beside those of the house. */
export async function startWorld(
  options: {
    at?: string;
    clock?: TestClock;
    packs?: readonly Pack[];
    env?: Record<string, string> | ((simulatorUrl: string) => Record<string, string>);
  } = {},
): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), 'jzt-test-'));
  const secretsFile = join(dataDir, 'secrets.json');
  writeFileSync(secretsFile, JSON.stringify(testSecrets()), { mode: 0o600 });
  const simulators = await startSimulators({ port: 0, stateDir: dataDir });
  const databaseName = `test_${randomBytes(6).toString('hex')}`;
  const mongoUri = new URL(process.env.TEST_MONGODB_URI!);
  mongoUri.pathname = `/${databaseName}`;
  const settings = readSettings({
    PORT: '0',
    HOST: '127.0.0.1',
    MONGODB_URI: mongoUri.href,
    DATA_DIR: dataDir,
    SIMULATOR_URL: simulators.url,
    SECRETS_FILE: secretsFile,
    ...(typeof options.env === 'function' ? options.env(simulators.url) : options.env),
  });
  await connectDatabase(settings.mongoUri);
  await migrate(new FieldCipher(settings.secrets));
  if (options.at) await forgetNothing();
  await disconnectDatabase();
  const clock = options.clock ?? new TestClock();
  if (options.at) clock.set(options.at);
  const logs: string[] = [];
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      logs.push(chunk.toString());
      // A fault of the server's own is shown where the test fails.
      if (chunk.includes('"level":50') || chunk.includes('delivery failed')) process.stderr.write(chunk);
      done();
    },
  });
  const parts = serverParts(settings);
  const start = () =>
    startServer(
      settings,
      { ...parts, packs: [...parts.packs, ...(options.packs ?? [])] },
      { clock, logger: createLogger('info', sink as never) },
    );
  const server = await start();
  const world: World = {
    url: server.url,
    simulatorUrl: simulators.url,
    settings,
    clock,
    server,
    logs,
    settle: async () => {
      const [outbox, jobs] = [await world.server.get(Outbox), await world.server.get(Jobs)];
      await outbox.settle();
      for (let round = 0; round < 6; round++) {
        const { delivered } = outbox;
        await jobs.runNow(undefined, MOVES_NOTHING);
        await outbox.settle();
        // What a job moves leaves something in an outbox; the outbox may have been woken and delivered it before it was waited for.
        if (outbox.delivered === delivered) return;
      }
    },
    restart: async (meanwhile) => {
      await world.server.stop();
      await meanwhile?.();
      world.server = await start();
      world.url = world.server.url;
    },
    stop: async () => {
      await mustKeepSecrets(logs);
      await mongoose.connection.db!.dropDatabase();
      await world.server.stop();
      await simulators.close();
    },
  };
  return world;
}
