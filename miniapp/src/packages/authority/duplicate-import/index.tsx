import { View } from '@tarojs/components';
import { useRef, useState } from 'react';
import { duplicateRoutes as api, type DuplicatePreview } from '@jzt/shared/contract/duplicate';
import { asApiError, type ApiError } from '@/api';
import { Button, Card, ErrorNotice, ListRow, Notice, Page, StatusChip } from '@/components';
import { chooseSheet, openPdf } from '@/documents';
import { useUpload } from '@/hooks';
import { back } from '@/navigation';
import './index.scss';

const WORDS = { NEW: '可以列入', ALREADY: '原来就有', WRONG: '不对' } as const;
const TONES = { NEW: 'ok', ALREADY: 'still', WRONG: 'bad' } as const;

/** 导入重复持证名单: the table down, filled in, looked through row by row; then all of it or nothing. At a computer. */
export default function DuplicateImportPage() {
  const look = useUpload(api.preview);
  const send = useUpload(api.importSheet, { changes: ['duplicate', 'account'] });
  const file = useRef<File>();
  const [problem, setProblem] = useState<ApiError>();
  const [preview, setPreview] = useState<DuplicatePreview>();
  const [done, setDone] = useState<{ opened: number; already: number }>();
  const download = async () => {
    setProblem(undefined);
    try {
      await openPdf(api.sheet, {}, '重复持证名单.xlsx');
    } catch (error) {
      setProblem(asApiError(error));
    }
  };
  const sent = async <T,>(upload: (address: string) => Promise<T | undefined>): Promise<T | undefined> => {
    if (!file.current) return undefined;
    const address = URL.createObjectURL(file.current);
    const answer = await upload(address);
    URL.revokeObjectURL(address);
    return answer;
  };
  const choose = async () => {
    setProblem(undefined);
    const chosen = await chooseSheet();
    if (!chosen) return;
    file.current = chosen;
    setDone(undefined);
    setPreview(undefined);
    setPreview(await sent((address) => look.run(address)));
  };
  const take = async () => {
    const answer = await sent((address) => send.run(address));
    if (!answer) return;
    setDone(answer);
    setPreview(undefined);
  };
  if (process.env.TARO_ENV !== 'h5')
    return (
      <Page access={['AUTHORITY_REVIEWER']}>
        <Notice tone="note">导入表格请用电脑浏览器打开建证通办理；手机上可以看进度、记录通知经过。</Notice>
      </Page>
    );
  return (
    <Page access={['AUTHORITY_REVIEWER']} wide>
      <Card title="名单表格">
        <View className="jz-notice-text">
          部里或外省的名单，每行一个人。先预览，逐行说明；有一行不对，整份都不导入。同一份再传，不会重复。
        </View>
        <View className="dup-import-acts">
          <Button kind="plain" onTap={() => void download()}>
            下载表格
          </Button>
          <Button busy={look.busy} onTap={() => void choose()}>
            上传填好的表格
          </Button>
        </View>
        <ErrorNotice error={problem ?? look.error ?? send.error} />
        {done && (
          <Notice
            tone="ok"
            title={`列入${done.opened}人，原来就有${done.already}人`}
            live
            action={
              <Button size="small" kind="plain" onTap={() => void back()}>
                看名单
              </Button>
            }
          >
            新列入的人正在通知，结果在每人的“通知经过”里。
          </Notice>
        )}
      </Card>
      {preview && (
        <Card title={`预览：${preview.fresh}人可以列入，${preview.already}人原来就有，${preview.wrong}行不对`}>
          {preview.rows.map((row) => (
            <ListRow
              key={row.line}
              title={`第${row.line}行 ${row.name} ${row.idNumberMasked}`}
              hint={row.faults.length ? row.faults.join('；') : `${row.number} · ${row.otherZh}`}
              value={<StatusChip tone={TONES[row.state]}>{WORDS[row.state]}</StatusChip>}
            />
          ))}
          <Button block busy={send.busy} disabled={preview.wrong > 0 || preview.fresh === 0} onTap={() => void take()}>
            {preview.wrong > 0 ? '改好后重新上传' : preview.fresh === 0 ? '没有新的人' : `列入${preview.fresh}人并通知`}
          </Button>
        </Card>
      )}
    </Page>
  );
}
