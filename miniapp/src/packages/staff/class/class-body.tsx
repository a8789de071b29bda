import { View } from '@tarojs/components';
import { useState } from 'react';
import { posterRoutes } from '@jzt/shared/contract/poster';
import { trainingRoutes as api, type RosterRow } from '@jzt/shared/contract/training';
import {
  ActionError,
  BottomBar,
  Button,
  Card,
  Facts,
  ResultsSheet,
  Screen,
  Segments,
  StateBlock,
  StatusChip,
  type BatchResult,
} from '@/components';
import { formatDays, formatHours } from '@/format';
import { useAction, useQuery, useSession } from '@/hooks';
import { routes } from '@/routes';
import { useSharing } from '@/sharing';
import { InParts } from '@/components/in-parts';
import { PersonRow } from '@/components/person-row';
import { PosterButton } from '@/components/poster-button';
import { useTicks } from '@/hooks/use-ticks';
import { phaseOf } from './phase';
import './class-body.scss';

/** As many as the contract takes at a time. */
const MOST = 100;
type Part = 'waiting' | 'roster';

function Hours({ row }: { row: RosterRow }) {
  const [required, earned] = [Number(row.requiredHours), Number(row.earnedHours)];
  const share = required > 0 ? Math.min(100, Math.floor((earned / required) * 100)) : 0;
  return (
    <View className="hours">
      <View className="hours-words">{`已修${formatHours(row.earnedHours)}，需修${formatHours(row.requiredHours)}`}</View>
      <View className="hours-rail">
        <View className={`hours-bar ${share >= 100 ? 'hours-done' : ''}`} style={{ width: `${share}%` }} />
      </View>
    </View>
  );
}

/** A class: who waits to be enrolled (QH-13), and the roster with everybody's hours. */
export function ClassBody({ id }: { id: string }) {
  const classes = useQuery(api.listClasses, { query: {} });
  const waiting = useQuery(api.waiting, { params: { id } });
  const roster = useQuery(api.roster, { params: { id } });
  const enrol = useAction(api.enrol, { changes: ['training', 'review', 'account'] });
  const [part, setPart] = useState<Part>();
  const [results, setResults] = useState<{ results: BatchResult[]; names: Map<string, string> }>();
  const ticks = useTicks(waiting.data?.items.map((row) => row.applicationId) ?? [], MOST);
  const found = classes.data?.items.find((each) => each.id === id);
  const school = useSession()?.memberships.find((each) => each.role === 'INSTITUTION_STAFF' && each.organisationId)?.organisationName;
  // The people who get it find the class with its institution; the page itself shows who is in it and is nobody else's.
  useSharing(() => ({
    title: found ? `${found.name}，${formatDays(found.startsOn, found.endsOn)}` : (school ?? '培训班次'),
    route: routes.application.institutions,
    params: { category: found?.subject.category ?? '', q: school },
  }));
  const shown = part ?? ((waiting.data?.items.length ?? 0) > 0 ? 'waiting' : 'roster');

  const send = async () => {
    const rows = waiting.data?.items ?? [];
    const answer = await enrol.run({ params: { id }, body: { applicationIds: [...ticks.ticked] } });
    if (!answer) return void waiting.refetch();
    setResults({ results: answer.results, names: new Map(rows.map((row) => [row.applicationId, row.name])) });
    ticks.clear();
  };
  const phase = found && phaseOf(found);
  return (
    <>
      <Screen state={classes} skeleton="detail">
        {() =>
          found && phase ? (
            <Card title={found.name} extra={<StatusChip tone={phase.tone}>{phase.words}</StatusChip>}>
              <Facts
                rows={[
                  { name: '课程', value: found.courseTitle },
                  { name: '日期', value: formatDays(found.startsOn, found.endsOn) },
                  { name: '名额', value: `${found.seatsTaken}人，还可以编入${found.seats - found.seatsTaken}人` },
                ]}
              />
              <PosterButton route={posterRoutes.class} args={{ params: { id } }} name={found.name} />
            </Card>
          ) : (
            <StateBlock kind="empty" title="没有找到这个班次" hint="请返回班次列表，重新打开。" />
          )
        }
      </Screen>
      <Segments<Part>
        label="看谁"
        segments={[
          { value: 'waiting', title: '等着编班', count: waiting.data?.items.length },
          { value: 'roster', title: '名册', count: roster.data?.items.length },
        ]}
        value={shown}
        onChange={setPart}
      />
      {shown === 'waiting' && (
        <Screen
          state={waiting}
          isEmpty={(data) => data.items.length === 0}
          empty={{ title: '没有等着编班的人', hint: '社保核查通过、类型与本班课程相符的人会出现在这里。' }}
        >
          {(data) => (
            <Card
              title="核查已通过"
              extra={
                data.items.length > 1 && (
                  <Button kind="quiet" size="small" onTap={ticks.toggleAll}>
                    {ticks.all ? '全不选' : '全选'}
                  </Button>
                )
              }
            >
              <InParts people={data.items}>
                {(row) => (
                  <PersonRow
                    key={row.applicationId}
                    name={row.name}
                    idNumberMasked={row.idNumberMasked}
                    checked={ticks.isTicked(row.applicationId)}
                    onTick={() => ticks.toggle(row.applicationId)}
                  />
                )}
              </InParts>
            </Card>
          )}
        </Screen>
      )}
      {shown === 'roster' && (
        <Screen
          state={roster}
          isEmpty={(data) => data.items.length === 0}
          empty={{ title: '名册是空的', hint: '编入学员后，这里能看到每个人的学时。' }}
        >
          {(data) => (
            <Card title={`${data.items.length}名学员`}>
              <InParts people={data.items}>
                {(row) => (
                  <PersonRow
                    key={row.applicationId}
                    name={row.name}
                    idNumberMasked={row.idNumberMasked}
                    value={<StatusChip status={row.status}>{row.statusZh}</StatusChip>}
                    more={<Hours row={row} />}
                  />
                )}
              </InParts>
            </Card>
          )}
        </Screen>
      )}
      {shown === 'waiting' && (ticks.ticked.length > 0 || enrol.error) && (
        <BottomBar above={<ActionError error={enrol.error} />}>
          <Button
            block
            busy={enrol.busy}
            disabled={ticks.ticked.length === 0}
            onTap={() => void send()}
          >{`编入本班，开始学习（${ticks.ticked.length}人）`}</Button>
        </BottomBar>
      )}
      <ResultsSheet
        results={results?.results}
        nameOf={(each) => results?.names.get(each) ?? ''}
        done="已编入班次，可以开始学习"
        onClose={() => setResults(undefined)}
      />
    </>
  );
}
