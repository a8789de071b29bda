import { View } from '@tarojs/components';
import { useState } from 'react';
import type { StudyCourse } from '@jzt/shared/contract/study';
import { BottomBar, Button, Card, ListRow, Notice, Page, Progress, Screen, SectionTitle, StateBlock, StatusChip } from '@/components';
import { formatClock, formatHours } from '@/format';
import { back, open, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { Congratulation } from '../components/congratulation';
import { isLong, nextLesson, openChapters, percentOf } from '../outline';
import { addressIn } from '../source';
import { useCourse } from '../use-course';
import { ChapterCard } from './chapter-card';
import './index.scss';

const bare = (hours: string): string => formatHours(hours).replace('学时', '');

function Hours({ course }: { course: StudyCourse }) {
  return (
    <Card title={course.courseTitle} extra={<StatusChip status={course.status}>{course.statusZh}</StatusChip>}>
      <View className="course-hours-row">
        <View>
          <View className="course-hour-name">需修学时</View>
          <View className="course-hour-value">{bare(course.requiredHours)}</View>
        </View>
        <View>
          <View className="course-hour-name">已修学时</View>
          <View className="course-hour-value">{bare(course.earnedHours)}</View>
        </View>
      </View>
      <Progress percent={percentOf(course)} label="已学" />
      <View className="course-count">{`共${course.chapters.length}章${course.sections}节：必修${course.compulsoryChapters}章，选修${course.electiveChapters}章`}</View>
    </Card>
  );
}

function Outline({ course, onLesson }: { course: StudyCourse; onLesson?: (lessonId: string) => void }) {
  const [shown, setShown] = useState(() => openChapters(course));
  const next = nextLesson(course)?.id;
  const fold = (id: string) => setShown((before) => (before.includes(id) ? before.filter((each) => each !== id) : [...before, id]));
  return (
    <>
      <SectionTitle>课程大纲</SectionTitle>
      {course.chapters.map((chapter) => (
        <ChapterCard
          key={chapter.id}
          chapter={chapter}
          open={shown.includes(chapter.id)}
          next={next}
          onFold={isLong(course) ? () => fold(chapter.id) : undefined}
          onLesson={onLesson && ((lesson) => onLesson(lesson.id))}
        />
      ))}
    </>
  );
}

/** 课程大纲: hours required and earned, chapters and sections, and the way on (CQ-39…41). */
export default function CoursePage() {
  const source = addressIn(usePageParams(routes.study.course));
  const { course, celebrating, celebrated } = useCourse(source);
  const { data } = course;
  const transfer = source?.sourceKind === 'POST_TRANSFER';
  const closed = data?.status === 'CLOSED';
  const go = (lessonId: string) => source && void open(routes.study.player, { ...source, lessonId });
  const next = data && nextLesson(data);
  const learning = data && data.status !== 'COMPLETED' && data.status !== 'HOURS_MET';
  if (!source)
    return (
      <Page access={['WORKER']}>
        <StateBlock
          kind="empty"
          title="没有选课程"
          hint="请从“学习”里打开一门课。"
          action={<Button onTap={() => void back()}>返回</Button>}
        />
      </Page>
    );
  return (
    <Page
      access={['WORKER']}
      footer={
        data &&
        next &&
        !closed && (
          <BottomBar
            above={
              data.resume &&
              data.resume.lessonId === next.id &&
              learning && <View className="course-count">{`上次学到“${data.resume.lessonTitle}”${formatClock(data.resume.position)}`}</View>
            }
          >
            <Button block kind={learning ? 'primary' : 'plain'} onTap={() => go(next.id)}>
              {!learning ? '再看一遍' : data.resume ? '接着学' : '开始学习'}
            </Button>
          </BottomBar>
        )
      }
    >
      <Screen
        state={course}
        skeleton="detail"
        isEmpty={(each) => each.chapters.length === 0}
        empty={{ title: '课程还没有内容', hint: '培训机构正在准备，请过一会儿再来。' }}
      >
        {(each) => (
          <>
            {closed && (
              <Notice tone="warn" title={transfer ? '转岗申请已截止' : '这个班次已经结束'}>
                {transfer ? '原证书的有效期已过，没有修满学时，不能再学习。' : '不能再学习了。没有修满学时的，请联系培训机构重新安排。'}
              </Notice>
            )}
            <Hours course={each} />
            <Outline course={each} onLesson={closed ? undefined : go} />
            <Card>
              <ListRow title="在学核验记录" hint="没有通过的核验，和您的申诉" onTap={() => void open(routes.study.checks)} />
            </Card>
          </>
        )}
      </Screen>
      <Congratulation open={celebrating} courseTitle={data?.courseTitle ?? ''} transfer={transfer} onClose={celebrated} />
    </Page>
  );
}
