import { setTimeout as pause } from 'node:timers/promises';
import mongoose from 'mongoose';
import { migrations } from '../../migrations/index';
import { randomToken, type FieldCipher } from './crypto';
import { isDuplicateKey } from './errors';

interface Turn {
  _id: 'migrate';
  holder: string;
  until: Date;
}

/** This process, among those that begin at the same time. */
const HOLDER = randomToken(9);
/** A process that says nothing for so long has died. */
const TURN_MS = 30_000;

/** Runs what has not run yet on the connected database, in order; returns the ids it ran. One process at a time, the others wait; every step is repeatable. */
export async function migrate(cipher: FieldCipher): Promise<string[]> {
  const db = mongoose.connection.db!;
  const turns = db.collection<Turn>('migration_turns');
  while (!(await take(turns))) await pause(500);
  const beating = setInterval(() => void take(turns).catch(() => undefined), TURN_MS / 3);
  try {
    const record = db.collection<{ _id: string; at: Date }>('migrations');
    const done = new Set((await record.find().toArray()).map((one) => one._id));
    const ran: string[] = [];
    for (const migration of migrations(cipher)) {
      if (done.has(migration.id)) continue;
      await migration.up(db as never);
      await record.updateOne({ _id: migration.id }, { $setOnInsert: { at: new Date() } }, { upsert: true });
      ran.push(migration.id);
    }
    return ran;
  } finally {
    clearInterval(beating);
    await turns.deleteOne({ _id: 'migrate', holder: HOLDER }).catch(() => undefined);
  }
}

/** By the clock of this machine, which may differ from another's by less than a turn. True when this process holds it now. */
async function take(turns: mongoose.mongo.Collection<Turn>): Promise<boolean> {
  const now = new Date();
  const until = new Date(now.getTime() + TURN_MS);
  const mine = { _id: 'migrate' as const, $or: [{ holder: HOLDER }, { until: { $lte: now } }] };
  if ((await turns.updateOne(mine, { $set: { holder: HOLDER, until } })).matchedCount > 0) return true;
  try {
    await turns.insertOne({ _id: 'migrate', holder: HOLDER, until });
    return true;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return false;
  }
}
