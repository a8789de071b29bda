import type { Unexchanged } from '@jzt/shared/contract/exchange';
import ExcelJS from 'exceljs';

const HEADS = ['姓名', '身份证号', '岗位', '证书编号', '有效期至', '市县', '聘用企业', '办理情况', '今天提醒过'];
const WIDTHS = [12, 22, 18, 26, 14, 16, 30, 22, 12];

/** A table program takes what begins like this for a formula: names and numbers come from outside. */
const harmless = (text: string): string => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text);

/** 未换证人员名单 as a table (HN-23). */
export async function unexchangedSheet(rows: readonly Unexchanged[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('未换证人员');
  sheet.columns = WIDTHS.map((width) => ({ width, style: { numFmt: '@' } }));
  sheet.addRow(HEADS).font = { bold: true };
  for (const row of rows)
    sheet.addRow(
      [
        row.name,
        row.idNumberMasked,
        row.subject.labelZh,
        row.number,
        row.validTo ?? '',
        row.city,
        row.enterpriseName ?? '',
        row.hasAccount ? row.stageZh : '还没有注册账号',
        row.remindedToday ? '是' : '',
      ].map(harmless),
    );
  return Buffer.from(await book.xlsx.writeBuffer());
}
