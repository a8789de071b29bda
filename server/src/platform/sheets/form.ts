import ExcelJS from 'exceljs';

/** One column of a table that people fill in. */
export interface SheetColumn {
  /** As its head says, and as a row's fault names it. */
  title: string;
  /** In characters. */
  width: number;
  required?: true;
  /** Long numbers that a spreadsheet must not take for a quantity: 18 digits become 1.1E+17 and lose their last three. */
  digits?: true;
  /** Values to choose from. */
  list?: readonly string[];
}

/** A table to be filled in and taken back: its name is that of the sheet, `K` its columns in their order. */
export interface SheetForm<K extends string> {
  name: string;
  columns: Record<K, SheetColumn>;
  /** People or things in one table. */
  most: number;
  /** The file's bytes. */
  mostBytes: number;
  /** Columns whose values together may stand in one row only. */
  unique?: readonly K[];
}

/** One filled row: its line in the table, what stands in it, and what is wrong with the writing itself. */
export interface SheetRow<K extends string> {
  line: number;
  values: Record<K, string>;
  faults: string[];
}

export const FIRST_LINE = 2;
const RESULT = { title: '结果', width: 60 };
const COLOURS = { ok: 'FF1B6638', bad: 'FFA5251B' };

export const columnsOf = <K extends string>(form: SheetForm<K>): [K, SheetColumn][] =>
  Object.entries<SheetColumn>(form.columns) as [K, SheetColumn][];

/** The table to be filled in. */
export async function emptySheet<K extends string>(form: SheetForm<K>): Promise<Buffer> {
  const { book, sheet } = table(form);
  columnsOf(form).forEach(([, column], at) => {
    // A column whole: a table of thousands of rows has no cell of its own for each.
    const { letter } = sheet.getColumn(at + 1);
    if (column.digits) sheet.getColumn(at + 1).numFmt = '@';
    if (column.list)
      validations(sheet).add(`${letter}${FIRST_LINE}:${letter}${FIRST_LINE + form.most - 1}`, {
        type: 'list',
        allowBlank: true,
        formulae: [`"${column.list.join(',')}"`],
      });
  });
  return bytesOf(book);
}

/** The same table with what became of each row, to be corrected and sent again. */
export async function resultSheet<K extends string>(
  form: SheetForm<K>,
  rows: readonly (Pick<SheetRow<K>, 'values'> & { ok: boolean; said: string })[],
): Promise<Buffer> {
  const { book, sheet } = table(form);
  const keys = columnsOf(form).map(([key]) => key);
  for (const { values, ok, said } of rows) {
    const row = sheet.addRow([...keys.map((key) => values[key]), said]);
    row.getCell(keys.length + 1).font = { color: { argb: ok ? COLOURS.ok : COLOURS.bad } };
  }
  return bytesOf(book);
}

function table<K extends string>(form: SheetForm<K>) {
  const columns = [...columnsOf(form).map(([, column]) => column), RESULT];
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(form.name);
  sheet.addRow(columns.map((column) => column.title)).font = { bold: true };
  sheet.columns = columns.map(({ width }) => ({ width }));
  return { book, sheet };
}

/** exceljs has it and does not declare it. */
const validations = (sheet: ExcelJS.Worksheet) =>
  (sheet as unknown as { dataValidations: { add(range: string, rule: ExcelJS.DataValidation): void } }).dataValidations;

const bytesOf = async (book: ExcelJS.Workbook): Promise<Buffer> => Buffer.from(await book.xlsx.writeBuffer());
