import { Types, type Model } from 'mongoose';
import { trusted } from './database';
import { badInput } from './errors';
import { within } from './policy';

/** What the contract's `PageQuery` asks for. */
export interface PageAsked {
  cursor?: string;
  limit?: number;
}
/** What the contract's `page(Item)` answers; `nextCursor` is absent on the last page. */
export interface PageGiven<T> {
  items: T[];
  nextCursor?: string;
}

type Filter = Record<string, unknown>;

/** The order of a list, and how its pages follow each other. */
export interface Order<T> {
  sort: Record<string, 1 | -1>;
  /** The rows after the one that the cursor names. */
  beyond(cursor: string): Filter;
  cursorOf(last: T): string;
}

const LIMIT = 20;
const badCursor = () => badInput('BAD_CURSOR', '列表已经变化，请下拉刷新后再看');

function idIn(cursor: string): Types.ObjectId {
  if (!/^[0-9a-f]{24}$/.test(cursor)) throw badCursor();
  return new Types.ObjectId(cursor);
}

const byId = (direction: 1 | -1): Order<{ _id: Types.ObjectId }> => ({
  sort: { _id: direction },
  beyond: (cursor) => ({ _id: trusted({ [direction === 1 ? '$gt' : '$lt']: idIn(cursor) }) }),
  cursorOf: (last) => last._id.toHexString(),
});
export const newestFirst = byId(-1);
export const oldestFirst = byId(1);

/** Longest since the time in `field` first; several of the same moment by their id. */
export const longestFirst = <T extends { _id: Types.ObjectId }>(field: string, timeOf: (one: T) => Date): Order<T> => ({
  sort: { [field]: 1, _id: 1 },
  beyond: (cursor) => {
    const [, time, id] = /^(\d{1,15})_([0-9a-f]{24})$/.exec(cursor) ?? [];
    if (!time || !id) throw badCursor();
    const since = new Date(Number(time));
    return { $or: [{ [field]: trusted({ $gt: since }) }, { [field]: since, _id: trusted({ $gt: idIn(id) }) }] };
  },
  cursorOf: (last) => `${timeOf(last).getTime()}_${last._id.toHexString()}`,
});

/** One page of a list. One row more than the page holds is asked for, so that a full last page is known to be the last. Throws BAD_CURSOR. */
export async function findPage<T>(model: Model<T>, filter: Filter, asked: PageAsked, order: Order<T>): Promise<PageGiven<T>> {
  const limit = asked.limit ?? LIMIT;
  const found = (await model
    .find((asked.cursor === undefined ? filter : within(filter, order.beyond(asked.cursor))) as never)
    .sort(order.sort)
    .limit(limit + 1)
    .lean()) as T[];
  const items = found.slice(0, limit);
  return { items, nextCursor: found.length > limit ? order.cursorOf(items.at(-1)!) : undefined };
}
