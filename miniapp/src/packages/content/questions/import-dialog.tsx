import { View } from '@tarojs/components';
import { useState } from 'react';
import { EXCEL } from '@jzt/shared/contract/filing';
import { questionRoutes as api, type QuestionImport } from '@jzt/shared/contract/question';
import type { Category } from '@jzt/shared/domain/categories';
import { asApiError, type ApiError } from '@/api';
import { Button, Dialog, ErrorNotice, Notice } from '@/components';
import { chooseSheet, openPdf } from '@/documents';
import { useUpload } from '@/hooks';
import { keepFile } from '../components/keep-file';

/** A table down, filled in, looked at row by row, and only then taken: all of it or nothing. */
export function ImportDialog({ category, open, onClose }: { category: Category; open: boolean; onClose: () => void }) {
  const look = useUpload(api.preview);
  const take = useUpload(api.importSheet, { changes: ['question', 'questionBank', 'account'] });
  const [file, setFile] = useState<File>();
  const [seen, setSeen] = useState<QuestionImport>();
  const [taken, setTaken] = useState<QuestionImport>();
  const [problem, setProblem] = useState<ApiError>();
  const begin = () => {
    setFile(undefined);
    setSeen(undefined);
    setTaken(undefined);
    setProblem(undefined);
  };
  const close = () => {
    begin();
    onClose();
  };
  const download = () => openPdf(api.sheet, {}, '考题.xlsx').catch((error: unknown) => setProblem(asApiError(error)));
  const send = async (route: typeof look, chosen: File) => {
    const address = URL.createObjectURL(chosen);
    const answer = await route.run(address, { query: { category } });
    URL.revokeObjectURL(address);
    return answer;
  };
  const choose = async () => {
    begin();
    const chosen = await chooseSheet();
    if (!chosen) return;
    setFile(chosen);
    setSeen(await send(look, chosen));
  };
  const commit = async () => setTaken(file && (await send(take, file)));
  const error = problem ?? look.error ?? take.error;
  return (
    <Dialog
      open={open}
      onClose={close}
      title="用表格批量出题"
      footer={
        taken ? (
          <Button onTap={close}>完成</Button>
        ) : seen && seen.wrong === 0 && seen.fresh > 0 ? (
          <>
            <Button kind="plain" onTap={() => void choose()}>
              换一份
            </Button>
            <Button busy={take.busy} onTap={() => void commit()}>{`导入${seen.fresh}道题`}</Button>
          </>
        ) : (
          <>
            <Button kind="plain" onTap={() => void download()}>
              下载表格
            </Button>
            <Button busy={look.busy} onTap={() => void choose()}>
              选择填好的表格
            </Button>
          </>
        )
      }
    >
      <View className="content-import">
        {!seen && <View className="jz-notice-text">每行一道题。先逐行检查，全部没有问题才会导入；导入后等另一位人员复核。</View>}
        {seen && !taken && (
          <Notice
            tone={seen.wrong ? 'warn' : 'ok'}
            title={`${seen.fresh}道可以导入，${seen.already}道已在题库，${seen.wrong}行有问题`}
            live
          >
            {seen.wrong
              ? `${seen.firstFault ?? ''}。每行的问题写在表格的“结果”一列，改好后重新选择。`
              : seen.fresh
                ? ''
                : '这份表格的题都已在题库里。'}
          </Notice>
        )}
        {taken && (
          <Notice tone="ok" title={`导入了${taken.fresh}道题`} live>
            请另一位人员复核，复核通过并发布题库后，考试才会用上。
          </Notice>
        )}
        {seen && seen.wrong > 0 && (
          <Button kind="quiet" onTap={() => keepFile(`data:${EXCEL};base64,${seen.sheet}`, '考题-结果.xlsx')}>
            下载带结果的表格
          </Button>
        )}
        <ErrorNotice error={error} />
      </View>
    </Dialog>
  );
}
