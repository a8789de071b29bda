import mongoose from 'mongoose';

const WRITES = ['insertOne', 'insertMany', 'updateOne', 'updateMany', 'findOneAndUpdate', 'deleteOne', 'deleteMany', 'bulkWrite'] as const;
type Collection = Record<(typeof WRITES)[number], (...given: unknown[]) => Promise<unknown>>;

/**
 * Takes the power from the server of this process in the middle of its work: from a given write on nothing reaches the database
 * any more, as after kill -9.
 * `struck` tells whether it came to that.
 */
export class PowerCut {
  struck = false;
  private left = Infinity;
  private readonly genuine: Collection;

  constructor() {
    const prototype = mongoose.mongo.Collection.prototype as unknown as Collection;
    this.genuine = Object.fromEntries(WRITES.map((name) => [name, prototype[name]])) as Collection;
    for (const name of WRITES) {
      const { genuine } = this;
      const strike = (): boolean => this.strike();
      prototype[name] = function (this: unknown, ...given: unknown[]) {
        return strike() ? Promise.reject(new Error('power cut')) : genuine[name].apply(this, given);
      };
    }
  }

  /** The power goes after so many more writes. */
  after(writes: number): void {
    this.struck = false;
    this.left = writes;
  }

  /** Power again. */
  mend(): void {
    this.left = Infinity;
  }

  remove(): void {
    Object.assign(mongoose.mongo.Collection.prototype, this.genuine);
  }

  private strike(): boolean {
    if (this.left > 0) {
      this.left -= 1;
      return false;
    }
    this.struck = true;
    return true;
  }
}
