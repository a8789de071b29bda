import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { yearlyHoursRoutes as api, type CeFinding, type HoursReport } from '@jzt/shared/contract/yearlyHours';
import { asApiError, type ApiError } from '@/api';
import { openPdf } from '@/documents';
import {
  Button,
  Card,
  ErrorNotice,
  Facts,
  ListRow,
  MoreRow,
  Notice,
  Page,
  ReasonSheet,
  Screen,
  Segments,
  Sheet,
  TextArea,
} from '@/components';
import { formatDate, formatTime } from '@/format';
import { useAction, usePages, useSession } from '@/hooks';
import { EvidenceField, EvidencePhotos } from '../components/evidence';
import { OnlyBy } from '../components/only-by';
import { OFFICERS } from '../officers';

const RETURNS = ['学时与培训记录不一致', '考核材料不完整', '人员不在培训名单里'];
const DISMISSALS = ['情况属实，学时已补报', '记录有误，学时已满足'];
const TABS = [
  { value: 'reports', title: '学时审核' },
  { value: 'findings', title: '作废认定' },
] as const;

/** One batch of an institution: everybody on it, and what an officer does with it (HN-17). */
function ReportCard({ one, onDone }: { one: HoursReport; onDone: () => void }) {
  const decide = useAction(api.decideReport, { changes: ['yearlyHours', 'account'] });
  const [returning, setReturning] = useState(false);
  const [problem, setProblem] = useState<ApiError>();
  const download = async () => {
    setProblem(undefined);
    try {
      await openPdf(api.reportSheet, { params: { id: one.id } }, `学时${one.batchNumber}.xlsx`);
    } catch (error) {
      setProblem(asApiError(error));
    }
  };
  const send = async (decision: 'ENTER' | 'RETURN', reason?: string) => {
    const body = { decision, version: one.version, ...(reason && { reason }) };
    if (await decide.run({ params: { id: one.id }, body })) setReturning(false);
    onDone();
  };
  return (
    <Card title={`${one.institutionName} · ${one.batchNumber}`}>
      <View>{`${formatTime(one.sentAt)}上报，${one.rows.length}人`}</View>
      {one.rows.map((row, at) => (
        <ListRow
          key={at}
          title={row.holderName}
          hint={`${row.certificateNumber}，${row.mode === 'ONLINE' ? '在线' : '集中'}，${row.assessedOn ? `${formatDate(row.assessedOn)}考核合格` : ''}`}
          value={`${row.total}学时（专业${row.professional}）`}
        />
      ))}
      {!returning && <ErrorNotice error={decide.error ?? problem} />}
      {process.env.TARO_ENV === 'h5' && (
        <Button kind="quiet" size="small" onTap={() => void download()}>
          下载这一批的表格
        </Button>
      )}
      {one.canDecide && (
        <>
          <Button block busy={decide.busy} onTap={() => void send('ENTER')}>
            {`审核录入${one.rows.length}人`}
          </Button>
          <Button block kind="quiet" onTap={() => setReturning(true)}>
            退回机构
          </Button>
        </>
      )}
      <ReasonSheet
        open={returning}
        onClose={() => setReturning(false)}
        title="退回这一批"
        reasons={RETURNS}
        confirm="退回"
        busy={decide.busy}
        error={decide.error}
        onConfirm={(reason) => void send('RETURN', reason)}
      />
    </Card>
  );
}

/** One proposal to void: what it rests on, what the holder said, and the decision with its evidence (A-13). */
function FindingCard({ one, onDone }: { one: CeFinding; onDone: () => void }) {
  const decide = useAction(api.decideFinding, { changes: ['yearlyHours', 'account'] });
  const [sheet, setSheet] = useState<'CONFIRM' | 'DISMISS'>();
  const [reason, setReason] = useState('');
  const [proof, setProof] = useState('');
  const [photos, setPhotos] = useState<string[]>([]);
  const send = async (decision: 'CONFIRM' | 'DISMISS', words: string) => {
    const evidence = proof.split('\n').flatMap((line) => line.trim() || []);
    const body = {
      decision,
      reason: words,
      version: one.version,
      ...(decision === 'CONFIRM' && evidence.length > 0 && { evidence }),
      ...(decision === 'CONFIRM' && photos.length > 0 && { evidenceFileIds: photos }),
    };
    if (await decide.run({ params: { id: one.id }, body })) setSheet(undefined);
    onDone();
  };
  return (
    <Card title={`${one.holderName} · ${one.subject.labelZh}`}>
      <Facts
        rows={[
          { name: '证书编号', value: one.certificateNumber },
          { name: '原因', value: one.groundZh },
          { name: '状态', value: one.statusZh },
          { name: '本人说明', value: one.appeal ?? `没有，可以说明到${formatDate(one.appealBy)}` },
          ...(one.evidence.length > 0 ? [{ name: '证据', value: one.evidence.join('；') }] : []),
        ]}
      />
      <EvidencePhotos fileIds={one.evidenceFileIds} />
      {one.canDecide && (
        <>
          <Button block kind="danger" onTap={() => setSheet('CONFIRM')}>
            认定作废
          </Button>
          <Button block kind="quiet" onTap={() => setSheet('DISMISS')}>
            不作废
          </Button>
        </>
      )}
      <Sheet open={sheet === 'CONFIRM'} onClose={() => setSheet(undefined)} title="认定作废">
        <Notice tone="warn" title="作废后不能恢复，持证人要重新参加职业培训" />
        <TextArea label="核实情况" required value={reason} max={300} onChange={setReason} />
        <TextArea label="证据（一行一件，写名称和编号）" required={one.evidence.length === 0} value={proof} max={400} onChange={setProof} />
        <EvidenceField value={photos} onChange={setPhotos} />
        <ErrorNotice error={decide.error} />
        <Button
          block
          kind="danger"
          busy={decide.busy}
          disabled={reason.trim().length < 4}
          onTap={() => void send('CONFIRM', reason.trim())}
        >
          认定作废这本证书
        </Button>
      </Sheet>
      <ReasonSheet
        open={sheet === 'DISMISS'}
        onClose={() => setSheet(undefined)}
        title="不作废"
        reasons={DISMISSALS}
        confirm="不作废"
        busy={decide.busy}
        error={decide.error}
        onConfirm={(words) => void send('DISMISS', words)}
      />
    </Card>
  );
}

/** 学时审核 and 作废认定: what institutions reported and what the yearly evaluation or an officer proposed (HN-12…17). */
export default function HoursPage() {
  const role = useSession()?.role;
  const [tab, setTab] = useState<(typeof TABS)[number]['value']>('reports');
  const reports = usePages(api.reportQueue, { query: {} });
  const findings = usePages(api.findings, { query: {} });
  useReachBottom(() => void (tab === 'reports' ? reports : findings).loadMore());
  return (
    <Page access={OFFICERS} wide>
      <Segments label="学时审核和作废认定" segments={TABS} value={tab} onChange={setTab} />
      {tab === 'reports' ? (
        <>
          {role !== 'AUTHORITY_REVIEWER' && <OnlyBy role="AUTHORITY_REVIEWER" act="审核录入学时" />}
          <Screen
            state={reports}
            isEmpty={() => reports.items.length === 0}
            empty={{ title: '没有等着审核的批次', hint: '培训机构上报后会出现在这里。' }}
          >
            {() => (
              <>
                {reports.items.map((one) => (
                  <ReportCard key={one.id} one={one} onDone={() => void reports.refetch()} />
                ))}
                <MoreRow pages={reports} />
              </>
            )}
          </Screen>
        </>
      ) : (
        <>
          {role !== 'AUTHORITY_ISSUER' && <OnlyBy role="AUTHORITY_ISSUER" act="认定作废" />}
          <Screen
            state={findings}
            isEmpty={() => findings.items.length === 0}
            empty={{ title: '没有等着核实的认定', hint: '每年上报期过后，两年学时不足的证书会列在这里。' }}
          >
            {() => (
              <>
                {findings.items.map((one) => (
                  <FindingCard key={one.id} one={one} onDone={() => void findings.refetch()} />
                ))}
                <MoreRow pages={findings} />
              </>
            )}
          </Screen>
        </>
      )}
    </Page>
  );
}
