import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { exchangeRoutes as api, type FileCheck } from '@jzt/shared/contract/exchange';
import { mayDo } from '@jzt/shared/domain/acts';
import { SITE_POSTS } from '@jzt/shared/domain/posts';
import {
  ActionError,
  Button,
  Card,
  ChoiceField,
  DateField,
  Facts,
  MoreRow,
  Notice,
  Page,
  ReasonSheet,
  Screen,
  Sheet,
  StatusChip,
  TextField,
  Tick,
} from '@/components';
import { formatDate, formatSince } from '@/format';
import { useAction, useHiddenOnCapture, usePages, useSession } from '@/hooks';
import '../exchange.scss';

type Post = keyof typeof SITE_POSTS;
const POSTS = (Object.entries(SITE_POSTS) as [Post, string][]).map(([value, title]) => ({ value, title }));
const CHANGES = { changes: ['exchange', 'account'] };
const OFFICERS = ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'] as const;
const FIRST_DAY = new Date('2014-01-01T00:00:00+08:00');
const YEARS_AHEAD = 20;

/** 收件: both originals lie on the counter (HN-04). */
function Receive({ of, onClose }: { of?: FileCheck; onClose: () => void }) {
  const receive = useAction(api.receive, CHANGES);
  const [idNumber, setIdNumber] = useState('');
  const [number, setNumber] = useState(of?.number ?? '');
  const [post, setPost] = useState(of?.post as Post | undefined);
  const [idOriginal, setId] = useState(false);
  const [certificateOriginal, setCertificate] = useState(false);
  const missing =
    idNumber.trim().length < 18
      ? '请填写身份证号'
      : number.trim().length < 4
        ? '请填写证书编号'
        : !post
          ? '请选择岗位'
          : !idOriginal || !certificateOriginal
            ? '请核对两样原件'
            : undefined;
  const send = async () => {
    if (!post) return;
    const body = { idNumber: idNumber.trim().toUpperCase(), number: number.trim(), post, idOriginal, certificateOriginal };
    if (await receive.run({ body })) onClose();
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title="现场收件"
      footer={
        <>
          <ActionError error={receive.error} />
          <Button block busy={receive.busy} disabled={missing !== undefined} onTap={() => void send()}>
            {missing ?? '收件'}
          </Button>
        </>
      }
    >
      <TextField
        label="身份证号"
        required
        keyboard="idcard"
        value={idNumber}
        max={18}
        placeholder={of ? `照原件填，尾号与${of.idNumberMasked}核对` : '18位'}
        onChange={setIdNumber}
        error={receive.fields.idNumber}
      />
      <TextField
        label="证书编号"
        required
        value={number}
        max={40}
        placeholder="照证书原件填"
        onChange={setNumber}
        error={receive.fields.number}
      />
      <ChoiceField label="岗位" required options={POSTS} value={post} onChange={setPost} />
      <Tick checked={idOriginal} onChange={setId}>
        本人到场，已看身份证原件
      </Tick>
      <Tick checked={certificateOriginal} onChange={setCertificate}>
        已看证书原件
      </Tick>
    </Sheet>
  );
}

/** What the file says: entered as the original reads. */
function Accept({ one, onClose }: { one: FileCheck; onClose: () => void }) {
  const decide = useAction(api.decide, CHANGES);
  const [post, setPost] = useState(one.post as Post | undefined);
  const [issuedOn, setIssuedOn] = useState<string>();
  const [validTo, setValidTo] = useState<string>();
  const [now] = useState(() => new Date());
  const missing = !post ? '请选择岗位' : !issuedOn ? '请填写发证日期' : undefined;
  const send = async () => {
    const body = { decision: 'ACCEPT' as const, post, issuedOn, ...(validTo && { validTo }), version: one.version };
    if (await decide.run({ params: { id: one.id }, body })) onClose();
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title={`${one.name}：核查通过`}
      footer={
        <>
          <ActionError error={decide.error} />
          <Button block busy={decide.busy} disabled={missing !== undefined} onTap={() => void send()}>
            {missing ?? '核查通过，登记证书'}
          </Button>
        </>
      }
    >
      <Facts rows={[{ name: '证书编号', value: one.number }]} />
      <ChoiceField label="岗位" required options={POSTS} value={post} onChange={setPost} />
      <DateField
        label="发证日期"
        required
        value={issuedOn}
        from={FIRST_DAY}
        to={now}
        near={new Date('2016-06-01T00:00:00+08:00')}
        onChange={setIssuedOn}
      />
      <DateField
        label="有效期至"
        value={validTo}
        from={FIRST_DAY}
        to={new Date(now.getFullYear() + YEARS_AHEAD, 11, 31)}
        near={now}
        hint="证书上没有印的不用填"
        onChange={setValidTo}
      />
    </Sheet>
  );
}

const REASONS = ['档案里没有这本证书', '证书与档案不一致', '证书不是本人的'];

/** 现场核查档案 (HN-04). */
export default function FileChecksPage() {
  useHiddenOnCapture();
  const queue = usePages(api.fileChecks, { query: {} });
  const refuse = useAction(api.decide, CHANGES);
  const may = mayDo('EXCHANGE_FILE_CHECK', useSession()?.role ?? 'WORKER');
  const [act, setAct] = useState<{ do: 'receive' | 'accept' | 'refuse'; one?: FileCheck }>();
  useReachBottom(() => void queue.loadMore());
  const close = () => {
    refuse.reset();
    setAct(undefined);
  };
  const sendRefusal = async (one: FileCheck, reason: string) => {
    const body = { decision: 'REFUSE' as const, reason, version: one.version };
    if (await refuse.run({ params: { id: one.id }, body })) close();
  };
  return (
    <Page access={OFFICERS} wide>
      <Notice tone="note">本人凭身份证原件、证书原件到场。截止日当天以前收件的，过后也要答复。</Notice>
      {may ? (
        <Card>
          <Button onTap={() => setAct({ do: 'receive' })}>有人到场，收件</Button>
        </Card>
      ) : (
        <Notice tone="note">核查由主管部门审核人员办理，您现在的身份可以查看。</Notice>
      )}
      <Screen
        state={queue}
        isEmpty={() => queue.items.length === 0}
        empty={{ title: '没有等着核查的档案', hint: '有人查不到证书、或到场交了原件，会列在这里。' }}
      >
        {() => (
          <>
            {queue.items.map((one) => (
              <Card
                key={one.id}
                title={one.name}
                extra={
                  <StatusChip tone={one.originalsSeenOn ? 'warn' : 'note'}>{one.originalsSeenOn ? '待答复' : '还没有到场'}</StatusChip>
                }
              >
                <Facts
                  rows={[
                    { name: '身份证号', value: one.idNumberMasked },
                    { name: '证书编号', value: one.number },
                    { name: '岗位', value: one.postZh },
                    { name: '收到原件', value: one.originalsSeenOn && formatDate(one.originalsSeenOn) },
                    { name: '到场截止', value: one.originalsSeenOn ? undefined : formatDate(one.until) },
                    { name: '等了', value: formatSince(one.since) },
                  ]}
                />
                {may && (
                  <View className="exchange-acts">
                    {one.originalsSeenOn ? (
                      <>
                        <Button size="small" onTap={() => setAct({ do: 'accept', one })}>
                          核查通过
                        </Button>
                        <Button kind="danger" size="small" onTap={() => setAct({ do: 'refuse', one })}>
                          不通过
                        </Button>
                      </>
                    ) : (
                      <Button kind="plain" size="small" onTap={() => setAct({ do: 'receive', one })}>
                        到场收件
                      </Button>
                    )}
                  </View>
                )}
              </Card>
            ))}
            <MoreRow pages={queue} />
          </>
        )}
      </Screen>
      {act?.do === 'receive' && <Receive of={act.one} onClose={close} />}
      {act?.do === 'accept' && act.one && <Accept one={act.one} onClose={close} />}
      {act?.do === 'refuse' && act.one && (
        <ReasonSheet
          open
          onClose={close}
          title={`${act.one.name}：不通过`}
          reasons={REASONS}
          placeholder="本人会看到这里写的内容"
          confirm="不通过"
          danger
          busy={refuse.busy}
          error={refuse.error}
          onConfirm={(reason) => void sendRefusal(act.one!, reason)}
        />
      )}
    </Page>
  );
}
