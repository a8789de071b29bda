import { View } from '@tarojs/components';
import { useRef, useState } from 'react';
import { administrationRoutes as api, type OrganisationPreview } from '@jzt/shared/contract/administration';
import { asApiError, type ApiError } from '@/api';
import { Button, Card, ErrorNotice, ListRow, Notice, Page, StatusChip } from '@/components';
import { chooseSheet, openPdf } from '@/documents';
import { useUpload } from '@/hooks';
import { back } from '@/navigation';
import './index.scss';

const WORDS = { NEW: '可以登记', ALREADY: '原来就有', WRONG: '不对' } as const;
const TONES = { NEW: 'ok', ALREADY: 'still', WRONG: 'bad' } as const;

/** 导入单位: the table down, filled in, looked through row by row; then all of it or nothing. At a computer. */
export default function OrganisationImportPage() {
  const look = useUpload(api.preview);
  const send = useUpload(api.importSheet, { changes: ['administration'] });
  const file = useRef<File>();
  const [problem, setProblem] = useState<ApiError>();
  const [preview, setPreview] = useState<OrganisationPreview>();
  const [done, setDone] = useState<{ registered: number; already: number }>();
  const download = async () => {
    setProblem(undefined);
    try {
      await openPdf(api.sheet, {}, '单位登记.xlsx');
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
      <Page access={['AUTHORITY_ADMIN']}>
        <Notice tone="note">导入表格请用电脑浏览器打开建证通办理；手机上可以一个一个登记。</Notice>
      </Page>
    );
  return (
    <Page access={['AUTHORITY_ADMIN']} wide>
      <Card title="单位登记表">
        <View className="jz-notice-text">
          每行一个单位，一次最多1000行。先预览，逐行说明；有一行不对，整份都不导入。同一份再传，不会有变化。
        </View>
        <View className="org-import-acts">
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
            title={`登记${done.registered}个，原来就有${done.already}个`}
            live
            action={
              <Button size="small" kind="plain" onTap={() => void back()}>
                看名录
              </Button>
            }
          >
            新登记的等签发人员核准。
          </Notice>
        )}
      </Card>
      {preview && (
        <Card title={`预览：${preview.fresh}个可以登记，${preview.already}个原来就有，${preview.wrong}行不对`}>
          {preview.rows.map((row) => (
            <ListRow
              key={row.line}
              title={`第${row.line}行 ${row.name}`}
              hint={row.faults.length ? row.faults.join('；') : `${row.kindZh} · ${row.creditCode}`}
              value={<StatusChip tone={TONES[row.state]}>{WORDS[row.state]}</StatusChip>}
            />
          ))}
          <Button block busy={send.busy} disabled={preview.wrong > 0 || preview.fresh === 0} onTap={() => void take()}>
            {preview.wrong > 0 ? '改好后重新上传' : preview.fresh === 0 ? '没有新的单位' : `登记${preview.fresh}个单位`}
          </Button>
        </Card>
      )}
    </Page>
  );
}
