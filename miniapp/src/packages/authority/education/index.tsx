import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { continuingEducationRoutes as api, type CeRecordRow } from '@jzt/shared/contract/continuingEducation';
import {
  ActionError,
  BottomBar,
  Button,
  Card,
  MoreRow,
  Notice,
  Page,
  ReasonSheet,
  ResultsSheet,
  Screen,
  Tick,
  type BatchResult,
} from '@/components';
import { formatDate } from '@/format';
import { useAction, usePages, useSession } from '@/hooks';
import { OnlyBy } from '../components/only-by';
import { OFFICERS } from '../officers';

const WAYS: Record<CeRecordRow['mode'], string> = { ONLINE: '线上', OFFLINE: '线下' };
const REASONS = ['学时与平台记录不一致', '身份核验记录不完整', '考核结果有误，请核对后重新推送'];

/** 继续教育记录: passed in a classroom and to be imported by batch (QH-25), or pushed by a platform and to be reviewed (QH-28). */
export default function EducationPage() {
  const role = useSession()?.role;
  const queue = usePages(api.queue, { query: {} });
  const confirm = useAction(api.confirm, { changes: ['continuingEducation', 'account'] });
  const sendBack = useAction(api.returnReport, { changes: ['continuingEducation', 'account'] });
  const [left, setLeft] = useState<string[]>([]);
  const [results, setResults] = useState<BatchResult[]>();
  const [names, setNames] = useState(new Map<string, string>());
  const [returning, setReturning] = useState<CeRecordRow>();
  useReachBottom(() => void queue.loadMore());
  const chosen = queue.items.filter((one) => !left.includes(one.id));
  const may = role === 'AUTHORITY_REVIEWER';
  const send = async () => {
    setNames(new Map(chosen.map((one) => [one.id, one.name])));
    const answer = await confirm.run({ body: { ids: chosen.map((one) => one.id) } });
    if (answer) setResults(answer.results);
    void queue.refetch();
  };
  const back = async (one: CeRecordRow, reason: string) => {
    if (await sendBack.run({ params: { id: one.id }, body: { reason, version: one.version } })) setReturning(undefined);
    void queue.refetch();
  };
  return (
    <Page
      access={OFFICERS}
      wide
      footer={
        may && queue.items.length > 0 ? (
          <BottomBar above={<ActionError error={confirm.error} />}>
            <Button block busy={confirm.busy} disabled={chosen.length === 0} onTap={() => void send()}>
              {`记入${chosen.length}人的继续教育`}
            </Button>
          </BottomBar>
        ) : undefined
      }
    >
      <Notice tone="note">记入后，持证人就可以申请延期。过了有效期还没记入的，证书先保留，不算失效。</Notice>
      {!may && <OnlyBy role="AUTHORITY_REVIEWER" act="记入继续教育" />}
      <Screen
        state={queue}
        isEmpty={() => queue.items.length === 0}
        empty={{ title: '没有等着记入的', hint: '有人考核合格或平台推送了名单时，会出现在这里。' }}
      >
        {() => (
          <>
            {queue.items.map((one) => (
              <Card key={one.id}>
                <Tick
                  checked={!left.includes(one.id)}
                  label={`${one.name}，${one.subject.labelZh}，${one.providerName}`}
                  onChange={(on) => setLeft((before) => (on ? before.filter((id) => id !== one.id) : [...before, one.id]))}
                >
                  <View>
                    <View>{`${one.name} · ${one.subject.labelZh}`}</View>
                    <View>{`${one.idNumberMasked}，证书${one.certificateNumber}，${formatDate(one.validTo)}到期`}</View>
                    <View>{`${WAYS[one.mode]} · ${one.providerName}，${formatDate(one.passedOn)}考核合格`}</View>
                  </View>
                </Tick>
                {may && one.status === 'REPORTED' && (
                  <Button kind="quiet" size="small" onTap={() => setReturning(one)}>
                    退回平台
                  </Button>
                )}
              </Card>
            ))}
            <MoreRow pages={queue} />
          </>
        )}
      </Screen>
      <ResultsSheet results={results} nameOf={(id) => names.get(id) ?? ''} done="已记入" onClose={() => setResults(undefined)} />
      {returning && (
        <ReasonSheet
          open
          onClose={() => setReturning(undefined)}
          title={`退回${returning.name}的结果`}
          reasons={REASONS}
          confirm="退回"
          busy={sendBack.busy}
          error={sendBack.error}
          onConfirm={(reason) => void back(returning, reason)}
        />
      )}
    </Page>
  );
}
