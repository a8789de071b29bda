import { View } from '@tarojs/components';
import type { DraftLesson } from '@jzt/shared/contract/courseDesk';
import { mediaRoutes as api } from '@jzt/shared/contract/media';
import { Button, ErrorNotice, Progress, Tap, TextField } from '@/components';
import { formatClock } from '@/format';
import { useUpload } from '@/hooks';
import { chooseFile } from '../components/choose-file';
import { useVideoUpload } from './use-video-upload';

const h5 = process.env.TARO_ENV === 'h5';

/** One lesson: its name, its video (in pieces, going on where it broke off), poster and captions. */
export function LessonRow({
  lesson,
  onChange,
  onRemove,
}: {
  lesson: DraftLesson;
  onChange: (change: Partial<DraftLesson>) => void;
  onRemove: () => void;
}) {
  const { state, go } = useVideoUpload();
  const poster = useUpload(api.poster);
  const captions = useUpload(api.captions);
  const video = async (chosen?: File) => {
    const ready = await go(chosen);
    if (ready) onChange({ video: ready.file, seconds: ready.seconds });
  };
  const chooseVideo = async () => {
    const chosen = await chooseFile('video/mp4,.mp4');
    if (chosen) await video(chosen);
  };
  const side = async (accept: string, upload: typeof poster | typeof captions, field: 'poster' | 'captions') => {
    const chosen = await chooseFile(accept);
    if (!chosen) return;
    const address = URL.createObjectURL(chosen);
    const saved = await upload.run(address);
    URL.revokeObjectURL(address);
    if (saved) onChange({ [field]: saved.file });
  };
  return (
    <View className="content-lesson">
      <TextField label="小节名称" max={60} value={lesson.title} onChange={(title) => onChange({ title })} />
      <View className="content-lesson-media">
        <View className="content-count">
          {[
            lesson.video ? `视频 ${lesson.seconds === undefined ? '' : formatClock(lesson.seconds)}` : '还没有视频',
            lesson.poster && '有封面',
            lesson.captions && '有字幕',
          ]
            .filter(Boolean)
            .join('，')}
        </View>
        {h5 && (
          <View className="content-lesson-acts">
            <Button kind="plain" size="small" busy={state?.busy} onTap={() => void chooseVideo()}>
              {lesson.video ? '换视频' : '上传视频'}
            </Button>
            <Button kind="quiet" size="small" busy={poster.busy} onTap={() => void side('image/*', poster, 'poster')}>
              {lesson.poster ? '换封面' : '加封面'}
            </Button>
            <Button kind="quiet" size="small" busy={captions.busy} onTap={() => void side('.vtt', captions, 'captions')}>
              {lesson.captions ? '换字幕' : '加字幕'}
            </Button>
          </View>
        )}
        <Tap className="content-open" label={`删去小节${lesson.title}`} onTap={onRemove}>
          删去
        </Tap>
      </View>
      {state && (
        <View className="content-lesson-wide">
          <View className="content-count">{`${state.name} ${state.busy ? `正在上传，已传${state.percent}%` : '上传中断了，已传的部分不会丢'}`}</View>
          <Progress percent={state.percent} label="视频上传" />
          {state.error && (
            <ErrorNotice
              error={state.error}
              action={
                state.error.isUnanswered && (
                  <Button kind="plain" size="small" onTap={() => void video()}>
                    接着传
                  </Button>
                )
              }
            />
          )}
        </View>
      )}
      {(poster.error ?? captions.error) && (
        <View className="content-lesson-wide">
          <ErrorNotice error={poster.error ?? captions.error} />
        </View>
      )}
    </View>
  );
}
