import { buffer } from 'node:stream/consumers';
import { Inject, Singleton } from '@midwayjs/core';
import type { ISOFile } from 'mp4box';
import type { Logger } from '../logger';
import type { Settings } from '../settings';
import { headOf } from './head';
import { lengthOf, normalise, uncovered, type Range } from './ranges';
import { findMedia, type MediaFile } from './store';

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
      return tableOf(await samplesOf(await findMedia(video, this.settings.mediaDir)));
    } catch (error) {
      this.kept.delete(video);
      this.logger.warn({ err: error, video }, 'lesson video not readable: nothing of it can be credited');
      return [];
    }
  }
}

/** Throws where there is no such file or no table of samples in it. */
async function samplesOf(file: MediaFile | undefined): Promise<ISOFile> {
  const head =
    file &&
    (await headOf(file.bytes, async (start) => ({ start, content: await buffer(file.open(start, Math.min(start + PIECE, file.bytes))) })));
  if (!head) throw new Error(file ? 'no table of samples in the file' : 'no such file');
  return head;
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
