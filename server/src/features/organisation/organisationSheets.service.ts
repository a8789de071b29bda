import { Inject, Singleton } from '@midwayjs/core';
import type { OrganisationPreview } from '@jzt/shared/contract/administration';
import { parseCreditCode } from '@jzt/shared/domain/creditCode';
import { ORGANISATION_LABELS, type OrganisationKind } from '@jzt/shared/domain/organisations';
import { trusted } from '../../platform/database';
import { badInput, forbidden, isDuplicateKey } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { emptySheet, readSheet, type SheetForm, type SheetRow } from '../../platform/sheets/index';
import { Administration, type Entered } from './administration.service';
import { OrganisationModel, type OrganisationRecord } from './organisation.model';

type Column = 'kind' | 'name' | 'creditCode' | 'city' | 'address' | 'phone';
const KINDS = (['INSTITUTION', 'ENTERPRISE', 'BASE', 'CE_PLATFORM'] as const).map((kind) => [kind, ORGANISATION_LABELS[kind]] as const);
const FORM: SheetForm<Column> = {
  name: '单位登记',
  columns: {
    kind: { title: '类型', width: 18, required: true, list: KINDS.map(([, label]) => label) },
    name: { title: '单位全称', width: 36, required: true },
    creditCode: { title: '统一社会信用代码', width: 24, required: true, digits: true },
    city: { title: '城市', width: 16, required: true },
    address: { title: '地址', width: 40, required: true },
    phone: { title: '联系电话', width: 18, digits: true },
  },
  most: 1000,
  mostBytes: 600 * 1024,
  unique: ['kind', 'creditCode'],
};
const LONGEST: Partial<Record<Column, number>> = { name: 60, city: 20, address: 100 };

interface Examined {
  line: number;
  entered: Entered & { creditCode: string };
  state: 'NEW' | 'ALREADY' | 'WRONG';
  faults: string[];
}

/** Many organisations by one table: all of it or nothing, and what is registered already is left as it is. */
@Singleton()
export class OrganisationSheets {
  @Inject() private readonly administration: Administration;

  empty(): Promise<Buffer> {
    return emptySheet(FORM);
  }

  /** Stores nothing. Throws what `readSheet` does. */
  async preview(content: Buffer): Promise<OrganisationPreview> {
    const examined = await this.examine(content);
    const count = (state: Examined['state']) => examined.filter((one) => one.state === state).length;
    return {
      rows: examined.map(({ line, entered, state, faults }) => ({
        line,
        name: entered.name,
        creditCode: entered.creditCode,
        kindZh: ORGANISATION_LABELS[entered.kind],
        state,
        faults,
      })),
      fresh: count('NEW'),
      already: count('ALREADY'),
      wrong: count('WRONG'),
    };
  }

  /** Throws what `preview` does, or ROWS_WRONG, and then nothing is stored. Broken off, the same table sent again goes on. */
  async take(caller: Caller, content: Buffer): Promise<{ registered: number; already: number }> {
    const { jurisdiction } = caller;
    if (!jurisdiction) throw forbidden('ROLE_NOT_ALLOWED', '您当前的身份不能登记单位');
    const examined = await this.examine(content);
    const wrong = examined.filter((one) => one.state === 'WRONG');
    if (wrong[0])
      throw badInput('ROWS_WRONG', `有${wrong.length}行不对，整份都没有导入。第${wrong[0].line}行：${wrong[0].faults[0]}。改好后重新上传`);
    let registered = 0;
    for (const { entered, state } of examined) {
      if (state !== 'NEW') continue;
      try {
        await this.administration.enter(caller, jurisdiction, entered);
        registered++;
      } catch (error) {
        // Somebody entered it a moment ago.
        if (!isDuplicateKey(error)) throw error;
      }
    }
    return { registered, already: examined.length - registered };
  }

  private async examine(content: Buffer): Promise<Examined[]> {
    const rows = (await readSheet(FORM, content)).map(examined);
    const codes = rows.map(({ entered }) => entered.creditCode);
    const known = await OrganisationModel.find({ creditCode: trusted({ $in: codes }) }, { kind: 1, creditCode: 1 }).lean<
      OrganisationRecord[]
    >();
    const there = new Set(known.map((one) => `${one.kind}${one.creditCode}`));
    return rows.map((row) =>
      row.state === 'NEW' && there.has(`${row.entered.kind}${row.entered.creditCode}`) ? { ...row, state: 'ALREADY' } : row,
    );
  }
}

function examined({ line, values, faults: found }: SheetRow<Column>): Examined {
  const kind = (KINDS.find(([, label]) => label === values.kind)?.[0] ?? 'INSTITUTION') as OrganisationKind;
  const creditCode = parseCreditCode(values.creditCode);
  const faults = [...found];
  if (values.creditCode && !creditCode) faults.push(`统一社会信用代码有误（${values.creditCode.slice(0, 20)}），请对照营业执照逐位核对`);
  for (const [column, most] of Object.entries(LONGEST) as [Column, number][])
    if (values[column].length > most) faults.push(`${FORM.columns[column].title}最多${most}个字`);
  if (values.phone && !/^[\d-]{7,20}$/.test(values.phone)) faults.push('联系电话只能是数字和“-”');
  const { name, city, address, phone } = values;
  const entered = { kind, name, city, address, ...(phone && { phone }), creditCode: creditCode ?? values.creditCode };
  return { line, entered, faults, state: faults.length ? 'WRONG' : 'NEW' };
}
