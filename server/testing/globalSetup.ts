import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

declare global {
  /** The database server of this run, when the run brought it. */
  var broughtDatabase: { stop(): Promise<void> } | undefined;
}

/** One database server for the whole run; each test file makes a database of its own in it. */
export default async function setup(): Promise<void> {
  if (process.env.TEST_MONGODB_URI) return;
  const { bringDatabase } = await import('../launch/database.mjs');
  const database = await bringDatabase({ dataDir: mkdtempSync(join(tmpdir(), 'jzt-db-')), log: () => undefined });
  globalThis.broughtDatabase = database;
  // The workers, which begin after this, find it there.
  process.env.TEST_MONGODB_URI = database.uri;
}
