import { Inject, Singleton } from '@midwayjs/core';
import mongoose, { type mongo } from 'mongoose';
import type { Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { Files } from '../../platform/files';

const DAY_MS = 24 * 3600_000;
/** A form that somebody has begun on their phone names its photo, and may be sent in days later. */
const LEFT_ALONE_MS = 14 * DAY_MS;
const AT_ONCE = 200;
/** Certificates are written by the server and belong to somebody from the first moment. */
const SENT_IN = ['PORTRAIT', 'PROOF', 'ID_CARD', 'FILING', 'FILING_PORTRAIT'];
/** `evidence` of a step names a file as `file:ID` among other words. */
export const HOLDS_A_FILE = /(^|\.)(fileId|\w+FileId|files\.\w+|evidence)$/;

interface Kept {
  _id: mongo.ObjectId;
}

/** Forgets photos that were sent in and that no record came to use: an aborted form, a photo taken again. Each file is looked at once. */
@Singleton()
export class FileSweep {
  @Inject() private readonly files: Files;
  @Inject() private readonly clock: Clock;

  async run(): Promise<void> {
    const kept = mongoose.connection.db!.collection<Kept>('files.files');
    const until = new Date(this.clock.now().getTime() - LEFT_ALONE_MS);
    const due = { 'metadata.purpose': { $in: SENT_IN }, 'metadata.lookedAt': { $exists: false }, 'metadata.savedAt': { $lte: until } };
    const found = await kept.find(due).project<Kept>({ _id: 1 }).limit(AT_ONCE).toArray();
    const ids = found.map((one) => one._id.toHexString());
    const used = await this.used(ids);
    for (const id of ids) if (!used.has(id)) await this.files.remove(id);
    await kept.updateMany({ _id: { $in: found.map((one) => one._id) } }, { $set: { 'metadata.lookedAt': this.clock.now() } });
  }

  /** Which of them any record names, at any place that a schema has for a file: a feature that is added is asked without being told here. */
  private async used(ids: readonly string[]): Promise<Set<string>> {
    const used = new Set<string>();
    const named = [...ids, ...ids.map((id) => `file:${id}`)];
    const places = schemaPaths().filter(({ path }) => HOLDS_A_FILE.test(path));
    for (const { model, path } of ids.length ? places : [])
      for (const document of await model.find({ [path]: trusted({ $in: named }) }, { [path]: 1 }).lean<object[]>())
        for (const id of ids) if (JSON.stringify(document).includes(id)) used.add(id);
    return used;
  }
}

/** Every place of every collection that has a name. */
export const schemaPaths = (): { model: mongoose.Model<unknown>; path: string }[] =>
  Object.values(mongoose.models).flatMap((model) =>
    pathsOf(model.schema).map((path) => ({ model: model as mongoose.Model<unknown>, path })),
  );

function pathsOf(schema: mongoose.Schema, before = ''): string[] {
  const paths: string[] = [];
  schema.eachPath((name, type) => {
    const below = (type as { schema?: mongoose.Schema }).schema;
    if (below) paths.push(...pathsOf(below, `${before}${name}.`));
    else paths.push(`${before}${name}`);
  });
  return paths;
}
