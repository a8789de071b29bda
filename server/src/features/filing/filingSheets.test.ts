import { filingRoutes as routes } from '@jzt/shared/contract/filing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import type { Client } from '../../../testing/client';
import { filingDesks, inRegister } from '../../../testing/filings';
import { newIdNumber } from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';

let world: World;
let clerk: Client;

beforeAll(async () => {
  world = await startWorld();
  ({ clerk } = await filingDesks(world));
});
afterAll(() => world.stop());

async function filledIn(rows: readonly (readonly [string, string])[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await clerk.call(routes.sheet)).bytes as never);
  rows.forEach(([idNumber, post], at) => (book.worksheets[0]!.getRow(at + 2).values = [idNumber, post]));
  return Buffer.from(await book.xlsx.writeBuffer());
}

async function resultsOf(sheet: string): Promise<string[]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Buffer.from(sheet, 'base64') as never);
  const found: string[] = [];
  book.worksheets[0]!.eachRow((row, at) => at > 1 && row.getCell(1).text && found.push(row.getCell(3).text));
  return found;
}

describe('many people by a table', () => {
  it('JX-05 makes a draft of each row and writes beside the others what is wrong with them', async () => {
    const [good, noPost, unknown] = [await inRegister(world, { name: '熊国强' }), await inRegister(world), newIdNumber()];
    const file = await filledIn([
      [good.idNumber, '土建施工员'],
      [noPost.idNumber, ''],
      [unknown, '材料员'],
      ['990101198001010000', '材料员'],
      [good.idNumber, '标识员'],
    ]);
    const { added, failed, sheet } = await clerk.ok(routes.importSheet, { file });
    expect([added, failed]).toEqual([2, 3]);
    expect(await resultsOf(sheet)).toEqual([
      '熊国强：已添加，还缺身份证正面照片、身份证反面照片、承诺书照片、证书照片',
      expect.stringContaining('还缺岗位、'),
      expect.stringContaining('未查询到安全员证书信息'),
      expect.stringContaining('身份证号'),
      expect.stringContaining('没有“标识员”这个岗位'),
    ]);
    const { items } = await clerk.ok(routes.listOfEnterprise, { query: { status: 'DRAFT' } });
    expect(items.map((one) => one.postZh)).toEqual([undefined, '土建施工员']);
    // Sent again, it makes nothing twice.
    await clerk.ok(routes.importSheet, { file });
    expect((await clerk.ok(routes.listOfEnterprise, { query: { status: 'DRAFT' } })).items).toHaveLength(2);
  });

  it('answers also to a table that merges or names a million columns, which read whole would fill the memory', async () => {
    const person = await inRegister(world, { name: '罗大梁' });
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await filledIn([[person.idNumber, '材料员']])) as never);
    const zip = await JSZip.loadAsync(Buffer.from(await book.xlsx.writeBuffer()));
    const [all, sheet] = ['A1:XFD1048576', 'xl/worksheets/sheet1.xml'];
    const xml = await zip.file(sheet)!.async('string');
    zip.file(sheet, xml.replace('</sheetData>', `</sheetData><mergeCells count="1"><mergeCell ref="${all}"/></mergeCells>`));
    const names = '<definedNames><definedName name="all">安全员换证!$A$1:$XFD$1048576</definedName></definedNames>';
    zip.file('xl/workbook.xml', (await zip.file('xl/workbook.xml')!.async('string')).replace('</sheets>', `</sheets>${names}`));
    // Refused, or read without what is merged and named: an answer either way.
    const { status } = await clerk.call(routes.importSheet, { file: await zip.generateAsync({ type: 'nodebuffer' }) });
    expect([200, 400]).toContain(status);
  });

  it('refuses what is no table, an empty one and one of more than 200 people', async () => {
    const refused = async (file: Buffer) => (await clerk.refused(routes.importSheet, { file })).code;
    expect(await refused(Buffer.from([0, 1, 2]))).toBe('SHEET_UNREADABLE');
    expect(await refused(Buffer.from('no table'))).toBe('SHEET_WRONG');
    expect(await refused(await filledIn([]))).toBe('SHEET_EMPTY');
    expect(await refused(await filledIn(Array.from({ length: 201 }, () => [newIdNumber(), '材料员'] as const)))).toBe('SHEET_TOO_LONG');
  });
});
