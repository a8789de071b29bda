import { View } from '@tarojs/components';
import { useState } from 'react';
import { courseDeskRoutes as api, type CourseDraft, type DraftChapter, type DraftContent } from '@jzt/shared/contract/courseDesk';
import { eventsFrom } from '@jzt/shared/workflow/machine';
import { courseDraft as machine } from '@jzt/shared/workflow/machines/courseDraft';
import {
  ActionError,
  BottomBar,
  Button,
  Card,
  Notice,
  Page,
  ReasonSheet,
  Screen,
  Segments,
  stepsOf,
  StatusChip,
  Tap,
  TextField,
  Timeline,
  useConfirm,
} from '@/components';
import { formatClock } from '@/format';
import { useAction, useQuery, useSession } from '@/hooks';
import { open, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { OFFICERS } from '../officers';
import { LessonRow } from './lesson-row';
import './index.scss';

const CHANGES = ['courseDesk'];
const HOURS = /^\d{1,4}(\.\d{1,2})?$/;
const newId = (): string => Math.random().toString(36).slice(2, 10);
const COMPULSORY = [
  { value: 'YES', title: '必修' },
  { value: 'NO', title: '选修' },
] as const;

function ChapterCard({
  chapter,
  number,
  onChange,
  onRemove,
}: {
  chapter: DraftChapter;
  number: number;
  /** A function, because an upload may end after other words were typed: it changes what is there then. */
  onChange: (change: (before: DraftChapter) => Partial<DraftChapter>) => void;
  onRemove: () => void;
}) {
  const seconds = chapter.lessons.reduce((sum, one) => sum + (one.seconds ?? 0), 0);
  const put = (id: string, change: object) =>
    onChange(({ lessons }) => ({ lessons: lessons.map((one) => (one.id === id ? { ...one, ...change } : one)) }));
  return (
    <Card
      title={`第${number}章`}
      extra={
        <Tap className="content-open" label={`删去第${number}章`} onTap={onRemove}>
          删去这一章
        </Tap>
      }
    >
      <View className="content-chapter">
        <TextField label="章的名称" required max={60} value={chapter.title} onChange={(title) => onChange(() => ({ title }))} />
        <TextField
          label="计几学时"
          required
          keyboard="digit"
          max={7}
          value={chapter.hours}
          hint={`课件共${formatClock(seconds)}`}
          error={HOURS.test(chapter.hours) ? undefined : '写成 8 或 7.5'}
          onChange={(hours) => onChange(() => ({ hours }))}
        />
        <Segments
          label="必修还是选修"
          segments={COMPULSORY}
          value={chapter.compulsory ? 'YES' : 'NO'}
          onChange={(value) => onChange(() => ({ compulsory: value === 'YES' }))}
        />
      </View>
      {chapter.lessons.map((lesson) => (
        <LessonRow
          key={lesson.id}
          lesson={lesson}
          onChange={(change) => put(lesson.id, change)}
          onRemove={() => onChange(({ lessons }) => ({ lessons: lessons.filter((one) => one.id !== lesson.id) }))}
        />
      ))}
      <Button
        kind="plain"
        onTap={() => onChange(({ lessons }) => ({ lessons: [...lessons, { id: newId(), title: `${number}.${lessons.length + 1} ` }] }))}
      >
        加一节
      </Button>
    </Card>
  );
}

function Editor({ begin }: { begin: CourseDraft }) {
  const role = useSession()?.role ?? 'WORKER';
  const [draft, setDraft] = useState(begin);
  const [content, setContent] = useState<DraftContent>(begin.content);
  const put = (next: CourseDraft) => {
    setDraft(next);
    setContent(next.content);
  };
  const save = useAction(api.save, { changes: CHANGES });
  const publish = useAction(api.publish, { changes: CHANGES });
  const close = useAction(api.close, { changes: CHANGES });
  const [closing, setClosing] = useState(false);
  const [dialog, ask] = useConfirm();
  const may = eventsFrom(machine, draft.status, role);
  const dirty = content !== draft.content;
  const wrong = content.chapters.some(
    (one) => !HOURS.test(one.hours) || !one.title.trim() || one.lessons.some((lesson) => !lesson.title.trim()),
  )
    ? '每章、每节都要有名称，学时写成数字'
    : undefined;
  const change = (id: string, next: (before: DraftChapter) => Partial<DraftChapter>) =>
    setContent((before) => ({ ...before, chapters: before.chapters.map((one) => (one.id === id ? { ...one, ...next(one) } : one)) }));
  const params = { id: draft.id };
  const keep = async () => {
    const saved = await save.run({ params, body: { content, version: draft.version } });
    if (saved) put(saved);
  };
  const release = async () => {
    const sure = await ask({
      title: `发布第${(draft.publishedVersion ?? 0) + 1}版？`,
      text: '以后新开的班用新版本。正在学的人继续学原来的版本。',
      yes: '发布',
    });
    if (!sure) return;
    const done = await publish.run({ params, body: { version: draft.version } });
    if (done) put(done);
  };
  const add = () =>
    setContent((before) => ({
      ...before,
      chapters: [...before.chapters, { id: newId(), title: '', compulsory: true, hours: '1', lessons: [] }],
    }));
  return (
    <>
      {draft.objections.length > 0 && !dirty && (
        <Notice tone="warn" title="现在还不能发布">
          {draft.objections.map((words) => (
            <View key={words}>{words}</View>
          ))}
        </Notice>
      )}
      <Card title={draft.categoryZh} extra={<StatusChip status={draft.status}>{draft.statusZh}</StatusChip>}>
        <TextField label="课程名称" required max={60} value={content.title} onChange={(title) => setContent({ ...content, title })} />
        <TextField
          label="需修学时"
          required
          keyboard="digit"
          max={7}
          value={content.requiredHours}
          error={HOURS.test(content.requiredHours) ? undefined : '写成 8 或 7.5'}
          onChange={(requiredHours) => setContent({ ...content, requiredHours })}
        />
      </Card>
      {content.chapters.map((chapter, at) => (
        <ChapterCard
          key={chapter.id}
          chapter={chapter}
          number={at + 1}
          onChange={(next) => change(chapter.id, next)}
          onRemove={() => setContent({ ...content, chapters: content.chapters.filter((one) => one.id !== chapter.id) })}
        />
      ))}
      {may.includes('edit') && (
        <View className="content-acts">
          <Button kind="plain" onTap={add}>
            加一章
          </Button>
          <Button kind="quiet" onTap={() => setClosing(true)}>
            停用这门课程
          </Button>
        </View>
      )}
      <Card title="经过">
        <Timeline steps={stepsOf(draft.timeline)} />
      </Card>
      <BottomBar above={<ActionError error={save.error ?? publish.error} />}>
        <Button kind="plain" onTap={() => void open(routes.content.preview, { id: draft.id })}>
          像学员一样预览
        </Button>
        {dirty && may.includes('edit') && (
          <Button busy={save.busy} disabled={wrong !== undefined || !HOURS.test(content.requiredHours)} onTap={() => void keep()}>
            {wrong ? '还有没填好的' : '保存'}
          </Button>
        )}
        {!dirty && may.includes('publish') && (
          <Button busy={publish.busy} disabled={draft.objections.length > 0} onTap={() => void release()}>
            发布
          </Button>
        )}
      </BottomBar>
      <ReasonSheet
        open={closing}
        onClose={() => setClosing(false)}
        title="停用这门课程，请写明原因"
        reasons={['规范已经修订', '有新的课程代替']}
        confirm="停用，不再开新班"
        danger
        placeholder="正在学的人可以学完"
        busy={close.busy}
        error={close.error}
        onConfirm={(reason) =>
          void close.run({ params, body: { version: draft.version, reason } }).then((done) => {
            if (!done) return;
            put(done);
            setClosing(false);
          })
        }
      />
      {dialog}
    </>
  );
}

/** One course: chapters, lessons and their media; what stands against publishing it is said here. */
export default function CoursePage() {
  const { id = '' } = usePageParams(routes.content.course);
  // What is being written is not overwritten by a look that comes back.
  const query = useQuery(api.view, { params: { id } }, { onShow: false });
  return (
    <Page access={OFFICERS} wide acting>
      <Screen state={query} skeleton="detail">
        {(draft) => <Editor key={draft.id} begin={draft} />}
      </Screen>
    </Page>
  );
}
