import { courseRoutes } from '@jzt/shared/contract/course';
import { trainingRoutes as api } from '@jzt/shared/contract/training';
import { CATEGORY_LABELS, type Category } from '@jzt/shared/domain/categories';
import { ActionError, BottomBar, Button, Card, ChoiceField, DateField, Notice, Page, Screen, TextField, Tick } from '@/components';
import { formatHours } from '@/format';
import { useAction, useDraft, useQuery } from '@/hooks';
import { replace } from '@/navigation';
import { routes } from '@/routes';

interface Form {
  name: string;
  courseId?: string;
  startsOn?: string;
  endsOn?: string;
  seats: string;
  forCe?: boolean;
}

/** 开设班次: which course, from when to when, how many. */
export default function NewClassPage() {
  const courses = useQuery(courseRoutes.list, {});
  const draft = useDraft<Form>('class.new', { name: '', seats: '50' });
  const create = useAction(api.createClass, { changes: ['training'] });
  const { name, courseId, startsOn, endsOn, seats } = draft.value;
  const missing = !courseId ? '请选择课程' : !name.trim() ? '请填写班次名称' : !startsOn || !endsOn ? '请选择开班和结束日期' : undefined;

  const send = async () => {
    if (!courseId || !startsOn || !endsOn) return;
    const made = await create.run({
      body: { name, courseId, startsOn, endsOn, seats: Number(seats), ...(draft.value.forCe && { forCe: true }) },
    });
    if (!made) return;
    draft.clear();
    await replace(routes.staff.class, { id: made.id });
  };
  return (
    <Page
      access={['INSTITUTION_STAFF']}
      footer={
        <BottomBar above={<ActionError error={create.error} />}>
          <Button block busy={create.busy} disabled={missing !== undefined} onTap={() => void send()}>
            {missing ?? '开设班次'}
          </Button>
        </BottomBar>
      }
    >
      {draft.restoredAt && <Notice tone="note">已恢复上次填写的内容。</Notice>}
      <Screen
        state={courses}
        skeleton="detail"
        isEmpty={(data) => data.items.length === 0}
        empty={{ title: '还没有可以开班的课程', hint: '课程由平台统一发布，请联系主管部门。' }}
      >
        {(data) => (
          <Card>
            <ChoiceField
              label="课程"
              required
              error={create.fields.courseId}
              options={data.items.map((course) => ({
                value: course.id,
                title: course.title,
                hint: `${CATEGORY_LABELS[course.category as Category] ?? course.category}，需修${formatHours(course.requiredHours)}`,
              }))}
              value={courseId}
              onChange={(next) => draft.set({ courseId: next })}
            />
            <Tick checked={draft.value.forCe ?? false} onChange={(next) => draft.set({ forCe: next })}>
              继续教育班：持证人自己报名，不用编班
            </Tick>
            <TextField
              label="班次名称"
              required
              value={name}
              max={40}
              placeholder="例如：安管人员第3期"
              error={create.fields.name}
              onChange={(next) => draft.set({ name: next })}
            />
            <DateField
              label="开班日期"
              required
              value={startsOn}
              error={create.fields.startsOn}
              onChange={(next) => draft.set({ startsOn: next })}
            />
            <DateField
              label="结束日期"
              required
              value={endsOn}
              hint="学员要在这一天之前学完，到期不能再学。"
              error={create.fields.endsOn}
              onChange={(next) => draft.set({ endsOn: next })}
            />
            <TextField
              label="名额"
              required
              keyboard="number"
              value={seats}
              max={3}
              hint="最多500人"
              error={create.fields.seats}
              onChange={(next) => draft.set({ seats: next.replace(/\D/g, '') })}
            />
          </Card>
        )}
      </Screen>
    </Page>
  );
}
