import { View } from '@tarojs/components';
import { BottomBar, Button, ErrorNotice, MoreRow, Notice, Screen, Segments } from '@/components';
import { useHeldDecisions } from '../held-decisions';
import { LISTS, type List, type ReviewDesk } from '../case/use-review-desk';
import { QueueRow } from './queue-row';
import type { useBatch } from './use-batch';

const TITLES: Record<List, string> = { SUBMITTED: '待审核', INST_RETURNED: '已退回', AUTH_CHECK: '核查中', INST_REJECTED: '已驳回' };

/** Decisions of this phone that the server did not take, each with its reason and the way to the case. */
function Refused({ onOpen }: { onOpen: (caseId: string) => void }) {
  const { refused, dismiss } = useHeldDecisions();
  return (
    <>
      {refused.map((each) => (
        <Notice
          key={each.id}
          tone="warn"
          title={`没有办成：${each.label}`}
          action={
            <>
              <Button
                size="small"
                kind="plain"
                onTap={() => {
                  dismiss(each.id);
                  onOpen(each.caseId);
                }}
              >
                看现在的状态
              </Button>
              <Button size="small" kind="quiet" onTap={() => dismiss(each.id)}>
                知道了
              </Button>
            </>
          }
        >
          {each.why}
        </Notice>
      ))}
    </>
  );
}

/** 待审核, longest waiting first, and what came of the earlier ones; in tick mode every row has a tick. */
export function QueueList({
  desk,
  batch,
  list,
  onList,
  onOpen,
}: {
  desk: ReviewDesk;
  batch: ReturnType<typeof useBatch>;
  list: List;
  onList: (list: List) => void;
  onOpen: (id: string) => void;
}) {
  const segments = LISTS.map((value) => ({ value, title: TITLES[value] }));
  return (
    <>
      <Refused onOpen={onOpen} />
      <Segments label="报名的状态" segments={segments} value={list} onChange={onList} />
      <Screen
        state={desk.queue}
        isEmpty={() => desk.waiting.length === 0 && !desk.queue.hasMore}
        empty={
          list === 'SUBMITTED'
            ? { title: '没有等着审核的报名', hint: '新的报名到了会出现在这里，也会发消息告诉您。' }
            : { title: `没有“${TITLES[list]}”的报名` }
        }
      >
        {() => (
          <>
            {desk.waiting.map((item) => (
              <QueueRow
                key={item.id}
                item={item}
                selected={!batch.on && item.id === desk.current}
                tick={batch.on ? (batch.ticks.isTicked(item.id) ? 'on' : item.risks.length > 0 ? 'barred' : 'off') : undefined}
                onTap={() => (batch.on ? batch.ticks.toggle(item.id) : onOpen(item.id))}
              />
            ))}
            <MoreRow pages={desk.queue} />
          </>
        )}
      </Screen>
    </>
  );
}

/** Begins the batch, and passes what is ticked. */
export function BatchBar({ batch }: { batch: ReturnType<typeof useBatch> }) {
  const { ticks, leftOut, most } = batch;
  if (!batch.on)
    return (
      <BottomBar>
        <Button kind="plain" block onTap={batch.begin}>
          勾选，批量通过
        </Button>
      </BottomBar>
    );
  const words = [
    `已勾选${ticks.ticked.length}份`,
    leftOut > 0 && `有提示的${leftOut}份不参加，要单独看`,
    ticks.full && batch.able.length > most && `一次最多${most}份`,
  ]
    .filter(Boolean)
    .join('。');
  return (
    <BottomBar
      above={
        <>
          <ErrorNotice error={batch.error} />
          <View className="queue-ticks">{words}</View>
        </>
      }
    >
      <Button kind="plain" onTap={batch.end}>
        取消
      </Button>
      <Button kind="plain" onTap={ticks.toggleAll}>
        {ticks.all ? '全不选' : '全选'}
      </Button>
      <Button block busy={batch.busy} disabled={ticks.ticked.length === 0} onTap={() => void batch.send()}>
        {ticks.ticked.length === 0 ? '请先勾选' : `通过${ticks.ticked.length}份`}
      </Button>
    </BottomBar>
  );
}
