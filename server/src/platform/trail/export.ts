import { createHash } from 'node:crypto';
import { trusted } from '../database';
import { within, type Scope } from '../policy';
import { AuditModel, type StoredAudit } from './entry';
import { leafOf, pathsOf, SealModel, type PathStep, type Seal } from './seal';

const BATCH = 500;

/** What a line of an export is; the file begins with one `export` and ends with one `end`. */
export interface ExportHead {
  kind: 'export';
  jurisdiction: string;
  from: string;
  to: string;
  madeAt: string;
}
/** Stands before the first entry of it. */
export type SealLine = { kind: 'seal'; number: number; at: string } & Pick<Seal, 'first' | 'count' | 'root' | 'previous' | 'hash'>;
export type EntryLine = { kind: 'entry'; seal: number; seq: number; at: string; mac: string; path: PathStep[] } & Omit<
  StoredAudit,
  '_id' | 'seq' | 'mac' | 'at' | 'pending'
>;
/** `sha256` of all lines before, each with its line break. */
export interface ExportEnd {
  kind: 'end';
  entries: number;
  seals: number;
  sha256: string;
}

/** A part of the trail line by line, in its own order: so many entries are in memory at a time, however long it is. `to` is not in it. */
export async function* exportLines(
  scope: Scope,
  { from, to }: { from: Date; to: Date },
  head: Omit<ExportHead, 'kind'>,
): AsyncGenerator<string> {
  const digest = createHash('sha256');
  const line = (one: ExportHead | SealLine | EntryLine): string => {
    const text = `${JSON.stringify(one)}\n`;
    digest.update(text);
    return text;
  };
  yield line({ kind: 'export', ...head });
  let [seals, entries] = [0, 0];
  let current: Awaited<ReturnType<typeof openSeal>> | undefined;
  // What was sealed before was also written before.
  const begin = await SealModel.findOne({ at: trusted({ $gte: from }) })
    .sort({ at: 1 })
    .lean<Seal>();
  for (let after = (begin?.first ?? Infinity) - 1; Number.isFinite(after);) {
    const batch = await AuditModel.find(within(scope, { seq: trusted({ $gt: after }) }) as never)
      .sort({ seq: 1 })
      .limit(BATCH)
      .lean<(StoredAudit & { seq: number; mac: string })[]>();
    for (const entry of batch.filter(({ at }) => at >= from && at < to)) {
      if (!current?.holds(entry.seq)) {
        current = await openSeal(entry.seq);
        seals += 1;
        yield line(current.line);
      }
      const { _id, pending: _, at, seq, mac, ...said } = entry;
      entries += 1;
      yield line({ kind: 'entry', seal: current.line.number, seq, at: at.toISOString(), mac, path: current.path(seq), ...said });
    }
    if (batch.length < BATCH) break;
    after = batch.at(-1)!.seq;
  }
  const end: ExportEnd = { kind: 'end', entries, seals, sha256: digest.digest('hex') };
  yield `${JSON.stringify(end)}\n`;
}

/** The seal that the place is under, and the way from each of its places to its root. */
async function openSeal(seq: number) {
  const seal = (await SealModel.findOne({ first: trusted({ $lte: seq }) }, { entries: 0 })
    .sort({ first: -1 })
    .lean<Seal>())!;
  const { _id: number, first, count, at, root, previous, hash } = seal;
  const holds = (place: number): boolean => place >= first && place < first + count;
  const inPlace = { seq: trusted({ $gte: first, $lt: first + count }) };
  const macs = await AuditModel.find(inPlace, { seq: 1, mac: 1 }).sort({ seq: 1 }).lean<StoredAudit[]>();
  const paths = pathsOf(macs.map((one) => leafOf(one.seq!, one.mac!)));
  const line: SealLine = { kind: 'seal', number, first, count, at: at.toISOString(), root, previous, hash };
  return { line, holds, path: (place: number) => paths(place - first) };
}
