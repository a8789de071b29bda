import { Inject, Singleton } from '@midwayjs/core';
import mongoose, { Types } from 'mongoose';
import type { Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { Files } from '../../platform/files';
import { schemaPaths } from '../../platform/schemaPaths';

const DAY_MS = 24 * 3600_000;
/** Twice as long as a phone keeps a form that was begun, which names its photo. */
const LEFT_ALONE_MS = 60 * DAY_MS;
/** Meanwhile nobody can begin to use it: who was just doing so is seen at the second look. */
const GOING_MS = 3600_000;
const AT_ONCE = 200;
/** Certificates are written by the server and belong to somebody from the first moment. */
const SENT_IN = ['PORTRAIT', 'PROOF', 'ID_CARD', 'FILING', 'FILING_PORTRAIT', 'EVIDENCE', 'QUESTION'];
/** `evidence` of a step names a file as `file:ID` among other words. */
export const HOLDS_A_FILE = /(^|\.)(fileId|\w+FileId|files\.\w+|evidence)$/;

interface Kept {
  _id: Types.ObjectId;
}

/**
 * Forgets photos that were sent in and that no record came to use: an aborted form, a photo taken again. Each is looked at once,
 * and twice before it goes.
 */
@Singleton()
export class FileSweep {
  @Inject() private readonly files: Files;
  @Inject() private readonly clock: Clock;

  async run(): Promise<void> {
    const now = this.clock.now();
    const due = { 'metadata.purpose': { $in: SENT_IN }, 'metadata.lookedAt': { $exists: false } };
    const going = await this.some({ ...due, 'metadata.goingAt': { $lte: before(now, GOING_MS) } });
    for (const id of going.unused) await this.files.remove(id);
    await this.mark(going.used, { $set: { 'metadata.lookedAt': now }, $unset: { 'metadata.goingAt': 1 } });
    const old = { 'metadata.goingAt': { $exists: false }, 'metadata.savedAt': { $lte: before(now, LEFT_ALONE_MS) } };
    const found = await this.some({ ...due, ...old });
    await this.mark(found.used, { $set: { 'metadata.lookedAt': now } });
    await this.mark(found.unused, { $set: { 'metadata.goingAt': now } });
  }

  private async some(due: object): Promise<{ used: string[]; unused: string[] }> {
    const found = await kept().find(due).project<Kept>({ _id: 1 }).limit(AT_ONCE).toArray();
    const ids = found.map((one) => one._id.toHexString());
    const used = await this.used(ids);
    return { used: ids.filter((id) => used.has(id)), unused: ids.filter((id) => !used.has(id)) };
  }

  private async mark(ids: readonly string[], change: object): Promise<void> {
    if (ids.length) await kept().updateMany({ _id: { $in: ids.map((id) => new Types.ObjectId(id)) } }, change);
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

const kept = () => mongoose.connection.db!.collection<Kept>('files.files');
const before = (now: Date, ms: number): Date => new Date(now.getTime() - ms);
