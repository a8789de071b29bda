import { Singleton } from '@midwayjs/core';
import mongoose, { Schema } from 'mongoose';
import { isDuplicateKey } from './errors';

interface Counter {
  _id: string;
  last: number;
}

const CounterModel = mongoose.model<Counter>(
  'Counter',
  new Schema<Counter>({ _id: String, last: Number }, { collection: 'counters', versionKey: false }),
);

/** Numbers of a series, one document each. A number that was given is never given again; gaps are allowed. */
@Singleton()
export class Counters {
  /** The next number of the series, from 1: `next('BM2026')`. */
  async next(series: string): Promise<number> {
    const counted = await this.increment(series);
    if (counted) return counted.last;
    // The document first, then the count: a concurrent upsert of findOneAndUpdate may answer null (design.md section 11).
    await CounterModel.updateOne({ _id: series }, { $setOnInsert: { last: 0 } }, { upsert: true }).catch((error: unknown) => {
      if (!isDuplicateKey(error)) throw error;
    });
    return this.next(series);
  }

  /** The next number as it is printed: `number('BM2026', 6)` → BM2026-000123. */
  async number(series: string, digits: number): Promise<string> {
    return `${series}-${String(await this.next(series)).padStart(digits, '0')}`;
  }

  private increment(series: string): Promise<Counter | null> {
    return CounterModel.findOneAndUpdate({ _id: series }, { $inc: { last: 1 } }, { returnDocument: 'after' }).lean<Counter>();
  }
}
