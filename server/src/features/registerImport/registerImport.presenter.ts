import {
  REGISTER_ROW_STATES,
  type RegisterImport as View,
  type RegisterImportRow as RowView,
  type RegisterRowState,
} from '@jzt/shared/contract/registerImport';
import { maskIdNumber } from '@jzt/shared/domain/masking';
import { step } from '@jzt/shared/workflow/machine';
import { registerImport as machine } from '@jzt/shared/workflow/machines/registerImport';
import type { Caller } from '../../platform/http/tokens';
import type { Column } from './registerForm';
import type { RegisterImport, RegisterImportRow } from './registerImport.model';
import { can } from './registerImport.policy';

/** Day of its making and the tail of its id: short enough to say on the telephone. */
const batchNumberOf = ({ _id, createdAt }: Pick<RegisterImport, '_id' | 'createdAt'>): string =>
  `DR${new Date(createdAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')}-${_id.toHexString().slice(-6).toUpperCase()}`;

export function presentImport(one: RegisterImport, found: ReadonlyMap<RegisterRowState, number>, caller: Caller): View {
  const may = (event: 'confirm' | 'discard' | 'undo', act: 'REGISTER_CONFIRM' | 'REGISTER_IMPORT') =>
    step(machine, one.status, event, caller.role).ok && can(caller, act, one);
  const states = Object.keys(REGISTER_ROW_STATES) as RegisterRowState[];
  const counts = Object.fromEntries(states.map((state) => [state, found.get(state) ?? 0])) as View['counts'];
  return {
    id: one._id.toHexString(),
    batchNumber: batchNumberOf(one),
    status: one.status,
    statusZh: machine.states[one.status],
    madeBy: one.madeBy.name ?? '',
    madeAt: one.createdAt.toISOString(),
    total: one.total,
    counts,
    canConfirm: may('confirm', 'REGISTER_CONFIRM') && counts.WAITING > 0,
    canDiscard: may('discard', 'REGISTER_IMPORT'),
    canUndo: may('undo', 'REGISTER_CONFIRM') && counts.RECORDED > 0,
    version: one.version,
  };
}

export const presentRow = ({ line, state, said }: RegisterImportRow, values: Record<Column, string>): RowView => ({
  line,
  name: values.name,
  idNumberMasked: maskIdNumber(values.idNumber),
  number: values.number,
  kindZh: [values.kind, values.trade].filter(Boolean).join(' '),
  state,
  stateZh: REGISTER_ROW_STATES[state],
  said,
});
