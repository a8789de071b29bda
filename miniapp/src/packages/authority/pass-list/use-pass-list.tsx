import { useState } from 'react';
import { passListRoutes as api, type PassListBatch } from '@jzt/shared/contract/passList';
import { useConfirm } from '@/components';
import { useAction, usePolling, useQuery } from '@/hooks';
import { WAITING } from './next';

const LOOK_EVERY_MS = 2_000;
const CHANGES = { changes: ['passList', 'account'] };
type Row = PassListBatch['rows'][number];

const namesOf = (batch: PassListBatch): string => {
  const names = batch.rows
    .slice(0, 3)
    .map((row) => row.name)
    .join('、');
  return batch.rows.length > 3 ? `${names}等${batch.rows.length}人` : names;
};

/** A pass list and the acts on it; each answer takes the place of what is shown, a refusal has it asked again. */
export function usePassList(id: string) {
  const query = useQuery(api.view, { params: { id } });
  const check = useAction(api.check, CHANGES);
  const remove = useAction(api.removeRow, CHANGES);
  const approve = useAction(api.approve, CHANGES);
  const reject = useAction(api.reject, CHANGES);
  const sign = useAction(api.sign, CHANGES);
  const [sheet, setSheet] = useState<{ row?: Row }>();
  const [dialog, ask] = useConfirm();
  const { data } = query;
  const waiting = data?.status === 'DRAFT' && data.rows.some((row) => row.errors.some((error) => error.code === WAITING));
  usePolling(data?.status === 'SIGNING' || waiting, LOOK_EVERY_MS, query.refetch);

  const fresh = () => [check, remove, approve, reject, sign].forEach((each) => each.reset());
  const settle = (answer: PassListBatch | undefined) => {
    if (!answer) return void query.refetch();
    query.put(answer);
    setSheet(undefined);
  };
  const versioned = ({ version }: PassListBatch) => ({ params: { id }, body: { version } });
  return {
    query,
    check,
    approve,
    sign,
    dialog,
    sheet,
    /** Of what is done without a sheet. */
    error: check.error ?? approve.error ?? sign.error,
    sheetAct: sheet?.row ? remove : reject,
    /** Asks for the reason: of one row that goes out, or of the whole list that is refused. */
    openSheet: (row?: Row) => {
      fresh();
      setSheet({ row });
    },
    closeSheet: () => setSheet(undefined),
    sendCheck: async (batch: PassListBatch) => {
      fresh();
      settle(await check.run(versioned(batch)));
    },
    sendApprove: async (batch: PassListBatch) => {
      fresh();
      if (
        !(await ask({
          title: '批准这份名单？',
          text: `${batch.examPlanName}，${namesOf(batch)}。您是第二位核对的人，批准后可以签发。`,
          yes: '批准名单',
        }))
      )
        return;
      settle(await approve.run(versioned(batch)));
    },
    sendSign: async (batch: PassListBatch) => {
      fresh();
      const text = `${namesOf(batch)}。签发后证书立即生效，并上报全国平台，不能撤回。`;
      if (
        !(await ask({
          title: `签发${batch.rows.length}份电子证书？`,
          text,
          yes: `签发${batch.rows.length}份`,
          no: '再核对一遍',
          danger: true,
        }))
      )
        return;
      settle(await sign.run(versioned(batch)));
    },
    sendReason: async (batch: PassListBatch, reason: string) => {
      const { version } = batch;
      settle(
        sheet?.row
          ? await remove.run({ params: { id }, body: { version, source: sheet.row.source, reason } })
          : await reject.run({ params: { id }, body: { version, reason } }),
      );
    },
  };
}
