import { View } from '@tarojs/components';
import type { Chapter, Lesson } from '@jzt/shared/contract/study';
import { Card, ListRow, StatusChip, Tap } from '@/components';
import { formatClock, formatHours } from '@/format';

const hintOf = (lesson: Lesson): string =>
  lesson.state === 'LEARNING'
    ? `时长 ${formatClock(lesson.seconds)}，已记录 ${formatClock(lesson.coveredSeconds)}`
    : `时长 ${formatClock(lesson.seconds)}`;

/** A chapter with its sections; its hours come with the whole chapter (CQ-41). */
export function ChapterCard({
  chapter,
  open,
  onFold,
  onLesson,
}: {
  chapter: Chapter;
  open: boolean;
  onFold?: () => void;
  onLesson?: (lesson: Lesson) => void;
}) {
  const learnt = chapter.lessons.filter((lesson) => lesson.state === 'LEARNT').length;
  return (
    <Card
      title={chapter.title}
      extra={<StatusChip tone={chapter.compulsory ? 'note' : 'still'}>{chapter.compulsory ? '必修' : '选修'}</StatusChip>}
    >
      <View className={`course-chapter-hours ${chapter.credited ? 'course-chapter-done' : ''}`}>
        {chapter.credited
          ? `本章已学完，已获得${formatHours(chapter.hours)}`
          : `本章学完可获得${formatHours(chapter.hours)}，已学完${learnt}/${chapter.lessons.length}节`}
      </View>
      {open &&
        chapter.lessons.map((lesson) => (
          <ListRow
            key={lesson.id}
            title={lesson.title}
            hint={hintOf(lesson)}
            value={<StatusChip status={lesson.state}>{lesson.stateZh}</StatusChip>}
            label={`${lesson.title}，${lesson.stateZh}`}
            onTap={onLesson && (() => onLesson(lesson))}
          />
        ))}
      {onFold && (
        <Tap className="course-fold" onTap={onFold} label={`${open ? '收起' : '展开'}${chapter.title}`}>
          {open ? '收起' : `展开${chapter.lessons.length}节`}
        </Tap>
      )}
    </Card>
  );
}
