import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import {
  REGISTER_ROW_STATES,
  registerImportRoutes as api,
  type RegisterImport,
  type RegisterRowState,
} from '@jzt/shared/contract/registerImport';
import { asApiError, type ApiError } from '@/api';
import {
  ActionError,
  BottomBar,
  Button,
  Card,
  ErrorNotice,
  Facts,
  ListRow,
  MoreRow,
  Notice,
  Page,
  Screen,
  Segments,
  StatusChip,
  useConfirm,
  type Tone,
} from '@/components';
import { openPdf } from '@/documents';
import { formatTime } from '@/format';
import { useAction, usePages, usePolling, useQuery } from '@/hooks';
import { usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { OFFICERS } from '../officers';

const CHANGES = ['registerImport', 'account'];
const TONES: Record<RegisterRowState, Tone> = {
  WAITING: 'still',
  RECORDED: 'ok',
  ALREADY: 'still',
  WRONG: 'bad',
  REFUSED: 'bad',
  UNDONE: 'still',
  KEPT: 'warn',
};
const POLL_MS = 2_000;
const STATES = Object.keys(REGISTER_ROW_STATES) as RegisterRowState[];

/** One batch of existing certificates: looked through, confirmed by the other officer, watched, taken back. */
export default function RegisterImportPage() {
  const { id = '' } = usePageParams(routes.authority.registerImport);
  const batch = useQuery(api.view, { params: { id } }, { enabled: !!id });
  const moving = batch.data?.status === 'RUNNING' || batch.data?.status === 'UNDOING';
  usePolling(moving, POLL_MS, batch.refetch);
  const confirm = useAction(api.confirm, { changes: CHANGES });
  const discard = useAction(api.discard, { changes: CHANGES });
  const undo = useAction(api.undo, { changes: CHANGES });
  const [dialog, ask] = useConfirm();
  const busy = confirm.busy || discard.busy || undo.busy;
  const act = async (action: typeof confirm | typeof discard | typeof undo, one: RegisterImport, question: Parameters<typeof ask>[0]) => {
    for (const each of [confirm, discard, undo]) each.reset();
    if (await ask(question)) await action.run({ params: { id: one.id }, body: { version: one.version } });
  };
  const one = batch.data;
  return (
    <Page
      acting
      access={OFFICERS}
      wide
      footer={
        one && (one.canConfirm || one.canDiscard || one.canUndo) ? (
          <BottomBar above={<ActionError error={confirm.error ?? discard.error ?? undo.error} />}>
            {one.canDiscard && (
              <Button
                kind="plain"
                busy={busy}
                onTap={() =>
                  void act(discard, one, { title: '放弃这个批次？', text: '表格里的内容会删除，可以改好再上传。', yes: '放弃批次' })
                }
              >
                放弃批次
              </Button>
            )}
            {one.canConfirm && (
              <Button
                busy={busy}
                onTap={() =>
                  void act(confirm, one, {
                    title: `登记${one.counts.WAITING}本证书？`,
                    text: '在后台逐行登记，持证人实名认证后在“我的证书”看到。登记后没有办过业务的，可以整批撤回。',
                    yes: '确认登记',
                  })
                }
              >
                {`确认登记${one.counts.WAITING}本`}
              </Button>
            )}
            {one.canUndo && (
              <Button
                kind="danger"
                busy={busy}
                onTap={() =>
                  void act(undo, one, {
                    title: `撤回${one.counts.RECORDED}本证书？`,
                    text: '登记后没有办过任何业务的证书会从登记中删除，并通知持证人；办过业务的保留。',
                    yes: '整批撤回',
                    danger: true,
                  })
                }
              >
                整批撤回
              </Button>
            )}
          </BottomBar>
        ) : undefined
      }
    >
      <Screen state={batch} skeleton="detail">
        {(shown) => (
          <>
            <Standing one={shown} />
            <Rows one={shown} />
          </>
        )}
      </Screen>
      {dialog}
    </Page>
  );
}

function Standing({ one }: { one: RegisterImport }) {
  const { counts, total } = one;
  const done = total - counts.WAITING - counts.WRONG;
  return (
    <>
      {one.status === 'PREVIEW' && !one.canConfirm && counts.WAITING > 0 && (
        <Notice tone="note">核对无误后，由签发员（不是上传的人）确认登记。还没有登记任何证书。</Notice>
      )}
      {one.status === 'RUNNING' && (
        <Notice tone="note" live title={`正在登记：${done} / ${total - counts.WRONG}`}>
          可以离开这一页，登记会接着进行。
        </Notice>
      )}
      {one.status === 'UNDOING' && (
        <Notice tone="note" live title={`正在撤回：还有${counts.RECORDED}本`}>
          可以离开这一页，撤回会接着进行。
        </Notice>
      )}
      <Card title={`批次${one.batchNumber}`} extra={<StatusChip status={one.status}>{one.statusZh}</StatusChip>}>
        <Facts
          rows={[
            { name: '上传', value: `${one.madeBy}，${formatTime(one.madeAt)}` },
            { name: '表格', value: `${total}行` },
            ...STATES.filter((state) => counts[state] > 0).map((state) => ({
              name: REGISTER_ROW_STATES[state],
              value: `${counts[state]}行`,
            })),
          ]}
        />
      </Card>
    </>
  );
}

/** Its rows, all or of one result; what has not come in goes back as a table. */
function Rows({ one }: { one: RegisterImport }) {
  const [state, setState] = useState<RegisterRowState | 'ALL'>('ALL');
  const rows = usePages(api.rows, { params: { id: one.id }, query: state === 'ALL' ? {} : { state } });
  const [problem, setProblem] = useState<ApiError>();
  useReachBottom(() => void rows.loadMore());
  const left = one.counts.WRONG + one.counts.REFUSED + one.counts.KEPT;
  const shown = STATES.filter((each) => one.counts[each] > 0);
  const download = async () => {
    setProblem(undefined);
    try {
      await openPdf(api.results, { params: { id: one.id } }, '没有登记的证书.xlsx');
    } catch (error) {
      setProblem(asApiError(error));
    }
  };
  return (
    <Card title="逐行结果">
      {left > 0 && process.env.TARO_ENV === 'h5' && (
        <Button kind="plain" onTap={() => void download()}>
          {`下载没有办成的${left}行`}
        </Button>
      )}
      <ErrorNotice error={problem} />
      {shown.length > 1 && (
        <Segments
          label="看哪一种结果"
          segments={[
            { value: 'ALL' as const, title: '全部' },
            ...shown.map((value) => ({ value, title: `${REGISTER_ROW_STATES[value]} ${one.counts[value]}` })),
          ]}
          value={state}
          onChange={setState}
        />
      )}
      <Screen state={rows} isEmpty={() => rows.items.length === 0} empty={{ title: '没有内容', hint: '放弃的批次不留表格内容。' }}>
        {() => (
          <>
            {rows.items.map((row) => (
              <ListRow
                key={row.line}
                title={`第${row.line}行 ${row.name} ${row.idNumberMasked}`}
                hint={row.said ?? `${row.kindZh} · ${row.number}`}
                value={<StatusChip tone={TONES[row.state]}>{row.stateZh}</StatusChip>}
              />
            ))}
            <MoreRow pages={rows} />
          </>
        )}
      </Screen>
    </Card>
  );
}
