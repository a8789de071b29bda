import { Readable } from 'node:stream';
import { Inject, Singleton } from '@midwayjs/core';
import { SITE_POSTS } from '@jzt/shared/domain/posts';
import ExcelJS from 'exceljs';
import { badInput, Refusal } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import type { Post } from './filing.model';
import { Filings } from './filings.service';

const [NUMBER, POST, RESULT] = [1, 2, 3];
const HEADS = ['身份证号', '岗位', '结果'];
const FIRST_ROW = 2;
const MOST = 200;
/** A table of 200 people has some 20 KB. */
const MOST_BYTES = 100 * 1024;
const READING = { worksheets: 'emit', sharedStrings: 'cache', hyperlinks: 'ignore', styles: 'ignore', entries: 'ignore' } as const;
const POSTS = Object.entries(SITE_POSTS) as [Post, string][];

/** 批量添加 by a table: one person a row, each row apart; what is wrong stands beside its row. */
@Singleton()
export class FilingSheets {
  @Inject() private readonly filings: Filings;

  /** The table to be filled in. */
  async empty(): Promise<Buffer> {
    const { book, sheet } = table();
    const list = `"${POSTS.map(([, title]) => title).join(',')}"`;
    for (let row = FIRST_ROW; row < FIRST_ROW + MOST; row++) {
      // As text: a number of 18 digits would lose its last three.
      sheet.getCell(row, NUMBER).numFmt = '@';
      sheet.getCell(row, POST).dataValidation = { type: 'list', allowBlank: true, formulae: [list] };
    }
    return bytesOf(book);
  }

  /** Makes a draft of each row, and gives the table back with what became of it. Throws SHEET_UNREADABLE, SHEET_EMPTY or SHEET_TOO_LONG. */
  async take(caller: Caller, content: Buffer): Promise<{ added: number; failed: number; sheet: string }> {
    const rows = await rowsOf(content);
    if (!rows.length) throw badInput('SHEET_EMPTY', '表格里没有人：请从第2行起，每行填一个人的身份证号和岗位');
    if (rows.length > MOST) throw badInput('SHEET_TOO_LONG', `一次最多${MOST}人，请分几份表格上传`);
    const { book, sheet } = table();
    let added = 0;
    for (const { idNumber, post } of rows) {
      const result = await this.one(caller, idNumber, post);
      if (result.ok) added++;
      sheet.addRow([idNumber, post, result.said]).getCell(RESULT).font = { color: { argb: result.ok ? 'FF1B6638' : 'FFA5251B' } };
    }
    return { added, failed: rows.length - added, sheet: (await bytesOf(book)).toString('base64') };
  }

  private async one(caller: Caller, idNumber: string, postZh: string): Promise<{ ok: boolean; said: string }> {
    try {
      const post = POSTS.find(([, title]) => title === postZh)?.[0];
      if (postZh && !post) return { ok: false, said: `没有“${postZh.slice(0, 20)}”这个岗位，请从下拉列表里选` };
      const draft = await this.filings.add(caller, { idNumber: idNumber.toUpperCase().slice(0, 18), channel: 'H5' });
      const filing = post ? await this.filings.choosePost(caller, draft.id, post) : draft;
      const objection = filing.objections[0];
      if (objection) return { ok: false, said: `${filing.name}：已添加，但${objection.message}` };
      return { ok: true, said: `${filing.name}：已添加，还缺${filing.missing.join('、')}` };
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, said: error.message };
      throw error;
    }
  }
}

function table() {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('安全员换证');
  sheet.addRow(HEADS).font = { bold: true };
  sheet.columns = [{ width: 24 }, { width: 20 }, { width: 60 }];
  return { book, sheet };
}

/**
 * The filled rows of the first sheet, one more than may be at the most. Read as a stream: read whole, a file of a few KB that merges a million columns,
 * or names them, would fill the memory.
 */
async function rowsOf(content: Buffer): Promise<{ idNumber: string; post: string }[]> {
  if (content.length > MOST_BYTES) throw badInput('SHEET_UNREADABLE', '表格太大，请用下载的表格填写');
  const rows: { idNumber: string; post: string }[] = [];
  let sheets = 0;
  try {
    for await (const sheet of new ExcelJS.stream.xlsx.WorkbookReader(Readable.from([content]) as never, READING)) {
      sheets += 1;
      for await (const row of sheet) {
        const [idNumber, post] = [textOf(row.getCell(NUMBER)), textOf(row.getCell(POST))];
        if (row.number >= FIRST_ROW && (idNumber || post)) rows.push({ idNumber, post });
        if (rows.length > MOST) return rows;
      }
      break;
    }
  } catch {
    throw unreadable();
  }
  if (!sheets) throw unreadable();
  return rows;
}

const bytesOf = async (book: ExcelJS.Workbook): Promise<Buffer> => Buffer.from(await book.xlsx.writeBuffer());
const textOf = (cell: ExcelJS.Cell): string => cell.text.trim();
const unreadable = () => badInput('SHEET_UNREADABLE', '这个文件打不开，请用下载的表格（.xlsx）填写后上传');
