import { View } from '@tarojs/components';
import { useState } from 'react';
import { duplicateRoutes as api, type OfficerDuplicate } from '@jzt/shared/contract/duplicate';
import { mayDo } from '@jzt/shared/domain/acts';
import {
  ActionError,
  BottomBar,
  Button,
  Card,
  Facts,
  ListRow,
  Notice,
  ReasonSheet,
  Screen,
  Segments,
  StatusChip,
  useConfirm,
} from '@/components';
import { CaseRecord } from '@/components/case-record';
import { formatDate, formatDays, formatTime } from '@/format';
import { useAction, useQuery, useSession } from '@/hooks';
import '../components/photos.scss';

const CHANGES = ['duplicate', 'account'];
/** Attempts still change something. */
const TELLING = ['FOUND', 'NOTIFIED', 'UNREACHABLE', 'OVERDUE', 'CHOSEN'];
type Sheet = 'REACHED' | 'FAILED' | 'CLOSE';
type Channel = 'CALL' | 'LETTER' | 'VISIT';
const CHANNELS: { value: Channel; title: string }[] = [
  { value: 'CALL', title: '电话' },
  { value: 'LETTER', title: '信函' },
  { value: 'VISIT', title: '上门' },
];
const SHEETS: Record<Sheet, { title: string; confirm: string; reasons: string[]; danger?: boolean }> = {
  REACHED: {
    title: '通知到本人，请写明经过',
    confirm: '记为已通知',
    reasons: ['电话接通，已告知期限和办法', '信函已由本人签收', '上门当面告知本人'],
  },
  FAILED: {
    title: '没有通知到，请写明经过',
    confirm: '记为没有通知到',
    reasons: ['拨打三次无人接听', '号码停机或空号', '信函被退回', '上门未见本人'],
    danger: true,
  },
  CLOSE: {
    title: '办结，请写明为什么不用再办',
    confirm: '办结',
    reasons: ['名单列错，本人没有外省证书', '外省来函说明证书已注销'],
    danger: true,
  },
};

/** One case before the authority: the proof that the person was told, both certificates, and the step that the law allows today. */
export function DuplicateBody({ id }: { id: string }) {
  const role = useSession()?.role ?? 'WORKER';
  const query = useQuery(api.view, { params: { id } });
  const attempt = useAction(api.attempt, { changes: CHANGES });
  const tellAgain = useAction(api.tellAgain, { changes: CHANGES });
  const publicize = useAction(api.publicize, { changes: CHANGES });
  const cancel = useAction(api.cancel, { changes: [...CHANGES, 'certificate'] });
  const close = useAction(api.close, { changes: CHANGES });
  const [sheet, setSheet] = useState<Sheet>();
  const [channel, setChannel] = useState<Channel>('CALL');
  const [dialog, ask] = useConfirm();
  const may = mayDo('DUPLICATE_CASE', role);
  const mayCancel = mayDo('DUPLICATE_CANCEL', role);
  const acts = [attempt, tellAgain, publicize, cancel, close];
  const settle = (answer: OfficerDuplicate | undefined) => {
    if (!answer) return void query.refetch();
    query.put(answer);
    setSheet(undefined);
  };
  const begin = (next: Sheet) => {
    acts.forEach((each) => each.reset());
    setSheet(next);
  };
  const send = async ({ version }: OfficerDuplicate, words: string) => {
    const args = { params: { id } };
    if (sheet === 'CLOSE') return settle(await close.run({ ...args, body: { reason: words, version } }));
    settle(await attempt.run({ ...args, body: { channel, reached: sheet === 'REACHED', note: words, version } }));
  };
  const step = async (one: OfficerDuplicate, act: typeof publicize | typeof cancel, question: Parameters<typeof ask>[0]) => {
    acts.forEach((each) => each.reset());
    if (await ask(question)) settle(await act.run({ params: { id }, body: { version: one.version } }));
  };
  return (
    <Screen state={query} skeleton="detail">
      {(one) => (
        <>
          <Card title={`${one.name} · ${one.number}`} extra={<StatusChip status={one.status}>{one.statusZh}</StatusChip>}>
            <Facts
              rows={[
                { name: '身份证号', value: one.idNumberMasked },
                { name: '手机号', value: one.phoneMasked ?? '没有' },
                { name: '账号', value: one.hasAccount ? '已注册' : '没有注册' },
                { name: '证书', value: one.subject.labelZh },
                { name: one.own.provinceZh, value: [one.own.number, one.own.statusZh].filter(Boolean).join('，') },
                { name: one.other.provinceZh, value: one.other.number },
                { name: '外省有效期至', value: one.other.validTo && formatDate(one.other.validTo) },
                { name: '选择期限', value: one.deadline && formatDate(one.deadline) },
                { name: '剩余工作日', value: one.workingDaysLeft !== undefined ? `${one.workingDaysLeft}个，含今天` : undefined },
                { name: '本人选择', value: one.chosen && `注销${one.chosen === 'OWN' ? one.own.provinceZh : one.other.provinceZh}的` },
                { name: '外省办理', value: one.otherNote },
                {
                  name: '公示',
                  value: one.publishedOn && one.noticeEnds && formatDays(one.publishedOn, one.noticeEnds),
                },
                { name: '下一个日子', value: one.nextOn ? `${formatDate(one.nextOn)}${one.nextZh}` : one.nextZh },
              ]}
            />
          </Card>
          <Card title={`通知经过（${one.attempts.length}）`}>
            {one.attempts.map((each) => (
              <ListRow
                key={`${each.at}${each.channel}`}
                title={`${each.channelZh}：${each.reached ? '已送达' : '没有送达'}`}
                hint={each.note}
                value={formatTime(each.at)}
              />
            ))}
            {one.attempts.length === 0 && <Notice tone="still">还没有通知。系统正在发送；一直没有结果的，看“失败待办”。</Notice>}
            {may && TELLING.includes(one.status) && (
              <>
                <Segments<Channel> label="通知方式" segments={CHANNELS} value={channel} onChange={setChannel} />
                <View className="officer-acts">
                  <Button kind="plain" size="small" onTap={() => begin('FAILED')}>
                    没有通知到
                  </Button>
                  <Button kind="plain" size="small" onTap={() => begin('REACHED')}>
                    通知到了
                  </Button>
                  <Button
                    kind="quiet"
                    size="small"
                    busy={tellAgain.busy}
                    onTap={() => void tellAgain.run({ params: { id }, body: { version: one.version } }).then(settle)}
                  >
                    再发一次消息和短信
                  </Button>
                </View>
              </>
            )}
          </Card>
          <CaseRecord timeline={one.timeline} />
          {one.status === 'PUBLICIZED' && !one.cancel.allowed && one.cancel.why && <Notice tone="note">{one.cancel.why}</Notice>}
          {['FOUND', 'NOTIFIED', 'CHOSEN'].includes(one.status) && one.publicize.why && <Notice tone="note">{one.publicize.why}</Notice>}
          {(may || mayCancel) && one.status !== 'CLOSED' && one.status !== 'CANCELLED' && (
            <BottomBar above={<ActionError error={sheet ? undefined : acts.map((each) => each.error).find((error) => error)} />}>
              {may && (
                <Button kind="plain" onTap={() => begin('CLOSE')}>
                  办结
                </Button>
              )}
              {may && one.publicize.allowed && (
                <Button
                  busy={publicize.busy}
                  onTap={() =>
                    void step(one, publicize, {
                      title: `公示${one.name}的重复持证？`,
                      text: '公示5个工作日，姓名和号码部分隐藏，任何人都能看到。',
                      yes: '开始公示',
                    })
                  }
                >
                  公示
                </Button>
              )}
              {mayCancel && one.cancel.allowed && (
                <Button
                  kind="danger"
                  busy={cancel.busy}
                  onTap={() =>
                    void step(one, cancel, {
                      title: `依法注销${one.name}的证书？`,
                      text: `${one.own.number}。只注销本省的这一本，注销后不能恢复。`,
                      yes: '依法注销',
                      danger: true,
                    })
                  }
                >
                  依法注销
                </Button>
              )}
            </BottomBar>
          )}
          {sheet && (
            <ReasonSheet
              key={sheet}
              open
              onClose={() => setSheet(undefined)}
              {...SHEETS[sheet]}
              placeholder={sheet === 'CLOSE' ? '原因会记入留痕' : '时间、经过和结果，会记入留痕'}
              busy={attempt.busy || close.busy}
              error={attempt.error ?? close.error}
              onConfirm={(words) => void send(one, words)}
            />
          )}
          {dialog}
        </>
      )}
    </Screen>
  );
}
