import { View } from '@tarojs/components';
import { examRoutes } from '@jzt/shared/contract/exam';
import { studyRoutes, type StudySummary } from '@jzt/shared/contract/study';
import { sourceKey } from '@jzt/shared/domain/sources';
import { Card, Page, Progress, Screen, SectionTitle, StateBlock, StatusChip } from '@/components';
import { formatHours } from '@/format';
import { useQuery, useSession } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { Exams } from './exams';
import './index.scss';

const percent = (course: StudySummary): number =>
  Math.min(100, Math.floor((Number(course.earnedHours) / Math.max(0.01, Number(course.requiredHours))) * 100));

function Course({ course }: { course: StudySummary }) {
  return (
    <Card
      title={course.courseTitle}
      extra={<StatusChip status={course.status}>{course.statusZh}</StatusChip>}
      label={`${course.courseTitle}，已修${formatHours(course.earnedHours)}，需修${formatHours(course.requiredHours)}`}
      onTap={() => void open(routes.study.course, { sourceKind: course.source.kind, sourceId: course.source.id })}
    >
      <View className="course-hours">
        <View>{`已修 ${formatHours(course.earnedHours)}`}</View>
        <View className="course-need">{`需修 ${formatHours(course.requiredHours)}`}</View>
      </View>
      <Progress percent={percent(course)} label="已学" />
      {course.resume && course.status !== 'COMPLETED' && <View className="course-resume">{`接着学：${course.resume.lessonTitle}`}</View>}
    </Card>
  );
}

/** 学习: the person's exams, and their courses with 需修 / 已修学时 (CQ-39). */
export default function Study() {
  const who = useSession();
  const courses = useQuery(studyRoutes.listMine, {}, { enabled: !who || who.role === 'WORKER' });
  const exams = useQuery(examRoutes.listMine, {}, { enabled: who?.role === 'WORKER' });
  const sat = exams.data?.items ?? [];
  return (
    <Page>
      {who && who.role !== 'WORKER' ? (
        <StateBlock kind="denied" title="学习只对本人开放" hint="您现在用的是工作人员身份。要学习自己的课程，请到“我的”切换为本人。" />
      ) : (
        <Screen
          state={courses}
          isEmpty={(data) => data.items.length === 0 && sat.length === 0}
          empty={{ title: '还没有课程', hint: '报名审核通过、培训机构编班后，课程会出现在这里。' }}
        >
          {(data) => (
            <>
              <Exams exams={sat} error={exams.error} />
              {sat.length > 0 && data.items.length > 0 && <SectionTitle>我的课程</SectionTitle>}
              {data.items.map((course) => (
                <Course key={sourceKey(course.source)} course={course} />
              ))}
            </>
          )}
        </Screen>
      )}
    </Page>
  );
}
