import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Singleton } from '@midwayjs/core';
import { createFile, type ISOFile } from 'mp4box';
import type { Logger } from '../logger';
import type { Settings } from '../settings';
import { lengthOf, normalise, uncovered, type Range } from './ranges';

/** Read at a time while the table of a file is looked for. */
const PIECE = 256 * 1024;
/** Known at once; a video's table is read again when it comes back. */
const KEPT = 200;
/** What another process served this moment is not written down yet: so much of it is believed after what is. */
const AHEAD_SECONDS = 2;

/** Which bytes hold each second of a video: for every second the ranges of its samples, sound and picture. */
type Table = readonly (readonly Range[])[];

/** What of a video's time its served bytes hold, by the table in the MP4 itself. */
@Singleton()
export class MediaSeconds {
  @Inject() private readonly settings: Settings;
  @Inject() private readonly logger: Logger;
  private readonly kept = new Map<string, Promise<Table>>();

  /** The seconds whose bytes were all served, [from, to); none of a file that is not there or no MP4. */
  async held(video: string, served: readonly Range[]): Promise<Range[]> {
    if (!served.length) return [];
    const table = await this.table(video);
    const whole = table.flatMap((bytes, at): Range[] => (lengthOf(uncovered(bytes, served)) === 0 ? [[at, at + 1]] : []));
    return normalise(
      normalise(whole).map(([from, to]): Range => [from, to + AHEAD_SECONDS]),
      table.length,
    );
  }

  /** Whole seconds of the video; undefined while there is no such file. */
  async length(video: string): Promise<number | undefined> {
    return (await this.table(video)).length || undefined;
  }

  private table(video: string): Promise<Table> {
    const found = this.kept.get(video) ?? this.read(video);
    this.kept.delete(video);
    this.kept.set(video, found);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value!);
    return found;
  }

  private async read(video: string): Promise<Table> {
    try {
      return tableOf(await headOf(join(this.settings.mediaDir, video)));
    } catch (error) {
      this.kept.delete(video);
      this.logger.warn({ err: error, video }, 'lesson video not readable: nothing of it can be credited');
      return [];
    }
  }
}

/** Reads as much of the file as names its samples: `mp4box` says where to go on. */
async function headOf(path: string): Promise<ISOFile> {
  const file = createFile(false);
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    let ready = false;
    file.onReady = () => (ready = true);
    for (let at = 0; !ready && at < size;) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(Math.min(PIECE, size - at)), 0, undefined, at);
      const piece = buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + bytesRead) as ArrayBuffer & { fileStart: number };
      piece.fileStart = at;
      const next = file.appendBuffer(piece as never);
      at = next !== undefined && next > at ? next : at + bytesRead;
    }
    if (!ready) throw new Error('no table of samples in the file');
    return file;
  } finally {
    await handle.close();
  }
}

function tableOf(file: ISOFile): Table {
  const { duration: whole, timescale: perSecond, tracks } = file.getInfo();
  const seconds: Range[][] = Array.from({ length: Math.ceil(whole / perSecond) }, () => []);
  for (const { id } of tracks)
    for (const { offset, size, cts, duration, timescale } of file.getTrackSamplesInfo(id))
      for (let second = Math.floor(cts / timescale); second < (cts + duration) / timescale; second++)
        // Sound may end a moment after the picture.
        seconds[second]?.push([offset, offset + size]);
  return seconds.map((bytes) => normalise(bytes));
}
