import { Singleton } from '@midwayjs/core';
import type { HoursRowInput } from '@jzt/shared/contract/yearlyHours';
import { isLocalDate, type LocalDate } from '@jzt/shared/domain/calendar';
import { ceReportBatch as machine } from '@jzt/shared/workflow/machines/ceReportBatch';
import type { Caller } from '../../platform/http/tokens';
import { findWithin } from '../../platform/policy';
import { emptySheet, readSheet, resultSheet, type SheetForm, type SheetRow } from '../../platform/sheets/index';
import { HoursBatchModel, type HoursBatch } from './yearlyHours.model';
import { reports as policy } from './yearlyHours.policy';

type Column = 'holderName' | 'certificateNumber' | 'total' | 'professional' | 'mode' | 'assessedOn';

const MODES = { OFFLINE: '集中培训', ONLINE: '在线网络学习' } as const;
const HOURS = /^\d{1,4}(\.\d{1,2})?$/;
const FORM: SheetForm<Column> = {
  name: '上报学时',
  columns: {
    holderName: { title: '姓名', width: 12, required: true },
    certificateNumber: { title: '证书编号', width: 28, required: true, digits: true },
    total: { title: '总学时', width: 10, required: true },
    professional: { title: '其中专业岗位知识学时', width: 22, required: true },
    mode: { title: '学习方式', width: 16, required: true, list: Object.values(MODES) },
    assessedOn: { title: '考核合格日期', width: 16, required: true },
  },
  most: 200,
  mostBytes: 300 * 1024,
  unique: ['certificateNumber', 'assessedOn'],
};

/** Hours as a table: to fill in, to read before it is reported, and a batch with what became of it. Nothing is stored here. */
@Singleton()
export class HoursSheets {
  empty(): Promise<Buffer> {
    return emptySheet(FORM);
  }

  /** Throws what `readSheet` does; a row whose writing is wrong stands among the faults, by its line. */
  async read(content: Buffer): Promise<{ rows: HoursRowInput[]; faults: { line: number; message: string }[] }> {
    const read = (await readSheet(FORM, content)).map(asRow);
    return {
      rows: read.flatMap(({ row, faults }) => (faults.length ? [] : [row])),
      faults: read.flatMap(({ line, faults }) => (faults.length ? [{ line, message: faults.join('；') }] : [])),
    };
  }

  async ofReport(caller: Caller, id: string): Promise<Buffer> {
    const one = await findWithin<HoursBatch>(HoursBatchModel, policy.scope(caller), id, '没有找到这个批次');
    const said = one.reason ? `${machine.states[one.status]}：${one.reason}` : machine.states[one.status];
    const ok = one.status !== 'RETURNED';
    return resultSheet(
      FORM,
      one.rows.map(({ holderName, certificateNumber, total, professional, mode, assessedOn = '' }) => ({
        values: { holderName, certificateNumber, total, professional, mode: MODES[mode], assessedOn },
        ok,
        said,
      })),
    );
  }
}

function asRow({ line, values, faults }: SheetRow<Column>): { line: number; row: HoursRowInput; faults: string[] } {
  const wrong = [...faults];
  for (const key of ['total', 'professional'] as const)
    if (values[key] && !HOURS.test(values[key])) wrong.push(`${FORM.columns[key].title}“${values[key].slice(0, 10)}”不是学时，例如32或2.5`);
  const assessedOn = dayOf(values.assessedOn);
  if (values.assessedOn && !assessedOn) wrong.push(`考核合格日期“${values.assessedOn.slice(0, 20)}”不是日期，例如2026-11-30`);
  const { holderName, certificateNumber, total, professional } = values;
  const mode = values.mode === MODES.ONLINE ? ('ONLINE' as const) : ('OFFLINE' as const);
  return { line, row: { holderName, certificateNumber, total, professional, mode, ...(assessedOn && { assessedOn }) }, faults: wrong };
}

/** 2026-11-30, 2026/11/30 or 2026年11月30日. */
function dayOf(text: string): LocalDate | undefined {
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.trim()) ?? [];
  const date = year && `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
  return date && isLocalDate(date) ? date : undefined;
}
