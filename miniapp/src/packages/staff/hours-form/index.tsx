import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { yearlyHoursRoutes as api, type HoursRowInput } from '@jzt/shared/contract/yearlyHours';
import { ActionError, BottomBar, Button, Card, ChoiceField, DateField, ErrorNotice, Notice, Page, TextField } from '@/components';
import { asApiError, type ApiError } from '@/api';
import { chooseSheet, openPdf } from '@/documents';
import { useAction, usePages, useUpload } from '@/hooks';
import { back, usePageParams } from '@/navigation';
import { routes } from '@/routes';

const EMPTY: HoursRowInput = { certificateNumber: '', holderName: '', total: '', professional: '', mode: 'OFFLINE' };
const MODES = [
  { value: 'OFFLINE', title: '集中培训' },
  { value: 'ONLINE', title: '在线网络学习' },
] as const;
const IS_HOURS = /^\d+(\.\d{1,2})?$/;
const isWhole = (row: HoursRowInput) =>
  row.certificateNumber.trim().length >= 4 &&
  row.holderName.trim().length >= 2 &&
  IS_HOURS.test(row.total) &&
  IS_HOURS.test(row.professional) &&
  row.assessedOn !== undefined;

/** One person of the batch. */
function RowCard({
  row,
  at,
  error,
  onChange,
  onRemove,
}: {
  row: HoursRowInput;
  at: number;
  error?: string;
  onChange: (row: HoursRowInput) => void;
  onRemove?: () => void;
}) {
  const set = (change: Partial<HoursRowInput>) => onChange({ ...row, ...change });
  return (
    <Card title={`第${at + 1}人`}>
      <TextField label="姓名" required value={row.holderName} onChange={(holderName) => set({ holderName })} />
      <TextField label="证书编号" required value={row.certificateNumber} onChange={(certificateNumber) => set({ certificateNumber })} />
      <TextField label="总学时" required value={row.total} onChange={(total) => set({ total })} />
      <TextField label="其中专业岗位知识学时" required value={row.professional} onChange={(professional) => set({ professional })} />
      <ChoiceField label="学习方式" required options={MODES} value={row.mode} onChange={(mode) => set({ mode })} />
      <DateField label="考核合格日期" required value={row.assessedOn} onChange={(assessedOn) => set({ assessedOn })} />
      {error && <Notice tone="bad" title={error} />}
      {onRemove && (
        <Button kind="quiet" size="small" onTap={onRemove}>
          去掉这个人
        </Button>
      )}
    </Card>
  );
}

/** Many people at once, at a computer: the table down, filled in, and read into the form, where it is looked through before it is sent. */
function FromSheet({ onRead }: { onRead: (rows: HoursRowInput[]) => void }) {
  const read = useUpload(api.readSheet);
  const [problem, setProblem] = useState<ApiError>();
  const [told, setTold] = useState<{ rows: number; faults: { line: number; message: string }[] }>();
  const download = async () => {
    setProblem(undefined);
    try {
      await openPdf(api.sheet, {}, '上报学时.xlsx');
    } catch (error) {
      setProblem(asApiError(error));
    }
  };
  const choose = async () => {
    const chosen = await chooseSheet();
    if (!chosen) return;
    setTold(undefined);
    const address = URL.createObjectURL(chosen);
    const answer = await read.run(address);
    URL.revokeObjectURL(address);
    if (!answer) return;
    setTold({ rows: answer.rows.length, faults: answer.faults });
    if (answer.rows.length && !answer.faults.length) onRead(answer.rows);
  };
  return (
    <Card title="用表格填写">
      <View className="jz-notice-text">人多的，下载表格填好再上传，一次最多200人；读进来后核对一遍再上报。</View>
      <Button kind="plain" size="small" onTap={() => void download()}>
        下载表格
      </Button>
      <Button size="small" busy={read.busy} onTap={() => void choose()}>
        上传填好的表格
      </Button>
      <ErrorNotice error={problem ?? read.error} />
      {told &&
        (told.faults.length ? (
          <Notice tone="bad" title={`有${told.faults.length}行不对，没有读进来，改好后重新上传`} live>
            {told.faults.map(({ line, message }) => (
              <View key={line}>{`第${line}行：${message}`}</View>
            ))}
          </Notice>
        ) : (
          <Notice tone="ok" title={`已读进${told.rows}人，请核对后上报`} live />
        ))}
    </Card>
  );
}

/** 上报学时: the people of one batch; with `id` a returned one is put right. */
export default function HoursFormPage() {
  const { id } = usePageParams(routes.staff.hoursForm);
  const batches = usePages(api.reports, { query: {} });
  const report = useAction(api.report, { changes: ['yearlyHours'] });
  const correct = useAction(api.correct, { changes: ['yearlyHours'] });
  const [rows, setRows] = useState<HoursRowInput[]>([EMPTY]);
  const returned = id ? batches.items.find((one) => one.id === id) : undefined;
  useEffect(() => {
    if (returned) setRows(returned.rows);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what is typed is not overwritten by a later answer
  }, [returned?.id]);
  const whole = rows.every(isWhole);
  const send = async () => {
    const trimmed = rows.map((row) => ({ ...row, certificateNumber: row.certificateNumber.trim(), holderName: row.holderName.trim() }));
    const done = returned
      ? await correct.run({ params: { id: returned.id }, body: { rows: trimmed, version: returned.version } })
      : await report.run({ body: { rows: trimmed } });
    if (done) void back();
  };
  const fields = returned ? correct.fields : report.fields;
  return (
    <Page
      access={['INSTITUTION_STAFF']}
      wide
      footer={
        <BottomBar above={<ActionError error={report.error ?? correct.error} />}>
          <Button kind="plain" onTap={() => setRows((before) => [...before, EMPTY])}>
            再加一人
          </Button>
          <Button busy={report.busy || correct.busy} disabled={!whole} onTap={() => void send()}>
            {whole ? `上报${rows.length}人` : '请填完每个人'}
          </Button>
        </BottomBar>
      }
    >
      {process.env.TARO_ENV === 'h5' && <FromSheet onRead={setRows} />}
      <ErrorNotice error={id ? batches.error : undefined} />
      {returned?.reason && <Notice tone="warn" title={`退回原因：${returned.reason}`} />}
      {rows.map((row, at) => (
        <RowCard
          key={at}
          row={row}
          at={at}
          error={fields[`rows.${at}`]}
          onChange={(next) => setRows((before) => before.map((each, index) => (index === at ? next : each)))}
          onRemove={rows.length > 1 ? () => setRows((before) => before.filter((_, index) => index !== at)) : undefined}
        />
      ))}
    </Page>
  );
}
