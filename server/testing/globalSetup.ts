import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    mongoUri: string;
  }
}

/** One database server for the whole run; each test file makes a database of its own in it. */
export default async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.TEST_MONGODB_URI;
  if (given) {
    provide('mongoUri', given);
    return undefined;
  }
  const { bringDatabase } = await import('../launch/database.mjs');
  const database = await bringDatabase({ dataDir: mkdtempSync(join(tmpdir(), 'jzt-db-')), log: () => undefined });
  provide('mongoUri', database.uri);
  return () => database.stop();
}
