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

  /**
   * Does the work again and again, the power gone before its first write, its second and so on, each time done once more with power; ends with
   * the time that the work came through. `before` puts everything back, `after` looks whether all is there.
   */
  async atEveryWrite(steps: { before(): Promise<void>; work(): Promise<void>; after(): Promise<void> }): Promise<void> {
    for (let writes = 0; ; writes++) {
      await steps.before();
      this.after(writes);
      await steps.work().catch((error: Error) => {
        if (error.message !== 'power cut') throw error;
      });
      const { struck } = this;
      this.mend();
      await steps.work();
      await steps.after();
      if (!struck) return;
    }
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
