import { appendFile, mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Singleton } from '@midwayjs/core';
import type { Logger } from '../logger';
import type { Settings } from '../settings';
import type { Seal } from './seal';

export interface Anchored {
  seal: number;
  hash: string;
}

const TAIL_BYTES = 4096;

/**
 * Hashes of seals outside the database, so that a cut tail is seen: a line in the log, and one in a file of this process's data
 * folder that only grows. Which process seals may change, so a file may lack seals; what stands in it must be true.
 */
@Singleton()
export class TrailAnchor {
  @Inject() private readonly settings: Settings;
  @Inject() private readonly logger: Logger;

  async write(seal: Seal): Promise<void> {
    const last = seal.first + seal.count - 1;
    this.logger.info({ seal: seal._id, entries: last, hash: seal.hash }, 'audit sealed');
    try {
      await mkdir(this.settings.dataDir, { recursive: true });
      await appendFile(this.file(), `${seal._id} ${last} ${seal.at.toISOString()} ${seal.hash}\n`, { mode: 0o600 });
    } catch (error) {
      // The log line is the other anchor; a full disk must not stop the trail.
      this.logger.error({ err: error, seal: seal._id }, 'seal not anchored in the file');
    }
  }

  /** All that this process's folder knows, in the order it was written; the newest lines only where `newest` says so. */
  async read(newest = false): Promise<Anchored[]> {
    const text = await (newest ? this.tail() : readFile(this.file(), 'utf8')).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return '';
    });
    return text.split('\n').flatMap((line): Anchored[] => {
      const [, seal, hash] = /^(\d+) \d+ \S+ ([0-9a-f]{64})$/.exec(line) ?? [];
      return seal && hash ? [{ seal: Number(seal), hash }] : [];
    });
  }

  private async tail(): Promise<string> {
    const file = await open(this.file());
    try {
      const { size } = await file.stat();
      const start = Math.max(0, size - TAIL_BYTES);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(TAIL_BYTES), 0, TAIL_BYTES, start);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  }

  private file(): string {
    return join(this.settings.dataDir, 'audit-seals.log');
  }
}
