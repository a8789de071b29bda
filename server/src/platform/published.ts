import type { Schema } from 'mongoose';

const CHANGES = [
  'updateOne',
  'updateMany',
  'replaceOne',
  'findOneAndUpdate',
  'findOneAndReplace',
  'findOneAndDelete',
  'deleteOne',
  'deleteMany',
] as const;

const refuse = () => {
  throw new Error('a published version never changes: publish the next one');
};

/** Has the model itself refuse every write but the first: whoever holds a version finds it as it was. */
export function writtenOnce<T>(schema: Schema<T>): Schema<T> {
  schema.pre([...CHANGES], refuse);
  schema.pre('save', function () {
    if (!this.isNew) refuse();
  });
  return schema;
}

/** The last few published versions that were read. They cannot grow old, because they never change; only their number is bounded. */
export class RecentVersions<T> {
  private readonly kept = new Map<string, T>();

  constructor(private readonly most: number) {}

  async get(key: string, read: () => Promise<T>): Promise<T> {
    const found = this.kept.get(key) ?? (await read());
    // Put last again: what was not asked for longest goes first.
    this.kept.delete(key);
    this.kept.set(key, found);
    if (this.kept.size > this.most) this.kept.delete(this.kept.keys().next().value!);
    return found;
  }
}
