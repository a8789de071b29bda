import { View } from '@tarojs/components';
import { useState } from 'react';
import { courseDeskRoutes as api, type CourseDraftItem } from '@jzt/shared/contract/courseDesk';
import { CATEGORIES, CATEGORY_LABELS, type Category } from '@jzt/shared/domain/categories';
import { Button, ChoiceField, Dialog, ErrorNotice, Page, Screen, StatusChip, TextField } from '@/components';
import { formatTime } from '@/format';
import { useAction, useQuery, useSession } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { DeskTable, type Column } from '../components/desk-table';
import { OFFICERS } from '../officers';

const COLUMNS: readonly Column<CourseDraftItem>[] = [
  { title: '课程', width: 'minmax(200px, 3fr)', cell: (one) => one.title },
  { title: '类别', width: 'minmax(110px, 1fr)', cell: (one) => one.categoryZh },
  { title: '状态', width: '110px', cell: (one) => <StatusChip status={one.status}>{one.statusZh}</StatusChip> },
  { title: '新开的班用', width: '110px', cell: (one) => (one.publishedVersion ? `第${one.publishedVersion}版` : '还没有') },
  { title: '需修学时', width: '96px', cell: (one) => one.requiredHours },
  { title: '章节', width: '110px', cell: (one) => `${one.chapters}章${one.lessons}节` },
  { title: '最近改动', width: '150px', cell: (one) => formatTime(one.updatedAt) },
];
const categories = CATEGORIES.map((value) => ({ value, title: CATEGORY_LABELS[value] }));

/** 课程 of the province: being written, published, closed. */
export default function CoursesPage() {
  const role = useSession()?.role;
  const courses = useQuery(api.list, {});
  const create = useAction(api.create, { changes: ['courseDesk'] });
  const [adding, setAdding] = useState(false);
  const [title, setTitle] = useState('');
  const [category, setCategory] = useState<Category>('SAFETY_MGMT');
  const send = async () => {
    const made = await create.run({ body: { category, title } });
    if (!made) return;
    setAdding(false);
    setTitle('');
    await open(routes.content.course, { id: made.id });
  };
  return (
    <Page access={OFFICERS} wide>
      {role === 'AUTHORITY_REVIEWER' && (
        <View className="content-acts">
          <Button onTap={() => setAdding(true)}>新建课程</Button>
        </View>
      )}
      <Screen
        state={courses}
        isEmpty={({ items }) => items.length === 0}
        empty={{ title: '还没有课程', hint: '新建一门课程，加上章节和视频，发布后培训机构就能开班。' }}
      >
        {({ items }) => (
          <DeskTable
            label="课程"
            items={items}
            columns={COLUMNS}
            nameOf={(one) => one.title}
            onOpen={(one) => void open(routes.content.course, { id: one.id })}
          />
        )}
      </Screen>
      <Dialog
        open={adding}
        onClose={() => setAdding(false)}
        title="新建课程"
        footer={
          <>
            <Button kind="plain" onTap={() => setAdding(false)}>
              取消
            </Button>
            <Button busy={create.busy} disabled={title.trim().length < 2} onTap={() => void send()}>
              新建
            </Button>
          </>
        }
      >
        <View className="content-import">
          <ChoiceField label="类别" required options={categories} value={category} onChange={setCategory} />
          <TextField label="课程名称" required max={60} value={title} onChange={setTitle} />
          <ErrorNotice error={create.error} />
        </View>
      </Dialog>
    </Page>
  );
}
