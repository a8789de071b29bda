import { View } from '@tarojs/components';
import { examRoutes as api, type Candidate, type ExamPlan } from '@jzt/shared/contract/exam';
import { sourceKey } from '@jzt/shared/domain/sources';
import { ActionError, Button, Card, Countdown, Notice, Page, Screen, StatusChip, useConfirm } from '@/components';
import { PersonRow } from '@/components/person-row';
import { tally } from '@/components/plan-file';
import { useAction, useKeepScreenOn, usePolling, useQuery } from '@/hooks';
import { open, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import './index.scss';

const LOOK_EVERY_MS = 5_000;

/** The code for the door of the exam: as large as can be, because a whole room reads it (QH-16). */
function RoomCode({ id }: { id: string }) {
  const room = useQuery(api.viewRoom, { params: { id } });
  usePolling(true, LOOK_EVERY_MS, room.refetch);
  return (
    <Screen state={room}>
      {(data) => (
        <Card title="考场签到码">
          <View className="room-code">{`${data.code.slice(0, 3)} ${data.code.slice(3)}`}</View>
          <Countdown deadline={data.changesAt} serverTime={data.serverTime} label="换码还有" alarm={10} onEnd={() => void room.refetch()} />
          <View className="room-hint">只给在座位上的考生看。投到大屏幕上，或者念给他们听。</View>
        </Card>
      )}
    </Screen>
  );
}

/** Those who do not get in by themselves are let in by hand, card and person seen (O-18). */
function Seats({ plan, onDone }: { plan: ExamPlan; onDone: () => void }) {
  const act = useAction(api.checkInSeat, { changes: ['exam'] });
  const [dialog, ask] = useConfirm();
  const checkIn = async (one: Candidate) => {
    act.reset();
    const told = `${one.name}，身份证号 ${one.idNumberMasked}，${one.seat ?? ''}号座。请先核对身份证原件和本人是同一人，您的名字会记在签到记录里。`;
    if (!(await ask({ title: '为这名考生签到？', text: told, yes: '已核对，签到', no: '再看看' }))) return;
    await act.run({ params: { id: one.sessionId ?? '' }, body: { version: one.sessionVersion ?? 0 } });
    onDone();
  };
  return (
    <Card title={`考生${plan.candidates.length}人`}>
      <View className="room-tally">{tally(plan.candidates)}</View>
      <ActionError error={act.error} />
      {plan.candidates.map((one) => (
        <PersonRow
          key={sourceKey(one.source)}
          name={`${one.seat ?? ''}号 ${one.name}`}
          idNumberMasked={one.idNumberMasked}
          value={one.sessionStatusZh && <StatusChip status={one.sessionStatus}>{one.sessionStatusZh}</StatusChip>}
          more={
            one.sessionStatus === 'READY' && (
              <Button kind="plain" size="small" busy={act.busy} label={`为${one.name}签到`} onTap={() => void checkIn(one)}>
                核对证件签到
              </Button>
            )
          }
        />
      ))}
      {dialog}
    </Card>
  );
}

/** 监考: a screen for the front of the room while an exam runs. */
export default function RoomPage() {
  const { id = '' } = usePageParams(routes.staff.room);
  const plan = useQuery(api.viewPlan, { params: { id } });
  const running = plan.data?.status === 'RUNNING';
  usePolling(running, LOOK_EVERY_MS, plan.refetch);
  useKeepScreenOn();
  return (
    <Page acting access={['INSTITUTION_STAFF']}>
      <Screen state={plan} skeleton="detail">
        {(data) => (
          <>
            {!running && (
              <Notice tone="note" title={data.status === 'CLOSED' ? '考试已结束' : '还没有开考'}>
                {data.status === 'CLOSED' ? '所有人都已交卷或缺考。' : '请先在考试计划里点“开考”。'}
              </Notice>
            )}
            {!running && (
              <Button block kind="plain" onTap={() => void open(routes.staff.plan, { id: data.id })}>
                看考试计划
              </Button>
            )}
            {running && data.form === 'COMPUTER' && <RoomCode id={data.id} />}
            {running && <Seats plan={data} onDone={() => void plan.refetch()} />}
          </>
        )}
      </Screen>
    </Page>
  );
}
