import type { Model } from 'mongoose';
import { Batcher } from './batcher';
import { trusted } from './database';
import type { Lane, Watched } from './lane';

/** One entry in its document. */
interface Place {
  _id: Watched['_id'];
  id: string;
}

const REMOVALS = 500;

/** Writes to many documents' outboxes at once. */
export class OutboxWrites {
  private readonly removals = new Map<Model<Watched>, Batcher<Place>>();

  /** Takes a delivered entry out; many in one write, so that an entry costs no write of its own. */
  remove(model: Model<Watched>, place: Place): Promise<void> {
    let removals = this.removals.get(model);
    if (!removals) this.removals.set(model, (removals = new Batcher(REMOVALS, (places) => pull(model, places))));
    return removals.add(place);
  }

  async postpone(model: Model<Watched>, places: readonly (Place & { until: Date })[]): Promise<void> {
    const updates = places.map(({ _id, id, until }) => ({
      updateOne: { filter: { _id, 'outbox.id': id }, update: { $set: { 'outbox.$.notBefore': until } } },
    }));
    await model.collection.bulkWrite(updates as never, { ordered: false });
  }
}

/** One statement for all: it costs a database that syncs each commit a tenth of so many. An entry's id is its own, in whatever document. */
async function pull(model: Model<Watched>, places: readonly Place[]): Promise<void> {
  await model.collection.updateMany(
    { _id: { $in: places.map(({ _id }) => _id) } } as never,
    { $pull: { outbox: { id: { $in: places.map(({ id }) => id) } } } } as never,
  );
}

/** What these lanes have to do. Said twice, so that every server finds the index: one bounds it by the path, another only inside the array. */
export function dueOf(lanes: readonly Lane[], now: Date): never {
  const topic = { $in: lanes.flatMap((lane) => lane.topics) };
  const notBefore = { $lte: now };
  return {
    'outbox.topic': trusted(topic),
    'outbox.notBefore': trusted(notBefore),
    outbox: trusted({ $elemMatch: { topic, notBefore } }),
  } as never;
}
