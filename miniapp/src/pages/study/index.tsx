import { View } from '@tarojs/components';
import { Progress } from '@nutui/nutui-react-taro';
import '@nutui/nutui-react-taro/dist/es/packages/progress/style/css';
import { studyRoutes, type StudySummary } from '@jzt/shared/contract/study';
import { Card, Page, Screen, StateBlock, StatusChip } from '@/components';
import { formatHours } from '@/format';
import { useQuery, useSession } from '@/hooks';
import { openAddress } from '@/navigation';
import './index.scss';

const percent = (course: StudySummary): number => Math.min(100, Math.floor((Number(course.earnedHours) / Math.max(0.01, Number(course.requiredHours))) * 100));

function Course({ course }: { course: StudySummary }) {
  return (
    <Card title={course.courseTitle} extra={<StatusChip status={course.status}>{course.statusZh}</StatusChip>} label={`${course.courseTitle}，已修${formatHours(course.earnedHours)}，需修${formatHours(course.requiredHours)}`} onTap={() => void openAddress(`packages/study/course/index?applicationId=${course.applicationId}`)}>
      <View className="course-hours">
        <View>{`已修 ${formatHours(course.earnedHours)}`}</View>
        <View className="course-need">{`需修 ${formatHours(course.requiredHours)}`}</View>
      </View>
      <Progress percent={percent(course)} strokeWidth="10" animated={false} />
      {course.resume && <View className="course-resume">{`接着学：${course.resume.lessonTitle}`}</View>}
    </Card>
  );
}

/** 学习: the person's courses with 需修 / 已修学时 (CQ-39). */
export default function Study() {
  const who = useSession();
  const courses = useQuery(studyRoutes.listMine, {}, { enabled: !who || who.role === 'WORKER' });
  return (
    <Page>
      {who && who.role !== 'WORKER'
        ? <StateBlock kind="denied" title="学习只对本人开放" hint="您现在用的是工作人员身份。要学习自己的课程，请到“我的”切换为本人。" />
        : (
          <Screen state={courses} isEmpty={(data) => data.items.length === 0} empty={{ title: '还没有课程', hint: '报名审核通过、培训机构编班后，课程会出现在这里。' }}>
            {(data) => data.items.map((course) => <Course key={course.applicationId} course={course} />)}
          </Screen>
        )}
    </Page>
  );
}
