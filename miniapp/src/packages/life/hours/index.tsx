import { View } from '@tarojs/components';
import { useState } from 'react';
import { yearlyHoursRoutes as api, type CeFinding, type HoursAccount, type HoursYear } from '@jzt/shared/contract/yearlyHours';
import {
  Button,
  Card,
  ErrorNotice,
  ListRow,
  Notice,
  Page,
  PrivateImage,
  Screen,
  Sheet,
  StatusChip,
  TextArea,
  type Tone,
} from '@/components';
import { formatDate } from '@/format';
import { useAction, useQuery } from '@/hooks';
import { Bar } from './bar';
import './index.scss';

const STATES: Record<HoursYear['state'], [words: string, tone: Tone]> = {
  MET: ['已完成', 'ok'],
  RUNNING: ['还没完成', 'warn'],
  UNMET: ['没有完成', 'bad'],
  NOT_OWED: ['不用学', 'note'],
};

/** What is missing this year, in one sentence. */
function missingWords({ target, years }: HoursAccount): string {
  const [now] = years;
  if (!now || now.state === 'NOT_OWED') return '今年不用学，从取得证书的下一年算起。';
  if (now.state === 'MET') return '今年的学时已经学够。';
  const [total, professional] = [Number(target.total) - Number(now.total), Number(target.professional) - Number(now.professional)];
  const parts = [total > 0 && `${total}学时`, professional > 0 && `专业岗位知识${professional}学时`].filter(Boolean);
  return `今年还差${parts.join('、其中')}，12月31日前学完并考核合格。`;
}

/** Years of one certificate against what the law asks for; what waits for review is drawn lighter, because it does not count yet (HN-17). */
function Account({ one, onAppeal }: { one: HoursAccount; onAppeal: (finding: CeFinding) => void }) {
  const [now, ...before] = one.years;
  return (
    <>
      <Card title={one.subject.labelZh}>
        <View className="yearly-line">{`${one.provinceZh} · ${one.number}`}</View>
        {one.status !== 'ACTIVE' && <StatusChip status={one.status}>{one.statusZh}</StatusChip>}
        {now && now.state !== 'NOT_OWED' && (
          <>
            <View className="yearly-year">{`${now.year}年`}</View>
            <Bar name="总学时" done={now.total} waiting={now.waiting} target={one.target.total} />
            <Bar name="其中专业岗位知识" done={now.professional} target={one.target.professional} />
          </>
        )}
        {one.twoYears && one.target.twoYears && (
          <>
            <View className="yearly-year">{`${one.twoYears.from}和${one.twoYears.to}两年累计`}</View>
            <Bar name="总学时" done={one.twoYears.total} target={one.target.twoYears} />
          </>
        )}
        <View className="yearly-words">{missingWords(one)}</View>
        {Number(now?.waiting ?? 0) > 0 && (
          <View className="yearly-line">{`浅色的${now!.waiting}学时已上报，主管部门审核录入后才算。`}</View>
        )}
      </Card>
      {one.finding && one.finding.status !== 'DISMISSED' && <FindingCard finding={one.finding} onAppeal={onAppeal} />}
      {before.length > 0 && (
        <Card title="以前的年份">
          {before.map((year) => (
            <ListRow
              key={year.year}
              title={`${year.year}年`}
              hint={year.state === 'NOT_OWED' ? undefined : `${year.total}学时，其中专业岗位知识${year.professional}学时`}
              value={<StatusChip tone={STATES[year.state][1]}>{STATES[year.state][0]}</StatusChip>}
            />
          ))}
        </Card>
      )}
    </>
  );
}

/** What may end the certificate, until when its holder may speak, and what they said. */
function FindingCard({ finding, onAppeal }: { finding: CeFinding; onAppeal: (finding: CeFinding) => void }) {
  const over = finding.status === 'CONFIRMED';
  return (
    <Card title={over ? '证书已被认定作废' : '证书可能被作废'}>
      <Notice tone={over ? 'bad' : 'warn'} title={`原因：${finding.groundZh}`}>
        {over
          ? `${finding.decisionReason ?? ''}。需重新参加职业培训；如有异议请联系主管部门。`
          : finding.canAppeal
            ? `请在${formatDate(finding.appealBy)}前说明情况，或请培训机构补报学时。主管部门核实后才决定，现在证书照常有效。`
            : '您的说明已收到，主管部门核实后会通知您。现在证书照常有效。'}
      </Notice>
      {finding.evidence.length > 0 && <View className="yearly-line">{`依据：${finding.evidence.join('；')}`}</View>}
      {finding.evidenceFileIds.map((fileId, at) => (
        <PrivateImage key={fileId} fileId={fileId} label={`证据${at + 1}`} />
      ))}
      {finding.appeal && <View className="yearly-line">{`您的说明：${finding.appeal}`}</View>}
      {finding.canAppeal && (
        <Button block onTap={() => onAppeal(finding)}>
          说明情况
        </Button>
      )}
    </Card>
  );
}

/** 年度学时 (HN-10…12): this year against its targets, and the two years that count together, at a glance. */
export default function HoursPage() {
  const mine = useQuery(api.accounts, {});
  const appeal = useAction(api.appeal, { changes: ['yearlyHours'] });
  const [about, setAbout] = useState<CeFinding>();
  const [words, setWords] = useState('');
  const send = async () => {
    const done = await appeal.run({ params: { id: about!.id }, body: { text: words.trim(), version: about!.version } });
    if (done) setAbout(undefined);
    void mine.refetch();
  };
  return (
    <Page access={['WORKER']}>
      <Screen
        state={mine}
        skeleton="detail"
        isEmpty={(data) => data.items.length === 0}
        empty={{ title: '没有按年学习的证书', hint: '海南的电子培训合格证和安全员证书，每年要完成继续教育。' }}
      >
        {(data) => data.items.map((one) => <Account key={one.certificateId} one={one} onAppeal={setAbout} />)}
      </Screen>
      <Sheet open={about !== undefined} onClose={() => setAbout(undefined)} title="说明情况">
        <TextArea
          label="情况"
          required
          value={words}
          max={500}
          placeholder="例如：去年住院，今年已补学，培训机构正在上报"
          onChange={setWords}
        />
        <ErrorNotice error={appeal.error} />
        <Button block busy={appeal.busy} disabled={words.trim().length < 4} onTap={() => void send()}>
          提交说明
        </Button>
      </Sheet>
    </Page>
  );
}
