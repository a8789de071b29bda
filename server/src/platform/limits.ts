import { Inject, Singleton } from '@midwayjs/core';
import { endOfDay, toLocalDate } from '@jzt/shared/domain/calendar';
import mongoose, { Schema } from 'mongoose';
import type { Clock } from './clock';
import type { FieldCipher } from './crypto';
import { trusted } from './database';
import { isDuplicateKey, tooOften } from './errors';

/** How often something may be done with one key: one person, one phone, one address, one object. */
export interface Limit {
  /** Stable: counts are kept under it. */
  name: string;
  most: number;
  /** So many seconds from the first one, or the day of the calendar. */
  per: number | 'DAY';
  code: string;
  /** The sentence; `wait` is “58秒” or “3小时”. */
  words: (wait: string) => string;
}

interface Count {
  _id: string;
  count: number;
  /** When the window ends that began with the first one counted. */
  until: Date;
}

const CountModel = mongoose.model<Count>(
  'LimitCount',
  new Schema<Count>({ _id: String, count: Number, until: Date }, { collection: 'limits', versionKey: false }),
);

/** The one limiter: counted in the database, so that it holds across processes, restarts and a hundred requests at once. */
@Singleton()
export class Limits {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly cipher: FieldCipher;

  /** Counts one more and answers how many are left. Throws the limit's code; what is refused counts too. */
  async take(limit: Limit, key: string): Promise<number> {
    const { count, until } = await this.count(limit, this.idOf(limit, key));
    if (count > limit.most) throw this.refusal(limit, until);
    return limit.most - count;
  }

  /** Counts one less: what was counted did not come about, by no fault of who asked. */
  async giveBack(limit: Limit, key: string): Promise<void> {
    await CountModel.updateOne({ _id: this.idOf(limit, key), count: trusted({ $gt: 0 }) }, { $inc: { count: -1 } });
  }

  /** Makes the running window last so many seconds from now. */
  async hold(limit: Limit, key: string, seconds: number): Promise<void> {
    const until = new Date(this.clock.now().getTime() + seconds * 1000);
    await CountModel.updateOne({ _id: this.idOf(limit, key) }, { $set: { until } });
  }

  /** Each write is one document and atomic; who comes between two of them makes the other look again. */
  private async count(limit: Limit, _id: string): Promise<Count> {
    const now = this.clock.now();
    const counted = await CountModel.findOneAndUpdate(
      { _id, until: trusted({ $gt: now }) },
      { $inc: { count: 1 } },
      { returnDocument: 'after' },
    ).lean<Count>();
    if (counted) return counted;
    const first = { count: 1, until: endOfWindow(limit, now) };
    if ((await CountModel.updateOne({ _id, until: trusted({ $lte: now }) }, { $set: first })).matchedCount > 0) return { _id, ...first };
    try {
      await CountModel.create({ _id, ...first });
      return { _id, ...first };
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return this.count(limit, _id);
    }
  }

  /** Who is counted is not readable in the database. */
  private idOf({ name }: Limit, key: string): string {
    return `${name}/${this.cipher.blindIndex(`${name}:${key}`, 'limit')}`;
  }

  private refusal({ code, words }: Limit, until: Date) {
    const seconds = Math.max(1, Math.ceil((until.getTime() - this.clock.now().getTime()) / 1000));
    return tooOften(code, words(waitOf(seconds)), seconds);
  }
}

const endOfWindow = ({ per }: Limit, now: Date): Date =>
  new Date(per === 'DAY' ? endOfDay(toLocalDate(now)) + 1 : now.getTime() + per * 1000);

const waitOf = (seconds: number): string =>
  seconds < 120 ? `${seconds}秒` : seconds < 7200 ? `${Math.ceil(seconds / 60)}分钟` : `${Math.ceil(seconds / 3600)}小时`;
