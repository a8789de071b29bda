import { View } from '@tarojs/components';
import { useState } from 'react';
import type { Chapter, Lesson } from '@jzt/shared/contract/study';
import { Card, ListRow, StatusChip, Tap } from '@/components';
import { formatClock, formatHours } from '@/format';
import { partOf, SECTIONS_AT_ONCE } from '../outline';

const hintOf = (lesson: Lesson): string =>
  lesson.state === 'LEARNING'
    ? `时长 ${formatClock(lesson.seconds)}，已记录 ${formatClock(lesson.coveredSeconds)}`
    : `时长 ${formatClock(lesson.seconds)}`;

/** The sections of an opened chapter, 30 at once, beginning with those in which one is. */
function Sections({ chapter, next, onLesson }: { chapter: Chapter; next?: string; onLesson?: (lesson: Lesson) => void }) {
  const [from, setFrom] = useState(() => partOf(chapter, next));
  const { lessons } = chapter;
  const until = Math.min(from + SECTIONS_AT_ONCE, lessons.length);
  const turn = (to: number, words: string) => (
    <Tap className="course-fold" onTap={() => setFrom(to)} label={`${chapter.title}，${words}`}>
      {words}
    </Tap>
  );
  return (
    <>
      {from > 0 && turn(from - SECTIONS_AT_ONCE, `看前面的第${from - SECTIONS_AT_ONCE + 1}到${from}节`)}
      {lessons.slice(from, until).map((lesson) => (
        <ListRow
          key={lesson.id}
          title={lesson.title}
          hint={hintOf(lesson)}
          value={<StatusChip status={lesson.state}>{lesson.stateZh}</StatusChip>}
          label={`${lesson.title}，${lesson.stateZh}`}
          onTap={onLesson && (() => onLesson(lesson))}
        />
      ))}
      {until < lessons.length && turn(until, `看后面的第${until + 1}到${Math.min(until + SECTIONS_AT_ONCE, lessons.length)}节`)}
    </>
  );
}

/** A chapter with its sections; its hours come with the whole chapter (CQ-41). `next`: the lesson to go on with. */
export function ChapterCard({
  chapter,
  open,
  next,
  onFold,
  onLesson,
}: {
  chapter: Chapter;
  open: boolean;
  next?: string;
  onFold?: () => void;
  onLesson?: (lesson: Lesson) => void;
}) {
  const learnt = chapter.lessons.filter((lesson) => lesson.state === 'LEARNT').length;
  return (
    <Card
      title={chapter.title}
      extra={
        <StatusChip
          tone={chapter.compulsory ? 'note' : 'still'}
        >{`${chapter.compulsory ? '必修' : '选修'}${chapter.kindZh ? ` · ${chapter.kindZh}` : ''}`}</StatusChip>
      }
    >
      <View className={`course-chapter-hours ${chapter.credited ? 'course-chapter-done' : ''}`}>
        {chapter.credited
          ? `本章已学完，已获得${formatHours(chapter.hours)}`
          : `本章学完可获得${formatHours(chapter.hours)}，已学完${learnt}/${chapter.lessons.length}节`}
      </View>
      {open && <Sections chapter={chapter} next={next} onLesson={onLesson} />}
      {onFold && (
        <Tap className="course-fold" onTap={onFold} label={`${open ? '收起' : '展开'}${chapter.title}`}>
          {open ? '收起' : `展开${chapter.lessons.length}节`}
        </Tap>
      )}
    </Card>
  );
}
