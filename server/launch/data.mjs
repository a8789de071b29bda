import { join } from 'node:path';
import { bringDatabase } from './database.mjs';
import { driver } from './driver.mjs';
import { ownerOf, takeLock } from './lock.mjs';
import { say } from './say.mjs';

/** The caller closes `client`. */
export async function connect(uri) {
  const { MongoClient, BSON } = driver();
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 5000, writeConcern: { w: 'majority', journal: true } });
  await client.connect();
  return { client, BSON };
}

/**
 * Hands the address of this installation's database to `work`: MONGODB_URI, that of the program that runs on the data folder, or one started for it.
 * With `alone` nobody else may be at work on the folder. `work` hears beside it whether the database was started for it: then nobody else writes.
 * Throws Trouble.
 */
export async function withDatabase(dataDir, work, { alone = false } = {}) {
  const file = join(dataDir, 'lock');
  const running = process.env.MONGODB_URI ?? (alone ? undefined : ownerOf(file)?.database);
  if (running) return work(running, { quiet: false });
  const lock = await takeLock(file, say);
  try {
    const { uri } = await bringDatabase({ dataDir, log: say });
    return await work(uri, { quiet: true });
  } finally {
    lock.release();
  }
}
