import { Video, View } from '@tarojs/components';
import { useState } from 'react';
import { courseDeskRoutes as api, type DraftLesson } from '@jzt/shared/contract/courseDesk';
import { Card, ListRow, Notice, Page, Screen, StateBlock } from '@/components';
import { useCaptions } from '@/components/captions';
import { formatClock, formatHours } from '@/format';
import { useQuery } from '@/hooks';
import { usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { OFFICERS } from '../officers';
import './index.scss';

function Film({ lesson, videoUrl }: { lesson: DraftLesson; videoUrl?: string }) {
  const captions = useCaptions(lesson.captions && `/media/${lesson.captions}`);
  if (!lesson.video || !videoUrl) return <StateBlock kind="empty" title="这一节还没有视频" />;
  return (
    <View className="content-screen">
      <Video
        className="content-video"
        src={API_BASE + videoUrl}
        poster={lesson.poster && `${API_BASE}/media/${lesson.poster}`}
        title={lesson.title}
        onTimeUpdate={({ detail }) => captions.tell(detail.currentTime)}
      />
      {captions.words && <View className="content-captions">{captions.words}</View>}
    </View>
  );
}

/** What a learner will see, before it is published; nothing is counted. */
export default function PreviewPage() {
  const { id = '' } = usePageParams(routes.content.preview);
  const query = useQuery(api.view, { params: { id } });
  const videos = useQuery(api.watch, { params: { id } });
  const [chosen, setChosen] = useState<string>();
  return (
    <Page access={OFFICERS}>
      <Screen
        state={query}
        skeleton="detail"
        isEmpty={(draft) => draft.lessons === 0}
        empty={{ title: '还没有小节', hint: '先加章节和视频，再来预览。' }}
      >
        {({ content }) => {
          const lessons = content.chapters.flatMap((chapter) => chapter.lessons);
          const lesson = lessons.find((one) => one.id === chosen) ?? lessons[0]!;
          return (
            <>
              {videos.data && (
                <Film
                  key={lesson.id}
                  lesson={lesson}
                  videoUrl={videos.data.items.find(({ lessonId }) => lessonId === lesson.id)?.videoUrl}
                />
              )}
              <Notice tone="note">这是预览，不计学时。看到的是最近一次保存的内容。</Notice>
              {content.chapters.map((chapter) => (
                <Card
                  key={chapter.id}
                  title={chapter.title}
                  extra={<View>{`${chapter.compulsory ? '必修' : '选修'}，${formatHours(chapter.hours)}`}</View>}
                >
                  {chapter.lessons.map((one) => (
                    <ListRow
                      key={one.id}
                      title={one.title}
                      hint={one.id === lesson.id ? '正在看' : undefined}
                      value={one.seconds === undefined ? '没有视频' : formatClock(one.seconds)}
                      onTap={() => setChosen(one.id)}
                    />
                  ))}
                </Card>
              ))}
            </>
          );
        }}
      </Screen>
    </Page>
  );
}
