import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { registerImportRoutes as api } from '@jzt/shared/contract/registerImport';
import { mayDo } from '@jzt/shared/domain/acts';
import { asApiError, type ApiError } from '@/api';
import { Button, Card, ErrorNotice, ListRow, MoreRow, Notice, Page, Screen, StatusChip } from '@/components';
import { chooseSheet, openPdf } from '@/documents';
import { formatTime } from '@/format';
import { usePages, useSession, useUpload } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { OnlyBy } from '../components/only-by';
import { OFFICERS } from '../officers';
import { inShort } from './words';

/** 导入已有证书: the table down, filled in, up; then a batch to look through. At a computer. */
export default function RegisterImportsPage() {
  const may = mayDo('REGISTER_IMPORT', useSession()?.role ?? 'WORKER');
  const batches = usePages(api.list, { query: {} });
  const send = useUpload(api.upload, { changes: ['registerImport', 'account'] });
  const [problem, setProblem] = useState<ApiError>();
  useReachBottom(() => void batches.loadMore());
  const download = async () => {
    setProblem(undefined);
    try {
      await openPdf(api.sheet, {}, '已有证书登记.xlsx');
    } catch (error) {
      setProblem(asApiError(error));
    }
  };
  const upload = async () => {
    setProblem(undefined);
    const chosen = await chooseSheet();
    if (!chosen) return;
    const address = URL.createObjectURL(chosen);
    const made = await send.run(address);
    URL.revokeObjectURL(address);
    if (made) void open(routes.authority.registerImport, { id: made.id });
  };
  return (
    <Page access={OFFICERS} wide>
      {!may ? (
        <OnlyBy role="AUTHORITY_REVIEWER" act="上传表格" />
      ) : process.env.TARO_ENV !== 'h5' ? (
        <Notice tone="note">上传表格请用电脑浏览器打开建证通办理；手机上可以看进度、确认和撤回。</Notice>
      ) : (
        <Card title="登记表格">
          <View className="jz-notice-text">
            平台启用以前发的证书，每行一本，一次最多5000行。上传后先逐行核对，由签发员确认后才登记；不对的行不登记，可以下载改好再传。同一份再传不会重复。
          </View>
          <View className="officer-acts">
            <Button kind="plain" onTap={() => void download()}>
              下载表格
            </Button>
            <Button busy={send.busy} onTap={() => void upload()}>
              上传填好的表格
            </Button>
          </View>
          <ErrorNotice error={problem ?? send.error} />
        </Card>
      )}
      <Screen
        state={batches}
        isEmpty={() => batches.items.length === 0}
        empty={{ title: '还没有导入过', hint: '上传表格后，批次会出现在这里。' }}
      >
        {() => (
          <Card title="导入批次">
            {batches.items.map((one) => (
              <ListRow
                key={one.id}
                title={one.batchNumber}
                hint={`${inShort(one)}。${one.madeBy}，${formatTime(one.madeAt)}`}
                value={<StatusChip status={one.status}>{one.statusZh}</StatusChip>}
                label={`批次${one.batchNumber}，${one.statusZh}，${inShort(one)}`}
                onTap={() => void open(routes.authority.registerImport, { id: one.id })}
              />
            ))}
            <MoreRow pages={batches} />
          </Card>
        )}
      </Screen>
    </Page>
  );
}
