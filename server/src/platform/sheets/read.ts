import { Readable } from 'node:stream';
import { parseString } from '@fast-csv/parse';
import ExcelJS from 'exceljs';
import { badInput } from '../errors';
import { columnsOf, FIRST_LINE, type SheetForm, type SheetRow } from './form';
import { mergedIn, type Merged } from './merged';

const READING = { worksheets: 'emit', sharedStrings: 'cache', hyperlinks: 'ignore', styles: 'cache', entries: 'ignore' } as const;
/** 1.10101198001010E+17: what became of an ID number that a spreadsheet took for a quantity. */
const AS_QUANTITY = /^\d(\.\d+)?E\+?\d+$/i;
/** More digits than a spreadsheet keeps of a quantity. */
const EXACT = 1e15;
const READS = 4;
const ZIP = Buffer.from('PK\x03\x04');
/** The end of a whole zip file. */
const ZIP_END = Buffer.from('PK\x05\x06');

interface Line {
  line: number;
  cells: string[];
  /** Columns, from 0, whose long number has lost its last digits. */
  spoilt: number[];
}

/**
 * The filled rows of a table, .xlsx or .csv (UTF-8, or GBK as Chinese spreadsheets write it), each with what is wrong with its writing: nothing
 * is stored here, so a file that breaks off half-way changes nothing.
 * Throws SHEET_UNREADABLE, SHEET_WRONG (another table), SHEET_EMPTY or SHEET_TOO_LONG.
 */
export async function readSheet<K extends string>(form: SheetForm<K>, content: Buffer): Promise<SheetRow<K>[]> {
  if (content.length > form.mostBytes) throw badInput('SHEET_UNREADABLE', '表格太大，请用下载的表格填写');
  const isZip = content.subarray(0, ZIP.length).equals(ZIP);
  if (isZip && !content.includes(ZIP_END)) throw badInput('SHEET_UNREADABLE', '文件不完整，可能没有传完，请重新上传');
  const { lines, merged } = isZip ? await ofWorkbook(form, content) : { lines: await ofText(form, content), merged: [] };
  const titles = columnsOf(form).map(([, column]) => column.title);
  const [head, ...filled] = lines;
  const wrong = titles.findIndex((title, at) => head?.cells[at] !== title);
  if (!head || head.line !== 1 || wrong >= 0)
    throw badInput(
      'SHEET_WRONG',
      `这不是“${form.name}”的表格：第${Math.max(wrong, 0) + 1}列应是“${titles[Math.max(wrong, 0)]}”。请用下载的表格填写`,
    );
  if (!filled.length) throw badInput('SHEET_EMPTY', '表格里没有内容：请从第2行起，每行填一个');
  if (filled.length > form.most) throw badInput('SHEET_TOO_LONG', `一次最多${form.most}行，请分几份表格上传`);
  return sifted(form, filled, merged);
}

function sifted<K extends string>(form: SheetForm<K>, lines: readonly Line[], merged: readonly Merged[]): SheetRow<K>[] {
  const columns = columnsOf(form);
  const seen = new Map<string, number>();
  return lines.map(({ line, cells, spoilt }) => {
    const values = Object.fromEntries(columns.map(([key], at) => [key, cells[at] ?? ''])) as Record<K, string>;
    const inMerged = merged.find((one) => one.from <= line && line <= one.to && one.column <= columns.length);
    const faults = inMerged ? [`有合并的单元格（${inMerged.ref}），请取消合并、每行都填`] : [];
    columns.forEach(([key, column], at) => {
      if (spoilt.includes(at)) faults.push(`${column.title}变成了数字（${values[key]}），末几位已丢失：请把这一列设成文本格式，重新填写`);
      else if (column.required && !values[key] && !inMerged) faults.push(`没有填${column.title}`);
      else if (column.list && values[key] && !column.list.includes(values[key]))
        faults.push(`没有“${values[key].slice(0, 20)}”这个${column.title}，请从下拉列表里选`);
    });
    const one = (form.unique ?? []).map((key) => values[key].toUpperCase());
    if (one.length && one.every((value) => value)) {
      const before = seen.get(one.join('\n'));
      if (before) faults.push(`和第${before}行重复`);
      else seen.set(one.join('\n'), line);
    }
    return { line, values, faults };
  });
}

/**
 * The first sheet, one row more than may be at the most. Read as a stream: read whole, a file of a few KB that merges a million columns, or
 * names them, would fill the memory.
 */
async function ofWorkbook<K extends string>(form: SheetForm<K>, content: Buffer): Promise<{ lines: Line[]; merged: Merged[] }> {
  // Now and then (one whole file of 300) ExcelJS's reader comes to the sheet before it knows the book, and trips: it is given the file again.
  for (let tries = 0; tries < READS; tries++) {
    const found = await firstSheet(form, content);
    if (found) return found;
  }
  throw unreadable();
}

async function firstSheet<K extends string>(form: SheetForm<K>, content: Buffer): Promise<{ lines: Line[]; merged: Merged[] } | undefined> {
  const columns = columnsOf(form);
  const lines: Line[] = [];
  try {
    for await (const sheet of new ExcelJS.stream.xlsx.WorkbookReader(Readable.from([content]) as never, READING)) {
      for await (const row of sheet) {
        const cells = columns.map((_column, at) => row.getCell(at + 1));
        const texts = cells.map(textOf);
        const spoilt = columns.flatMap(([, column], at) => (column.digits && lostDigits(cells[at]!.value, texts[at]!) ? [at] : []));
        if (row.number < FIRST_LINE || texts.some((text) => text)) lines.push({ line: row.number, cells: texts, spoilt });
        if (lines.length > form.most + 1) break;
      }
      return { lines, merged: await mergedIn(content) };
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw unreadable();
  }
  return undefined;
}

async function ofText<K extends string>(form: SheetForm<K>, content: Buffer): Promise<Line[]> {
  const text = decoded(content);
  if (text === undefined) throw unreadable();
  const columns = columnsOf(form);
  const records = await new Promise<string[][]>((resolve, reject) => {
    const found: string[][] = [];
    parseString<string[], string[]>(text, { ignoreEmpty: false, maxRows: form.most + 2 })
      .on('data', (record: string[]) => found.push(record))
      .on('error', () => reject(unreadable()))
      .on('end', () => resolve(found));
  });
  return records.flatMap((record, at) => {
    // ="110101…" and '110101… are how people keep a spreadsheet from counting with it.
    const cells = record.map((cell) =>
      cell
        .trim()
        .replace(/^="(.*)"$/, '$1')
        .replace(/^'/, ''),
    );
    const spoilt = columns.flatMap(([, column], place) => (column.digits && AS_QUANTITY.test(cells[place] ?? '') ? [place] : []));
    return at === 0 || cells.some((cell) => cell) ? [{ line: at + 1, cells, spoilt }] : [];
  });
}

/** UTF-8 where it is that, else GBK; undefined for what is no text. */
function decoded(content: Buffer): string | undefined {
  if (content.includes(0)) return undefined;
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(content);
    } catch {
      // The next one.
    }
  }
  return undefined;
}

const lostDigits = (value: ExcelJS.CellValue, text: string): boolean =>
  (typeof value === 'number' && value >= EXACT) || AS_QUANTITY.test(text);
const textOf = (cell: ExcelJS.Cell): string => (cell.value instanceof Date ? cell.value.toISOString().slice(0, 10) : cell.text.trim());
const unreadable = () => badInput('SHEET_UNREADABLE', '这个文件打不开，请用下载的表格（.xlsx 或 .csv）填写后上传');
