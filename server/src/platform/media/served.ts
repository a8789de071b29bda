import { Destroy, Inject, Singleton } from '@midwayjs/core';
import type { Clock } from '../clock';
import type { Logger } from '../logger';
import { normalise, type Range } from './ranges';
import { ServedModel, type Served } from './served.model';

/** What went out is written down this often, for all viewers of a process in one call. */
const WRITE_MS = 1000;
/** A list longer than this is stored merged. */
const LONG = 100;

/** Which bytes of lesson videos were served to whom, across all processes: kept in memory for a second, then in the database. */
@Singleton()
export class ServedMedia {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly logger: Logger;
  private waiting = new Map<string, Range[]>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  note(key: string, from: number, to: number): void {
    this.waiting.set(key, normalise([...(this.waiting.get(key) ?? []), [from, to]]));
    this.timer ??= setTimeout(() => void this.write(), WRITE_MS).unref();
  }

  /** Sorted and merged; another process may still hold back the last second. */
  async of(key: string): Promise<Range[]> {
    await this.write();
    const found = await ServedModel.findById(key).lean<Served>();
    if (!found) return [];
    const ranges = normalise(found.ranges);
    if (found.ranges.length > LONG)
      await ServedModel.updateOne({ _id: key, writes: found.writes }, { $set: { ranges }, $inc: { writes: 1 } });
    return ranges;
  }

  @Destroy()
  async stop(): Promise<void> {
    await this.write();
    clearTimeout(this.timer);
  }

  private write(): Promise<void> {
    this.writing = this.writing.then(() => this.writeAll());
    return this.writing;
  }

  private async writeAll(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting.size === 0) return;
    const writing = this.waiting;
    this.waiting = new Map();
    const at = this.clock.now();
    const change = (ranges: Range[]) => ({ $push: { ranges: { $each: ranges } }, $set: { at }, $inc: { writes: 1 } });
    try {
      await ServedModel.bulkWrite(
        [...writing].map(([_id, ranges]) => ({ updateOne: { filter: { _id }, update: change(ranges), upsert: true } })) as never,
        { ordered: false },
      );
    } catch (error) {
      // Written twice does no harm: they are merged when they are read.
      for (const [key, ranges] of writing) for (const [from, to] of ranges) this.note(key, from, to);
      this.logger.warn({ err: error }, 'served media not written down, tried again');
    }
  }
}
