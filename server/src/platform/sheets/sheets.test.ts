import { describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import type { Refusal } from '../errors';
import { emptySheet, readSheet, resultSheet, type SheetForm } from './index';

const FORM: SheetForm<'name' | 'idNumber' | 'kind'> = {
  name: '名单',
  columns: {
    name: { title: '姓名', width: 12, required: true },
    idNumber: { title: '身份证号', width: 24, required: true, digits: true },
    kind: { title: '类别', width: 10, list: ['甲', '乙'] },
  },
  most: 3,
  mostBytes: 100 * 1024,
  unique: ['idNumber'],
};

const ONE = '110101198001010014';
const OTHER = '110101198001010022';

async function filled(rows: readonly (readonly unknown[])[], and: (sheet: ExcelJS.Worksheet) => void = () => undefined): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await emptySheet(FORM)) as never);
  rows.forEach((row, at) => (book.worksheets[0]!.getRow(at + 2).values = [...row] as ExcelJS.CellValue[]));
  and(book.worksheets[0]!);
  return Buffer.from(await book.xlsx.writeBuffer());
}
const faults = async (content: Buffer) => (await readSheet(FORM, content)).map(({ line, faults: found }) => [line, ...found]);
const code = async (content: Buffer) =>
  readSheet(FORM, content).then(
    () => 'READ',
    (error: Refusal) => error.code,
  );
const csv = (...lines: string[]) => Buffer.from(['姓名,身份证号,类别', ...lines].join('\r\n'));
/** 姓名,身份证号,类别 / 王强,…,甲 as a Chinese spreadsheet saves it. */
const GBK = Buffer.concat([
  Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xc9, 0xed, 0xb7, 0xdd, 0xd6, 0xa4, 0xba, 0xc5, 0x2c, 0xc0, 0xe0, 0xb1, 0xf0, 0x0d, 0x0a]),
  Buffer.from([0xcd, 0xf5, 0xc7, 0xbf, 0x2c]),
  Buffer.from(ONE),
  Buffer.from([0x2c, 0xbc, 0xd7, 0x0d, 0x0a]),
]);

describe('tables that people fill in', () => {
  it('reads the filled rows of its own template, whatever lies empty between them', async () => {
    const rows = await readSheet(FORM, await filled([['王强', ONE, '甲'], [], ['李梅', OTHER]]));
    expect(rows).toEqual([
      { line: 2, values: { name: '王强', idNumber: ONE, kind: '甲' }, faults: [] },
      { line: 4, values: { name: '李梅', idNumber: OTHER, kind: '' }, faults: [] },
    ]);
  });

  it('tells by row what is wrong: missing, not in the list, twice in the file, merged', async () => {
    expect(
      await faults(
        await filled([
          ['', ONE, '丙'],
          ['李梅', ONE, '甲'],
        ]),
      ),
    ).toEqual([
      [2, '没有填姓名', expect.stringContaining('没有“丙”这个类别')],
      [3, '和第2行重复'],
    ]);
    const merged = await filled(
      [
        ['王强', ONE, '甲'],
        ['', OTHER, '甲'],
      ],
      (sheet) => sheet.mergeCells('A2:A3'),
    );
    expect(await faults(merged)).toEqual([
      [2, expect.stringContaining('合并的单元格（A2:A3）')],
      [3, expect.stringContaining('合并的单元格（A2:A3）')],
    ]);
  });

  it('tells an ID number that a spreadsheet took for a quantity, in both kinds of file', async () => {
    expect(await faults(await filled([['王强', 110101198001010000, '甲']]))).toEqual([[2, expect.stringContaining('身份证号变成了数字')]]);
    expect(await faults(csv('王强,1.10101E+17,甲'))).toEqual([[2, expect.stringContaining('身份证号变成了数字（1.10101E+17）')]]);
    expect(await faults(csv(`王强,="${ONE}",甲`, `李梅,'${OTHER},乙`))).toEqual([[2], [3]]);
  });

  it('reads a csv in UTF-8, with a mark before it, and in GBK', async () => {
    const values = { name: '王强', idNumber: ONE, kind: '甲' };
    for (const content of [csv(`王强,${ONE},甲`), Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), csv(`王强,${ONE},甲`)]), GBK])
      expect(await readSheet(FORM, content)).toEqual([{ line: 2, values, faults: [] }]);
  });

  it('refuses another table, an empty one, one too long, one that broke off half-way, and what is no table', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('别的').addRow(['编号', '姓名']);
    expect(await code(Buffer.from(await book.xlsx.writeBuffer()))).toBe('SHEET_WRONG');
    expect(await code(Buffer.from('编号,姓名\r\n1,王强'))).toBe('SHEET_WRONG');
    expect(await code(await filled([]))).toBe('SHEET_EMPTY');
    expect(await code(await filled(Array.from({ length: 3 }, (_none, at) => ['王强', `${ONE}${at}`, '甲'])))).toBe('READ');
    expect(await code(await filled(Array.from({ length: 4 }, (_none, at) => ['王强', `${ONE}${at}`, '甲'])))).toBe('SHEET_TOO_LONG');
    const whole = await filled([['王强', ONE, '甲']]);
    for (const part of [0.3, 0.6, 0.9, 0.99]) expect(await code(whole.subarray(0, whole.length * part))).toBe('SHEET_UNREADABLE');
    expect(await code(Buffer.from([0, 1, 2]))).toBe('SHEET_UNREADABLE');
    expect(await code(Buffer.alloc(200 * 1024, 'a'))).toBe('SHEET_UNREADABLE');
  });

  it('survives a workbook that unpacks to very much', async () => {
    const zip = await JSZip.loadAsync(await filled([['王强', ONE, '甲']]));
    const xml = await zip.file('xl/worksheets/sheet1.xml')!.async('string');
    zip.file('xl/worksheets/sheet1.xml', xml.replace('</sheetData>', `</sheetData>${' '.repeat(40 * 1024 * 1024)}`));
    expect(['READ', 'SHEET_UNREADABLE']).toContain(await code(await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' })));
  });

  it('gives the rows back with what became of them', async () => {
    const [row] = await readSheet(FORM, await filled([['王强', ONE, '甲']]));
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await resultSheet(FORM, [{ values: row!.values, ok: false, said: '查不到' }])) as never);
    expect(book.worksheets[0]!.getRow(2).values).toEqual([undefined, '王强', ONE, '甲', '查不到']);
  });
});
