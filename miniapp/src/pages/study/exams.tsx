import { View } from '@tarojs/components';
import type { ExamSessionView } from '@jzt/shared/contract/exam';
import type { ApiError } from '@/api';
import { Card, ErrorNotice, SectionTitle, StatusChip } from '@/components';
import { formatTime, resultOf } from '@/format';
import { open } from '@/navigation';
import { routes } from '@/routes';

const AHEAD = ['READY', 'CHECKED_IN', 'ANSWERING'];

/** 我的考试: what is to come stands out; what is over shows its result (QH-15, QH-17). */
export function Exams({ exams, error }: { exams: ExamSessionView[]; error?: ApiError }) {
  if (exams.length === 0) return <ErrorNotice error={error?.isUnanswered || error?.isDenied ? undefined : error} />;
  return (
    <>
      <SectionTitle>我的考试</SectionTitle>
      {exams.map((exam) => {
        const ahead = AHEAD.includes(exam.status);
        const result = resultOf(exam) ?? exam.statusZh;
        return (
          <Card
            key={exam.id}
            title={exam.planName}
            alert={ahead}
            label={`${exam.planName}，${formatTime(exam.startsAt)}，${result}`}
            onTap={() => void open(routes.exam.ticket, { id: exam.id })}
            extra={
              <StatusChip status={exam.status} tone={exam.passed === undefined ? undefined : exam.passed ? 'ok' : 'bad'}>
                {result}
              </StatusChip>
            }
          >
            <View className="course-hours">{formatTime(exam.startsAt)}</View>
            <View className="course-need">{`${exam.address} ${exam.room}，${exam.seat}号座`}</View>
          </Card>
        );
      })}
    </>
  );
}
