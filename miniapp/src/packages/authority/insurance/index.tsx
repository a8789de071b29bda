import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { reviewRoutes as api } from '@jzt/shared/contract/review';
import { MoreRow, Notice, Page, Screen, Segments, Split } from '@/components';
import { usePages, usePolling, useWide } from '@/hooks';
import { CaseBody } from '../case/case-body';
import { ReviewRow } from '../components/review-row';
import { OFFICERS } from '../officers';

const LOOK_EVERY_MS = 10_000;
type Part = 'ALL' | 'AUTH_CHECK' | 'AUTH_CHECK_PENDING' | 'AUTH_REJECTED';
const PARTS: { value: Part; title: string }[] = [
  { value: 'ALL', title: '全部' },
  { value: 'AUTH_CHECK_PENDING', title: '待重试' },
  { value: 'AUTH_CHECK', title: '核查中' },
  { value: 'AUTH_REJECTED', title: '未通过' },
];

/** 社保核查 (QH-12): the bureau is asked by itself; what it could not answer waits here, longest first. */
export default function InsurancePage() {
  const wide = useWide();
  const [part, setPart] = useState<Part>('ALL');
  const queue = usePages(api.insuranceQueue, { query: part === 'ALL' ? {} : { status: part } });
  const [chosen, setChosen] = useState<string>();
  const current = chosen ?? queue.items[0]?.id;
  useReachBottom(() => void queue.loadMore());
  // Answers come by themselves; a list that was read further down is left in peace.
  usePolling(part !== 'AUTH_REJECTED' && queue.state === 'ready' && queue.items.length > 0 && !queue.hasMore, LOOK_EVERY_MS, queue.refetch);

  const list = (
    <>
      <Segments<Part>
        label="核查的状态"
        segments={PARTS}
        value={part}
        onChange={(next) => {
          setPart(next);
          setChosen(undefined);
        }}
      />
      {part === 'ALL' && queue.items.some((item) => item.status === 'AUTH_CHECK_PENDING') && (
        <Notice tone="warn" title="社保系统有时连不上">
          系统会自动重试，不用守着。急的可以打开一份，人工核实后给出结论。
        </Notice>
      )}
      <Screen
        state={queue}
        isEmpty={() => queue.items.length === 0}
        empty={
          part === 'AUTH_REJECTED'
            ? { title: '没有未通过的' }
            : { title: '没有等着核查的报名', hint: '培训机构审核通过后，系统会自动向社保系统核查。' }
        }
      >
        {() => (
          <>
            {queue.items.map((item) => (
              <ReviewRow key={item.id} item={item} selected={wide && item.id === current} onChoose={wide ? setChosen : undefined} />
            ))}
            <MoreRow pages={queue} />
          </>
        )}
      </Screen>
    </>
  );
  return (
    <Page access={OFFICERS} wide>
      <Split list={list} detail={current && <CaseBody key={current} id={current} />} choose="请从左边选一份报名" />
    </Page>
  );
}
