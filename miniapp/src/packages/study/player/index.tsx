import { Video, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useEffect, useMemo, useState } from 'react';
import { BottomBar, Button, Card, Dialog, Facts, Notice, Page, Progress, Screen, StateBlock } from '@/components';
import { formatAmount, formatClock, formatHours } from '@/format';
import { useKeepScreenOn, usePolling } from '@/hooks';
import { back, replace, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { Congratulation } from '../components/congratulation';
import { chapterOf, lessonAfter } from '../outline';
import { addressIn, type SourceAddress } from '../source';
import { useCourse } from '../use-course';
import { PresenceDialog } from './presence';
import { usePlayer, VIDEO_ID, type Player } from './use-player';
import './index.scss';

/** From here on it is said how much the day still holds. */
const DAY_SOON_SECONDS = 600;
/** So much that was played and never came from the server is said. */
const UNSERVED_SAID_SECONDS = 30;

const stateOf = ({ waiting, playing, recorded, session, check, day }: Player): string => {
  if (check) return check.check.state === 'HELD' ? '先记着，核验后计入' : '等您确认';
  if (day?.leftSeconds === 0) return '今天已记满';
  if (waiting) return '网络恢复后自动上报';
  if (recorded >= (session?.lesson.seconds ?? 0) - 1) return '本节已学完';
  return playing ? '正在记录' : '已暂停';
};

/** What is on the record, and why something may not be. */
function Record({ player }: { player: Player }) {
  const seconds = player.session?.lesson.seconds ?? 0;
  return (
    <Card>
      <View className="player-record">
        <View className="player-recorded">{`已记录到 ${formatClock(Math.min(player.recorded, seconds))}`}</View>
        <View className="player-state">{stateOf(player)}</View>
      </View>
      <Progress percent={seconds > 0 ? Math.min(100, Math.round((player.recorded / seconds) * 100)) : 0} label="本节已学" />
      <View className="player-tip">{`本节时长 ${formatClock(seconds)}。拖动跳过的部分、重复看的部分不计时间；中途会不定时核验是不是您本人。`}</View>
    </Card>
  );
}

/** What keeps time from being recorded, or soon will. */
function Hindrances({ player, onCheck }: { player: Player; onCheck: () => void }) {
  const { check, day, reply, halted, waiting } = player;
  return (
    <>
      {(waiting || halted) && (
        <Notice tone="warn" title={halted ? '网络断开太久，已暂停' : '有学习进度没有上报'} live>
          {halted
            ? '断网时看的不再计时间，所以先停一停。网络恢复后点播放接着学，没有记上的部分请再看一遍。'
            : '网络断开了，进度保存在手机上，恢复后自动上报。断网超过1分钟会暂停播放。'}
        </Notice>
      )}
      {check?.check.state === 'HELD' && (
        <Notice
          tone="warn"
          title="核验服务暂时连不上"
          action={
            <Button kind="plain" size="small" onTap={onCheck}>
              现在核验
            </Button>
          }
        >
          {`可以接着学，新学的先记着（已有${formatAmount(check.check.pendingSeconds)}），恢复后核验通过就算数。`}
        </Notice>
      )}
      {day?.leftSeconds === 0 && (
        <Notice tone="warn" title="今天的学习时间已经记满" live>
          {`一天最多记${formatAmount(day.mostSeconds)}，明天接着学。现在再看也不记时间。`}
        </Notice>
      )}
      {day && day.leftSeconds > 0 && day.leftSeconds <= DAY_SOON_SECONDS && (
        <Notice tone="note">{`今天还能记${formatAmount(day.leftSeconds)}，记满${formatAmount(day.mostSeconds)}就到明天再学。`}</Notice>
      )}
      {(reply?.unservedSeconds ?? 0) > UNSERVED_SAID_SECONDS && (
        <Notice
          tone="warn"
          title="有一段视频没有记上"
          action={
            <Button kind="plain" size="small" onTap={() => void player.open()}>
              重新打开本节
            </Button>
          }
        >
          这一段没有从服务器取到视频，不能记时间。请重新打开本节再看一遍。
        </Notice>
      )}
    </>
  );
}

function Lesson({ sourceKind, sourceId, lessonId }: SourceAddress & { lessonId: string }) {
  const source = useMemo(() => ({ sourceKind, sourceId }), [sourceKind, sourceId]);
  const player = usePlayer(source, lessonId);
  const { course, celebrating, celebrated } = useCourse(source);
  const [fault, setFault] = useState(false);
  const [checking, setChecking] = useState(false);
  const { session, reply } = player;
  const { refetch } = course;

  useEffect(() => {
    if (reply?.lessonLearnt) void refetch();
  }, [reply?.lessonLearnt, reply?.chapterCredited, refetch]);
  // The server writes the completion down a moment after the last beat.
  usePolling(Boolean(reply?.completed) && !celebrating && course.data?.status !== 'COMPLETED', 1500, refetch);

  const passed = () => {
    void Taro.showToast({ title: '核验通过，请接着学', icon: 'none' });
    void refetch();
  };

  if (player.error) {
    const again = (
      <Button kind="plain" onTap={() => void player.open()}>
        重新打开
      </Button>
    );
    return (
      <StateBlock
        kind={player.error.isUnanswered ? 'offline' : player.error.isDenied ? 'denied' : 'error'}
        title={player.error.isUnanswered ? '现在连不上' : player.error.messageZh}
        hint={player.error.isUnanswered ? '课程要连上网络才能打开。已经看过的部分保存在手机上，会自动上报。' : undefined}
        action={again}
      />
    );
  }
  const data = course.data;
  const chapter = data && chapterOf(data, lessonId);
  const next = data && lessonAfter(data, lessonId);
  const learnt = session && player.recorded >= session.lesson.seconds - 1;
  return (
    <>
      {!session && (
        <Screen state={{ state: 'loading', isOld: false, busy: true, refetch, put: () => undefined }} skeleton="detail">
          {() => null}
        </Screen>
      )}
      {session && (
        <>
          <View className="player-screen">
            {!player.ended && (
              <Video
                id={VIDEO_ID}
                className="player-video"
                src={API_BASE + session.videoUrl}
                initialTime={player.startAt}
                title={session.lesson.title}
                enableProgressGesture
                onPlay={player.video.onPlay}
                onPause={player.video.onPause}
                onEnded={player.video.onEnded}
                onTimeUpdate={player.video.onTimeUpdate as never}
                onError={() => setFault(true)}
              />
            )}
          </View>
          {fault && (
            <Notice
              tone="warn"
              title="视频没有放出来"
              action={
                <Button
                  kind="plain"
                  size="small"
                  onTap={() => {
                    setFault(false);
                    void player.open();
                  }}
                >
                  重新打开
                </Button>
              }
            >
              请检查网络。已经记录的时间不会丢。
            </Notice>
          )}
          <Hindrances player={player} onCheck={() => setChecking(true)} />
          {player.refused && !player.ended && (
            <Notice
              tone="bad"
              title="有学习进度没有记上"
              action={
                <Button kind="plain" size="small" onTap={() => void player.open()}>
                  重新打开本节
                </Button>
              }
            >
              {player.refused}
            </Notice>
          )}
          <Record player={player} />
          <Card title={session.lesson.title}>
            <Facts
              rows={[
                { name: '所在章节', value: chapter?.title },
                { name: '本章学时', value: chapter && `${formatHours(chapter.hours)}，整章学完后记入` },
                { name: '需修学时', value: formatHours(reply?.requiredHours ?? data?.requiredHours ?? '0') },
                { name: '已修学时', value: formatHours(reply?.earnedHours ?? data?.earnedHours ?? '0') },
              ]}
            />
          </Card>
          <BottomBar>
            <Button kind="plain" onTap={() => void back()}>
              返回大纲
            </Button>
            {next && (
              <Button kind={learnt ? 'primary' : 'plain'} onTap={() => void replace(routes.study.player, { ...source, lessonId: next.id })}>
                下一节
              </Button>
            )}
          </BottomBar>
        </>
      )}
      <Dialog
        fixed
        open={player.ended !== undefined}
        onClose={() => undefined}
        title={player.ended?.code === 'STUDY_SUPERSEDED' ? '已在另一台设备上学习' : '不能继续计时'}
        footer={
          <>
            <Button kind="plain" onTap={() => void back()}>
              返回大纲
            </Button>
            {player.ended?.code === 'STUDY_SUPERSEDED' && <Button onTap={() => void player.open()}>在这里继续</Button>}
          </>
        }
      >
        <View>{player.ended?.messageZh}</View>
      </Dialog>
      {session && player.check && !player.ended && (
        <PresenceDialog
          key={player.check.check.id}
          heard={player.check}
          shown={checking || player.check.check.state !== 'HELD'}
          onHeard={(heard) => {
            player.setCheck(heard);
            if (heard?.check.state !== 'ASKED') setChecking(false);
            if (!heard) passed();
          }}
          onClose={() => setChecking(false)}
        />
      )}
      <Congratulation
        open={celebrating}
        courseTitle={data?.courseTitle ?? ''}
        transfer={sourceKind === 'POST_TRANSFER'}
        onClose={celebrated}
      />
    </>
  );
}

/** One lesson: the video, and what of it is on the record (CQ-41, design.md section 6). */
export default function PlayerPage() {
  useKeepScreenOn();
  const params = usePageParams(routes.study.player);
  const [source, { lessonId }] = [addressIn(params), params];
  return (
    <Page access={['WORKER']}>
      {source && lessonId ? (
        <Lesson key={lessonId} {...source} lessonId={lessonId} />
      ) : (
        <StateBlock
          kind="empty"
          title="没有选课程"
          hint="请从“学习”里打开一节课。"
          action={<Button onTap={() => void back()}>返回</Button>}
        />
      )}
    </Page>
  );
}
