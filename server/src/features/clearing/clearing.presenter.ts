import type { Clearing as View, ClearingRow } from '@jzt/shared/contract/clearing';
import { maskName } from '@jzt/shared/domain/masking';
import { clearing as machine } from '@jzt/shared/workflow/machines/clearing';
import { step } from '@jzt/shared/workflow/machine';
import type { Caller } from '../../platform/http/tokens';
import { presentSubject } from '../../platform/subject';
import type { Certificate } from '../certificate/certificate.model';
import type { ClearedRow, Clearing } from './clearing.model';
import { can } from './clearing.policy';

const STATES: Record<ClearedRow['state'], string> = {
  WAITING: '待清理',
  DONE: '已取消激活',
  SPARED: '没有清理',
  BACK: '本人已完成实名，已恢复',
};
const MISSING: Record<ClearedRow['missing'], string> = { CHECK: '没有完成实名认证', LEDGER: '已认证，还没有入库' };

/** Day of its making and the tail of its id: short enough to say on the telephone. */
export const batchNumberOf = ({ _id, createdAt }: Pick<Clearing, '_id' | 'createdAt'>): string =>
  `QL${new Date(createdAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')}-${_id.toHexString().slice(-6).toUpperCase()}`;

export function presentClearing(one: Clearing, caller: Caller): View {
  const inState = (state: ClearedRow['state']) => one.rows.filter((row) => row.state === state).length;
  return {
    id: one._id.toHexString(),
    batchNumber: batchNumberOf(one),
    status: one.status,
    statusZh: machine.states[one.status],
    madeBy: one.madeBy.name ?? '',
    madeAt: one.createdAt.toISOString(),
    count: one.rows.length,
    done: inState('DONE') + inState('BACK'),
    spared: inState('SPARED'),
    back: inState('BACK'),
    canConfirm: step(machine, one.status, 'confirm', caller.role).ok && can(caller, 'CLEAR_CERTIFICATES', one),
    version: one.version,
  };
}

export const presentRows = (
  { rows }: Pick<Clearing, 'rows'>,
  certificates: Map<string, Certificate>,
  nameOf: (one: Certificate) => string,
): ClearingRow[] =>
  rows.flatMap(({ certificateId, state, missing, note }) => {
    const one = certificates.get(certificateId);
    return one
      ? [
          {
            certificateId,
            number: one.number,
            holderName: maskName(nameOf(one)),
            subject: presentSubject(one.subject),
            missingZh: MISSING[missing],
            state,
            stateZh: STATES[state],
            note,
          },
        ]
      : [];
  });
