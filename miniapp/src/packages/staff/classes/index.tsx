import { useState } from 'react';
import { posterRoutes } from '@jzt/shared/contract/poster';
import { reviewRoutes } from '@jzt/shared/contract/review';
import { trainingRoutes as api, type TrainingClass } from '@jzt/shared/contract/training';
import { BottomBar, Button, Card, Facts, MoreRow, Notice, Page, Screen, Split, StatusChip } from '@/components';
import { PosterButton } from '@/components/poster-button';
import { formatDays } from '@/format';
import { usePages, useWide } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { ClassBody } from '../class/class-body';
import { phaseOf } from '../class/phase';
import './index.scss';

function ClassCard({ item, selected, onTap }: { item: TrainingClass; selected: boolean; onTap: () => void }) {
  const phase = phaseOf(item);
  return (
    <Card
      title={item.name}
      className={selected ? 'classes-here' : ''}
      extra={<StatusChip tone={phase.tone}>{phase.words}</StatusChip>}
      label={`${item.name}，${phase.words}，已有${item.seatsTaken}人`}
      onTap={onTap}
    >
      <Facts
        rows={[
          { name: '课程', value: item.courseTitle },
          { name: '日期', value: formatDays(item.startsOn, item.endsOn) },
          { name: '人数', value: `${item.seatsTaken}人，共${item.seats}个名额` },
        ]}
      />
    </Card>
  );
}

/** 班次与学员 (QH-13): the classes, and how many people wait for one. */
export default function ClassesPage() {
  const wide = useWide();
  const classes = usePages(api.listClasses, { query: {} });
  const waiting = usePages(reviewRoutes.queue, { query: { status: 'AUTH_PASSED', limit: 100 } });
  const [chosen, setChosen] = useState<string>();
  const current = chosen ?? classes.items[0]?.id;
  const bar = (
    <BottomBar>
      <Button block onTap={() => void open(routes.staff.newClass)}>
        开设班次
      </Button>
    </BottomBar>
  );
  const list = (
    <>
      {waiting.items.length > 0 && (
        <Notice tone="warn" title={`${waiting.items.length}${waiting.hasMore ? '人以上' : '人'}核查已通过，等着编班`}>
          点开一个班次，把他们编进去，就可以开始学习。
        </Notice>
      )}
      <Card title="招生海报">
        <PosterButton route={posterRoutes.institution} name="培训机构" />
      </Card>
      <Screen
        state={classes}
        isEmpty={() => classes.items.length === 0}
        empty={{ title: '还没有班次', hint: '核查通过的人要编入班次才能开始学习。先开设一个班次。' }}
      >
        {() => (
          <>
            {classes.items.map((item) => (
              <ClassCard
                key={item.id}
                item={item}
                selected={wide && item.id === current}
                onTap={() => (wide ? setChosen(item.id) : void open(routes.staff.class, { id: item.id }))}
              />
            ))}
            <MoreRow pages={classes} />
          </>
        )}
      </Screen>
    </>
  );
  return (
    <Page access={['INSTITUTION_STAFF']} wide footer={wide ? undefined : bar}>
      <Split
        list={
          <>
            {list}
            {wide && bar}
          </>
        }
        detail={current && <ClassBody key={current} id={current} />}
        choose="请从左边选一个班次"
      />
    </Page>
  );
}
