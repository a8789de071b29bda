import { View } from '@tarojs/components';
import { useState } from 'react';
import { EXCEL, filingRoutes as api } from '@jzt/shared/contract/filing';
import { asApiError, type ApiError } from '@/api';
import { Button, Dialog, ErrorNotice, Notice } from '@/components';
import { chooseSheet, keepFile, openPdf } from '@/documents';
import { useUpload } from '@/hooks';

/** 批量添加: a table down, filled in, up again; rows that went wrong come back in the table with the reason beside them. */
export function ManyDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const send = useUpload(api.importSheet, { changes: ['filing', 'account'] });
  const [problem, setProblem] = useState<ApiError>();
  const [done, setDone] = useState<{ added: number; failed: number; sheet: string }>();
  const close = () => {
    setDone(undefined);
    setProblem(undefined);
    onClose();
  };
  const download = async () => {
    setProblem(undefined);
    try {
      await openPdf(api.sheet, {}, '安全员换证批量添加.xlsx');
    } catch (error) {
      setProblem(asApiError(error));
    }
  };
  const upload = async () => {
    setProblem(undefined);
    setDone(undefined);
    const file = await chooseSheet();
    if (!file) return;
    const address = URL.createObjectURL(file);
    setDone(await send.run(address));
    URL.revokeObjectURL(address);
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title="批量添加"
      footer={
        <>
          <Button kind="plain" onTap={() => void download()}>
            下载表格
          </Button>
          <Button busy={send.busy} onTap={() => void upload()}>
            上传填好的表格
          </Button>
        </>
      }
    >
      <View className="filing-add">
        <View className="jz-notice-text">每行一个人：身份证号和岗位。添加后还要逐人上传照片，没有传的会写明缺什么。</View>
        {done && (
          <Notice
            tone={done.failed > 0 ? 'warn' : 'ok'}
            title={`添加了${done.added}人${done.failed > 0 ? `，${done.failed}行有问题` : ''}`}
            live
          >
            {done.failed > 0 ? '问题写在表格的“结果”一列，改好后可以再上传，已添加的不会重复。' : '请打开每个人，上传照片后提交。'}
          </Notice>
        )}
        {done && done.failed > 0 && (
          <Button kind="quiet" onTap={() => keepFile(`data:${EXCEL};base64,${done.sheet}`, '安全员换证批量添加-结果.xlsx')}>
            下载带结果的表格
          </Button>
        )}
        {(problem ?? send.error) && <ErrorNotice error={problem ?? send.error} />}
      </View>
    </Dialog>
  );
}
