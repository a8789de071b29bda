import mongoose, { Schema } from 'mongoose';
import { sha256 } from '../crypto';
import { keyed } from './entry';

/** Seals a batch of entries: a tree over them, and a keyed chain over the seals. */
export interface Seal {
  /** From 1, without gaps. */
  _id: number;
  /** Place of the first entry, and how many. */
  first: number;
  count: number;
  /** Their `entryId`s in order, by which they get their places also after a crash. */
  entries: string[];
  at: Date;
  /** Root of the tree over the entries' leaves. */
  root: string;
  /** Hash of the seal before. */
  previous: string;
  hash: string;
}

export const SealModel = mongoose.model<Seal>(
  'AuditSeal',
  new Schema<Seal>(
    { _id: Number, first: Number, count: Number, entries: [String], at: Date, root: String, previous: String, hash: String } as never,
    { collection: 'audit_seals', versionKey: false },
  ),
);

/** A neighbour on the way from a leaf to the root. */
export interface PathStep {
  side: 'LEFT' | 'RIGHT';
  hash: string;
}

// Leaf and node are told apart, so that no node can be passed off as an entry.
export const leafOf = (seq: number, mac: string): string => sha256(`leaf|${seq}|${mac}`);
const nodeOf = (left: string, right: string): string => sha256(`node|${left}|${right}`);

const levelAbove = (level: readonly string[]): string[] =>
  level.flatMap((one, at) => (at % 2 ? [] : [at + 1 < level.length ? nodeOf(one, level[at + 1]!) : one]));

export function rootOf(leaves: readonly string[]): string {
  let level = [...leaves];
  while (level.length > 1) level = levelAbove(level);
  return level[0] ?? '';
}

/** What proves of each leaf that it stands under the root: `paths(index)`. */
export function pathsOf(leaves: readonly string[]): (index: number) => PathStep[] {
  const levels = [[...leaves]];
  while (levels.at(-1)!.length > 1) levels.push(levelAbove(levels.at(-1)!));
  return (index) =>
    levels.slice(0, -1).flatMap((level, above): PathStep[] => {
      const at = index >> above;
      const neighbour = level[at % 2 ? at - 1 : at + 1];
      return neighbour ? [{ side: at % 2 ? 'LEFT' : 'RIGHT', hash: neighbour }] : [];
    });
}

/** Where a leaf leads by its path: to the root, when the proof is right. */
export const climb = (leaf: string, path: readonly PathStep[]): string =>
  path.reduce((hash, step) => (step.side === 'LEFT' ? nodeOf(step.hash, hash) : nodeOf(hash, step.hash)), leaf);

export const sealHash = (key: Buffer, seal: Omit<Seal, 'hash' | 'entries'>): string =>
  keyed(key, [seal._id, seal.first, seal.count, seal.at.toISOString(), seal.root, seal.previous]);
