import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { examRoutes } from '@jzt/shared/contract/exam';
import { onsiteRoutes as api } from '@jzt/shared/contract/onsite';
import { mayDo } from '@jzt/shared/domain/acts';
import { BottomBar, Button, MoreRow, Notice, Page, Screen, Segments, Split, StateBlock } from '@/components';
import { usePages, useQuery, useSession, useWide } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { CaseBody } from '../case/case-body';
import { ReviewRow } from '../components/review-row';
import { OFFICERS } from '../officers';

type Part = 'TRAINED' | 'ALL';

/** 现场报名 (QH-07): who was signed up at the counter, first those who wait for the authority to plan their exam. */
export default function OnsitePage() {
  const wide = useWide();
  const role = useSession()?.role ?? 'WORKER';
  const acts = mayDo('ACCEPT_ONSITE', role);
  const [part, setPart] = useState<Part>('TRAINED');
  const people = usePages(api.list, { query: part === 'ALL' ? {} : { status: part } });
  const free = useQuery(examRoutes.eligibleForAuthority, {});
  const [chosen, setChosen] = useState<string>();
  const current = people.items.find((one) => one.id === chosen)?.id ?? people.items[0]?.id;
  useReachBottom(() => void people.loadMore());
  const waiting = free.data?.items.length ?? 0;
  if (people.data && !(people.data as unknown as { offered: boolean }).offered)
    return (
      <Page access={OFFICERS}>
        <StateBlock
          kind="empty"
          title="本省没有现场报名"
          hint="本省的文件没有企业自主培训的现场报名。企业的人员由本人在小程序里选培训机构报名。"
        />
      </Page>
    );
  const bar = acts && (
    <BottomBar>
      {waiting > 0 && (
        <Button kind="plain" onTap={() => void open(routes.authority.planForm)}>
          安排考试
        </Button>
      )}
      <Button onTap={() => void open(routes.authority.onsiteNew)}>现场报名</Button>
    </BottomBar>
  );
  const list = (
    <>
      {waiting > 0 && (
        <Notice tone="warn" title={`${waiting}人等着安排考试`}>
          新建考试计划，由另一位审核人员批准，再安排到一家培训机构的机房。
        </Notice>
      )}
      <Segments<Part>
        label="现场报名"
        segments={[
          { value: 'TRAINED', title: '等着考试' },
          { value: 'ALL', title: '全部' },
        ]}
        value={part}
        onChange={(next) => {
          setPart(next);
          setChosen(undefined);
        }}
      />
      <Screen
        state={people}
        isEmpty={() => people.items.length === 0}
        empty={
          part === 'TRAINED'
            ? { title: '没有等着考试的人', hint: '企业自主培训的人带材料来现场，审核通过后会出现在这里。' }
            : { title: '还没有人现场报名' }
        }
      >
        {() => (
          <>
            {people.items.map((item) => (
              <ReviewRow key={item.id} item={item} selected={wide && item.id === current} onChoose={wide ? setChosen : undefined} />
            ))}
            <MoreRow pages={people} />
          </>
        )}
      </Screen>
    </>
  );
  return (
    <Page access={OFFICERS} wide footer={wide ? undefined : bar || undefined}>
      <Split
        list={
          <>
            {list}
            {wide && bar}
          </>
        }
        detail={current && <CaseBody key={current} id={current} />}
        choose="请从左边选一份报名"
      />
    </Page>
  );
}
