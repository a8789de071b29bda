import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import mongoose from 'mongoose';
import { serverParts } from '../src/parts';
import { startServer } from '../src/platform/boot';
import { createLogger } from '../src/platform/logger';
import { readSettings } from '../src/platform/settings';
import { CASTS, guide } from './casts';
import { loadDemo, STORY_MS, type MovedClock } from './load';
import { cardOf } from './people';

class StoryClock implements MovedClock {
  private at = Date.now() - STORY_MS;
  now(): Date {
    return new Date(this.at);
  }
  async pause(ms: number): Promise<void> {
    await pause(ms);
  }
  pass(ms: number): void {
    this.at += ms;
  }
  catchUp(): void {
    this.at = Date.now();
  }
}

/** Both sides of the card of whoever has not been through the real-name check: to be uploaded, so large enough to be read. */
async function drawCards(dataDir: string): Promise<void> {
  const folder = join(dataDir, 'demo');
  mkdirSync(folder, { recursive: true });
  for (const { person } of CASTS.flatMap((cast) => cast.scenes).filter((one) => one.step === 'NEW')) {
    writeFileSync(join(folder, `${person.name}-身份证人像面.jpg`), await cardOf(person));
    writeFileSync(join(folder, `${person.name}-身份证国徽面.jpg`), await cardOf(person, 'authority'));
  }
}

/** Loads the demo once; prints the demo people by province as one JSON line. */
async function main(): Promise<void> {
  const settings = { ...readSettings(), port: 0, host: '127.0.0.1', webDir: undefined };
  const clock = new StoryClock();
  const server = await startServer(settings, serverParts(settings), { clock, logger: createLogger('error') });
  const marks = mongoose.connection.collection<{ _id: string; at: Date }>('demo');
  if (!(await marks.findOne({ _id: 'loaded' }))) {
    // Never into a database that holds people: they may be somebody's own.
    if (await mongoose.connection.collection('persons').findOne({}))
      throw new Error('数据库里已有数据，没有载入演示数据：请换一个空的数据库（或删掉 .data 文件夹），或用 npm start -- --no-demo 启动');
    const { SIMULATOR_URL: simulatorUrl } = process.env;
    await Promise.all([loadDemo(server, { ...settings, ...(simulatorUrl && { simulatorUrl }) }, clock), drawCards(settings.dataDir)]);
    await marks.insertOne({ _id: 'loaded', at: new Date() });
  }
  await server.stop();
  process.stdout.write(`${JSON.stringify({ people: guide() })}\n`);
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    process.stderr.write(`${error.stack ?? error.message}\n`);
    process.exit(1);
  },
);
