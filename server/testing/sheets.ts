import ExcelJS from 'exceljs';

/** A table for people to fill in, filled in: rows below its head, a cell after the other. */
export async function filledIn(template: Buffer, rows: readonly (readonly unknown[])[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(template as never);
  rows.forEach((row, at) => (book.worksheets[0]!.getRow(at + 2).values = [...row] as never));
  return Buffer.from(await book.xlsx.writeBuffer());
}
