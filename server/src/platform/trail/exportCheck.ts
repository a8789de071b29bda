import { createHash } from 'node:crypto';
import { anchorsIn, type Anchored } from './anchor';
import { macOf, type StoredAudit } from './entry';
import type { EntryLine, ExportEnd, ExportHead, SealLine } from './export';
import { climb, leafOf, sealHash } from './seal';

interface Known {
  /** Of the trail (`trailKey`); without it no fingerprint can be made anew. */
  key: Buffer;
  /** Folder of the hashes that are kept outside the database. */
  anchors: string;
}

export interface ExportVerdict {
  entries: number;
  seals: number;
  /** Of the seals, those whose hash also stands outside the database. */
  anchored: number;
  /** One plain sentence each; empty when the file is what was written. */
  faults: string[];
}

const MOST_FAULTS = 20;

/**
 * Is an export what the trail says? Each entry's fingerprint is made anew with the trail's key and leads by its path to the root of its seal, each seal's
 * hash is genuine, is the same outside the database, and is the predecessor of the next one where that is in the file; the last line counts and hashes all before it.
 */
export async function checkExport(lines: AsyncIterable<string>, { key, anchors }: Known): Promise<ExportVerdict> {
  const verdict: ExportVerdict = { entries: 0, seals: 0, anchored: 0, faults: [] };
  const fault = (text: string): void => void (verdict.faults.length < MOST_FAULTS && verdict.faults.push(text));
  const digest = createHash('sha256');
  const near = nearby(anchors);
  let [seal, ended, place]: [SealLine | undefined, boolean, number] = [undefined, false, 0];
  for await (const text of lines) {
    place += 1;
    const one = read(text);
    if (ended || !one || (one.kind === 'export') !== (place === 1)) {
      fault(`第${place}行不是导出文件应有的内容`);
      continue;
    }
    if (one.kind === 'end') {
      ended = true;
      const same = one.sha256 === digest.digest('hex') && one.entries === verdict.entries && one.seals === verdict.seals;
      if (!same) fault('结尾的条数或校验值不对：文件被改动、删减过');
      continue;
    }
    digest.update(`${text}\n`);
    if (one.kind === 'seal') {
      verdict.seals += 1;
      const { number, at, kind: _, ...rest } = one;
      if (sealHash(key, { _id: number, at: new Date(at), ...rest }) !== one.hash) fault(`封条${number}不是本系统的封条`);
      if (seal && seal.number + 1 === number && one.previous !== seal.hash) fault(`封条${number}接不上前一个`);
      const outside = (await near(number)).filter((anchored) => anchored.seal === number);
      if (outside.some(({ hash }) => hash !== one.hash)) fault(`封条${number}与库外留存的不同`);
      verdict.anchored += outside.length ? 1 : 0;
      seal = one;
    } else if (one.kind === 'entry') {
      verdict.entries += 1;
      const { kind: _, seal: number, path, seq, mac, at, ...said } = one;
      const entry = { ...said, at: new Date(at) } as StoredAudit;
      if (macOf(key, entry) !== mac) fault(`第${seq}条留痕的内容被改动过`);
      if (seal?.number !== number || climb(leafOf(seq, mac), path) !== seal.root) fault(`第${seq}条留痕不在封条${number}里`);
    }
  }
  if (!ended) fault('文件没有结尾：没有下载完整');
  return verdict;
}

/** Of so many seals at once, so that a long file does not read the folder for each of them. */
const STRETCH = 1000;
function nearby(folder: string): (seal: number) => Promise<Anchored[]> {
  let [from, known]: [number, Anchored[]] = [-1, []];
  return async (seal) => {
    const begin = Math.floor(seal / STRETCH) * STRETCH;
    if (begin !== from) [from, known] = [begin, await anchorsIn(folder, begin, begin + STRETCH - 1)];
    return known;
  };
}

function read(text: string): ExportHead | SealLine | EntryLine | ExportEnd | undefined {
  try {
    const one = JSON.parse(text) as { kind?: string };
    return ['export', 'seal', 'entry', 'end'].includes(one.kind ?? '') ? (one as ExportHead) : undefined;
  } catch {
    return undefined;
  }
}
