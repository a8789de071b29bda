import { View } from '@tarojs/components';
import { useState } from 'react';
import { accountRoutes as api } from '@jzt/shared/contract/account';
import { toLocalDate } from '@jzt/shared/domain/calendar';
import { asApiError, type ApiError } from '@/api';
import { Button, Card, DateField, ErrorNotice } from '@/components';
import { openPdf } from '@/documents';

const MONTHS_MS = 183 * 24 * 3600_000;
/** Before there was anything to keep. */
const FIRST = new Date('2020-01-01T00:00:00+08:00');

/** 导出留痕: a period of the province's trail as a file, to be kept elsewhere and checked there. On a computer, where files are kept. */
export function ExportCard() {
  const [from, setFrom] = useState(toLocalDate(Date.now() - MONTHS_MS));
  const [to, setTo] = useState(toLocalDate(Date.now()));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiError>();
  const today = new Date();
  const wrong = from > to ? '开始日期不能晚于结束日期' : undefined;
  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await openPdf(api.auditExport, { query: { from, to } }, `操作留痕-${from}-${to}.jsonl`);
    } catch (error) {
      setProblem(asApiError(error));
    }
    setBusy(false);
  };
  if (process.env.TARO_ENV !== 'h5')
    return (
      <Card title="导出留痕">
        <View className="audit-note">留痕要在电脑上导出：用浏览器打开本平台，在这一页选日期后导出。</View>
      </Card>
    );
  return (
    <Card title="导出留痕">
      <View className="audit-note">
        本省这段时间的全部留痕，一行一条，带封条编号和校验值，可以离线核验（npm run audit-check）。依法至少留存六个月；每次导出也会留痕。
      </View>
      <DateField label="从" value={from} from={FIRST} to={today} error={wrong} onChange={setFrom} />
      <DateField label="到" value={to} from={FIRST} to={today} onChange={setTo} />
      {problem && <ErrorNotice error={problem} />}
      <Button kind="plain" busy={busy} disabled={wrong !== undefined} onTap={() => void save()}>
        导出这段时间的留痕
      </Button>
    </Card>
  );
}
