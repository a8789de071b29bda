import { Readable } from 'node:stream';
import JSZip from 'jszip';

/** Cells made one: lines `from` to `to`, beginning in `column`, counted from 1. */
export interface Merged {
  ref: string;
  from: number;
  to: number;
  column: number;
}

/** What one table's sheet may unpack to; more of it is not looked at. */
const MOST_UNPACKED = 8 * 1024 * 1024;
const MOST = 1_000;
const TAG = /<mergeCell ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"/g;
/** Longer than such a tag. */
const TAIL = 200;

/** Merged cells of a workbook's sheets, which the reader of rows passes over; read as a stream and only so far. */
export async function mergedIn(content: Buffer): Promise<Merged[]> {
  const zip = await JSZip.loadAsync(content);
  const [sheet] = Object.values(zip.files).filter((file) => /^xl\/worksheets\/sheet1\.xml$/i.test(file.name));
  if (!sheet) return [];
  const found: Merged[] = [];
  let [kept, length] = ['', 0];
  for await (const chunk of new Readable().wrap(sheet.nodeStream()) as AsyncIterable<Buffer>) {
    const text = kept + chunk.toString('latin1');
    for (const [tag, letters, from, to] of text.matchAll(TAG))
      found.push({ ref: tag.slice(16, -1), from: Number(from), to: Number(to), column: columnOf(letters!) });
    // A tag cut in two is read with the next chunk; one that was whole must not be read twice.
    const open = text.lastIndexOf('<');
    kept = open >= 0 && !text.includes('>', open) ? text.slice(open).slice(0, TAIL) : '';
    length += chunk.length;
    if (length > MOST_UNPACKED || found.length > MOST) break;
  }
  return found;
}

const columnOf = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
