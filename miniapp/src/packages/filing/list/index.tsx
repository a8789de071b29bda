import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { filingRoutes as api, type FilingItem } from '@jzt/shared/contract/filing';
import { parseIdNumber } from '@jzt/shared/domain/idNumber';
import { Button, Card, Dialog, ErrorNotice, MoreRow, Notice, Page, Screen, Segments, TextField } from '@/components';
import { useAction, usePages } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { DeskFrame } from '../components/desk-frame';
import { FilingTable } from '../components/filing-table';
import { PORTAL } from '../portal/content';
import { ManyDialog } from './many-dialog';
import './index.scss';

type Part = 'ALL' | FilingItem['status'];
const PARTS: { value: Part; title: string }[] = [
  { value: 'ALL', title: '全部' },
  { value: 'DRAFT', title: '未提交' },
  { value: 'PENDING_REVIEW', title: '待审核' },
  { value: 'PASSED', title: '通过' },
  { value: 'REJECTED', title: '驳回' },
];
const channel = process.env.TARO_ENV === 'h5' ? 'H5' : 'WEAPP';

/** ★添加: by ID number, compared with the platform's data; the number is never kept on the device (JX-05, JX-06). */
function AddDialog({ open: shown, onClose }: { open: boolean; onClose: () => void }) {
  const [idNumber, setIdNumber] = useState('');
  const add = useAction(api.add, { changes: ['filing', 'account'] });
  const wrong = idNumber.length >= 18 && !parseIdNumber(idNumber.toUpperCase()) ? '身份证号码有误，请逐位核对' : undefined;
  const close = () => {
    setIdNumber('');
    add.reset();
    onClose();
  };
  const send = async () => {
    const made = await add.run({ body: { idNumber, channel } });
    if (!made) return;
    close();
    await open(routes.filing.edit, { id: made.id });
  };
  return (
    <Dialog
      open={shown}
      onClose={close}
      title="添加换证人员"
      footer={
        <>
          <Button kind="plain" onTap={close}>
            取消
          </Button>
          <Button busy={add.busy} disabled={idNumber.trim().length < 18 || wrong !== undefined} onTap={() => void send()}>
            检测并添加
          </Button>
        </>
      }
    >
      <View className="filing-add">
        <TextField
          label="身份证号"
          required
          keyboard="idcard"
          max={18}
          value={idNumber}
          placeholder="18位，与平台数据对比"
          error={wrong ?? add.fields.idNumber}
          onChange={setIdNumber}
        />
        {add.error && <ErrorNotice error={add.error} />}
      </View>
    </Dialog>
  );
}

/** 换证管理 → 安全员换证, the enterprise's: whom it files, at every state. Unfinished ones wait here, also after a reload. */
export default function FilingListPage() {
  const [part, setPart] = useState<Part>('ALL');
  const [adding, setAdding] = useState(false);
  const [many, setMany] = useState(false);
  const filings = usePages(api.listOfEnterprise, { query: part === 'ALL' ? {} : { status: part } });
  useReachBottom(() => void filings.loadMore());
  return (
    <Page wide access={['ENTERPRISE_STAFF']}>
      <DeskFrame
        place={PORTAL.place}
        menu={[
          { title: '安全员换证', route: routes.filing.list, on: true },
          { title: '修改密码', route: routes.filing.password },
        ]}
      >
        <View className="filing-bar">
          <Segments<Part> label="审核状态" segments={PARTS} value={part} onChange={setPart} />
          {channel === 'H5' && (
            <View className="filing-acts">
              <Button onTap={() => setAdding(true)}>添加</Button>
              <Button kind="plain" onTap={() => setMany(true)}>
                批量添加
              </Button>
            </View>
          )}
        </View>
        {channel === 'WEAPP' && <Notice tone="note">添加和提交请用电脑浏览器办理；手机上可以看进度。</Notice>}
        <Screen
          state={filings}
          isEmpty={() => filings.items.length === 0}
          empty={{ title: '这里还没有人', hint: '点“添加”，用身份证号添加需要换证的安全员。' }}
        >
          {() => (
            <>
              <FilingTable items={filings.items} onOpen={(item) => void open(routes.filing.edit, { id: item.id })} />
              <MoreRow pages={filings} />
            </>
          )}
        </Screen>
        <Card title="换证要求">
          {PORTAL.papers.POLICY[0]!.text.map((line) => (
            <View key={line} className="jz-notice-text">
              {line}
            </View>
          ))}
        </Card>
      </DeskFrame>
      {channel === 'H5' && <ManyDialog open={many} onClose={() => setMany(false)} />}
      <AddDialog open={adding} onClose={() => setAdding(false)} />
    </Page>
  );
}
