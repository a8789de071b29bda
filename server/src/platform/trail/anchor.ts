import { appendFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Singleton } from '@midwayjs/core';
import type { Logger } from '../logger';
import type { Settings } from '../settings';
import type { Seal } from './seal';

export interface Anchored {
  seal: number;
  hash: string;
}

/** Seals a file: about a megabyte, so that a look never reads much. */
const A_FILE = 10_000;

/**
 * Hashes of seals outside the database, so that a cut tail is seen: a line in the log, and one in a file of this process's data
 * folder that only grows, one for ten thousand seals. Which process seals may change, so a file may lack seals; what stands in it must be true.
 */
@Singleton()
export class TrailAnchor {
  @Inject() private readonly settings: Settings;
  @Inject() private readonly logger: Logger;

  async write(seal: Seal): Promise<void> {
    const last = seal.first + seal.count - 1;
    this.logger.info({ seal: seal._id, entries: last, hash: seal.hash }, 'audit sealed');
    try {
      await mkdir(this.folder(), { recursive: true });
      await appendFile(inFolder(this.folder(), fileOf(seal._id)), `${seal._id} ${last} ${seal.at.toISOString()} ${seal.hash}\n`, {
        mode: 0o600,
      });
    } catch (error) {
      // The log line is the other anchor; a full disk must not stop the trail.
      this.logger.error({ err: error, seal: seal._id }, 'seal not anchored in the file');
    }
  }

  /** What this process's folder knows of the seals from the one to the other. */
  of(from: number, to: number): Promise<Anchored[]> {
    return anchorsIn(this.folder(), from, to);
  }

  /** The newest seal that this process's folder knows; 0 when it knows none. */
  async newest(): Promise<number> {
    const names = await readdir(this.folder()).catch(none<string>);
    const last = Math.max(-1, ...names.flatMap((name) => /^(\d+)\.log$/.exec(name)?.slice(1).map(Number) ?? []));
    return last < 0 ? 0 : Math.max(0, ...(await read(this.folder(), last)).map(({ seal }) => seal));
  }

  private folder(): string {
    return anchorFolder(this.settings.dataDir);
  }
}

export const anchorFolder = (dataDir: string): string => join(dataDir, 'audit-seals');

/** What a folder of anchors knows of the seals from the one to the other. */
export async function anchorsIn(folder: string, from: number, to: number): Promise<Anchored[]> {
  const files = Array.from({ length: fileOf(to) - fileOf(from) + 1 }, (_, at) => read(folder, fileOf(from) + at));
  return (await Promise.all(files)).flat().filter(({ seal }) => seal >= from && seal <= to);
}

async function read(folder: string, file: number): Promise<Anchored[]> {
  const lines = await readFile(inFolder(folder, file), 'utf8').then((text) => text.split('\n'), none<string>);
  return lines.flatMap((line): Anchored[] => {
    const [, seal, hash] = /^(\d+) \d+ \S+ ([0-9a-f]{64})$/.exec(line) ?? [];
    return seal && hash ? [{ seal: Number(seal), hash }] : [];
  });
}

const inFolder = (folder: string, number: number): string => join(folder, `${String(number).padStart(6, '0')}.log`);

const fileOf = (seal: number): number => Math.floor(seal / A_FILE);

/** Nothing was anchored here yet. */
function none<T>(error: NodeJS.ErrnoException): T[] {
  if (error.code !== 'ENOENT') throw error;
  return [];
}
