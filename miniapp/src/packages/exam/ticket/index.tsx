import { View } from '@tarojs/components';
import { examRoutes as api, type ExamSessionView } from '@jzt/shared/contract/exam';
import { Button, Card, Countdown, Facts, NoticeButton, Page, Screen, StateBlock, StatusChip } from '@/components';
import { formatTime, marksOf, resultOf } from '@/format';
import { usePolling, useQuery } from '@/hooks';
import { open, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { daysUntil } from '../when';
import { Next } from './next';
import './index.scss';

/** What comes after the seat: the exam moved or lost, the result, the certificate. */
const EXAM_NOTICES = ['application.examUnscheduled', 'application.examPassed', 'application.examFailed', 'application.certified'] as const;
const ASK_AGAIN_MS = 8_000;
const ASK_SELDOM_MS = 120_000;
/** From half an hour before the start the invigilator may open the exam at any moment; a page that lies open asks once in a while whether it is so late. */
const isNear = ({ startsAt, serverTime }: ExamSessionView): boolean => Date.parse(startsAt) - Date.parse(serverTime) < 31 * 60_000;
const isToday = ({ startsAt, serverTime }: ExamSessionView): boolean => Date.parse(startsAt) - Date.parse(serverTime) < 24 * 3600_000;
const mayOpen = (exam: ExamSessionView): boolean =>
  (['READY', 'CHECKED_IN'].includes(exam.status) && !exam.canCheckIn && !exam.canStart && isNear(exam)) || exam.status === 'SUBMITTED';
const isAhead = (exam: ExamSessionView): boolean => ['READY', 'CHECKED_IN'].includes(exam.status);

function Ticket({ exam }: { exam: ExamSessionView }) {
  const days = daysUntil(exam.startsAt, exam.serverTime);
  const before = Date.parse(exam.startsAt) > Date.parse(exam.serverTime);
  return (
    <Card title={exam.planName} extra={<StatusChip status={exam.status}>{exam.statusZh}</StatusChip>}>
      <View className="ticket-when">{formatTime(exam.startsAt)}</View>
      {isAhead(exam) && days && <View className="ticket-days">{days}</View>}
      {isAhead(exam) && !days && before && <Countdown deadline={exam.startsAt} serverTime={exam.serverTime} label="距离开考" alarm={0} />}
      <View className="ticket-seat">
        <View>
          <View className="ticket-seat-name">考场</View>
          <View className="ticket-seat-value">{exam.room}</View>
        </View>
        <View>
          <View className="ticket-seat-name">座位号</View>
          <View className="ticket-seat-value">{exam.seat}</View>
        </View>
        <View>
          <View className="ticket-seat-name">准考证号</View>
          <View className="ticket-seat-value">{exam.admissionNumber}</View>
        </View>
      </View>
      <Facts
        rows={[
          { name: '考试科目', value: exam.subject.labelZh },
          { name: '地址', value: exam.address },
          { name: '考试方式', value: exam.formZh },
          { name: '考试时长', value: `${exam.minutes}分钟` },
          { name: '合格分数', value: marksOf(exam) },
        ]}
      />
    </Card>
  );
}

/** 准考信息: time, place, seat, number, what to bring; and the next step (QH-15, QH-16). */
export default function TicketPage() {
  const { id } = usePageParams(routes.exam.ticket);
  const exam = useQuery(api.viewMine, { params: { id: id ?? '' } }, { enabled: Boolean(id) });
  usePolling(Boolean(exam.data && mayOpen(exam.data)), ASK_AGAIN_MS, exam.refetch);
  usePolling(Boolean(exam.data && isAhead(exam.data) && isToday(exam.data) && !isNear(exam.data)), ASK_SELDOM_MS, exam.refetch);
  return (
    <Page access={['WORKER']}>
      {!id && (
        <StateBlock
          kind="empty"
          title="没有选考试"
          hint="请从“学习”里打开考试。"
          action={<Button onTap={() => void open(routes.tab.study)}>去“学习”</Button>}
        />
      )}
      <Screen state={exam} skeleton="detail">
        {(data) => (
          <>
            {data.score !== undefined && (
              <Card
                title={data.passed === undefined ? '理论合格，还要考实操' : data.passed ? '考试合格' : '考试不合格'}
                alert={data.passed === false}
                extra={<StatusChip tone={data.passed === false ? 'bad' : 'ok'}>{resultOf(data) ?? ''}</StatusChip>}
              >
                <Button block kind="plain" onTap={() => void open(routes.exam.score, { id: data.id })}>
                  查看成绩
                </Button>
              </Card>
            )}
            {!isAhead(data) && <Next exam={data} onDone={exam.put} />}
            <Ticket exam={data} />
            {isAhead(data) && <Next exam={data} onDone={exam.put} />}
            {(isAhead(data) || data.status === 'SUBMITTED') && (
              <NoticeButton keys={EXAM_NOTICES}>考试有变动、出成绩时微信通知我</NoticeButton>
            )}
            {isAhead(data) && (
              <Card title="要带什么">
                <View className="ticket-bring">
                  {data.form === 'COMPUTER'
                    ? '带上本人身份证原件，提前30分钟到考场。手机关机，按监考人员的安排存放。'
                    : '准备好本人身份证，手机充满电，找一个安静、网络好的地方。'}
                </View>
              </Card>
            )}
          </>
        )}
      </Screen>
    </Page>
  );
}
