import mongoose from 'mongoose';
import { migrations } from '../../migrations/index';
import type { FieldCipher } from './crypto';

/** Runs what has not run yet on the connected database, in order; returns the ids it ran. Two processes at once do no harm: every step is repeatable. */
export async function migrate(cipher: FieldCipher): Promise<string[]> {
  const db = mongoose.connection.db!;
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
}
