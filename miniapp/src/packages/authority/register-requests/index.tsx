import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { registerRequestRoutes as api, type RegisterRequestReview } from '@jzt/shared/contract/registerRequest';
import { mayDo } from '@jzt/shared/domain/acts';
import { CERTIFICATE_KINDS, type CertificateKind } from '@jzt/shared/domain/categories';
import { ActionError, Button, Card, ChoiceField, DateField, Facts, MoreRow, Notice, Page, Screen, Sheet, TextField } from '@/components';
import { useSeen } from '@/components/use-seen';
import { formatTime } from '@/format';
import { useAction, usePages, useSession } from '@/hooks';
import { OnlyBy } from '../components/only-by';
import { Photos } from '../components/photos';
import { useReasoned } from '../components/use-reasoned';
import { OFFICERS } from '../officers';

const CHANGES = ['registerRequest', 'account'];
const WHY = {
  REFUSE: {
    title: '不予登记，请写明原因',
    confirm: '不予登记',
    reasons: ['档案里查不到这本证书', '照片看不清，请重新拍摄后再申请', '证书不是本人的', '不是本省发的证书'],
    placeholder: '本人会看到这里写的内容',
    danger: true,
  },
};
const KINDS = Object.entries(CERTIFICATE_KINDS).map(([value, { label }]) => ({ value: value as CertificateKind, title: label }));
/** No certificate of this trade is older. */
const OLDEST = new Date('1990-01-01T00:00:00+08:00');
const LATEST = new Date('2100-01-01T00:00:00+08:00');

/** 证书补登: the photo of the original beside what its holder says of it; entered as the original reads. */
export default function RegisterRequestsPage() {
  const queue = usePages(api.queue, { query: {} });
  const decide = useAction(api.decide, { changes: CHANGES });
  const may = mayDo('REGISTER_REQUEST', useSession()?.role ?? 'WORKER');
  const [accepting, setAccepting] = useState<RegisterRequestReview>();
  const { sheet, isOpen, begin } = useReasoned(WHY, decide, CHANGES, (one: RegisterRequestReview, decision: keyof typeof WHY, reason) =>
    decide.run({ params: { id: one.id }, body: { decision, reason, version: one.version } }),
  );
  useReachBottom(() => void queue.loadMore());
  return (
    <Page access={OFFICERS} wide>
      <Notice tone="note">对照原证书照片和档案核实，按原证书填写后登记；登记后证书进入本人的“我的证书”。</Notice>
      {!may && <OnlyBy role="AUTHORITY_REVIEWER" act="核实" />}
      {!isOpen && !accepting && <ActionError error={decide.error} />}
      <Screen
        state={queue}
        isEmpty={() => queue.items.length === 0}
        empty={{ title: '没有等着核实的申请', hint: '持证人申请补登证书时，会出现在这里。' }}
      >
        {() => (
          <>
            {queue.items.map((one) => (
              <Request
                key={one.id}
                one={one}
                may={may}
                onRefuse={() => begin(one, 'REFUSE')}
                onAccept={() => {
                  decide.reset();
                  setAccepting(one);
                }}
              />
            ))}
            <MoreRow pages={queue} />
          </>
        )}
      </Screen>
      {accepting && <Original key={accepting.id} one={accepting} decide={decide} onClose={() => setAccepting(undefined)} />}
      {sheet}
    </Page>
  );
}

/** One request; nobody accepts what they have not seen. */
function Request({
  one,
  may,
  onRefuse,
  onAccept,
}: {
  one: RegisterRequestReview;
  may: boolean;
  onRefuse: () => void;
  onAccept: () => void;
}) {
  const { mark, rested, seen, notice } = useSeen(one.id, [one.proofFileId]);
  return (
    <Card title={`${one.name} ${one.idNumberMasked}`}>
      <Photos of={[{ fileId: one.proofFileId, label: '原证书照片' }]} onState={mark} />
      <Facts
        rows={[
          { name: '证书种类', value: one.kindZh },
          { name: '类别、工种或岗位', value: one.trade || '没有填' },
          { name: '证书编号', value: one.number },
          { name: '申请时间', value: formatTime(one.since) },
        ]}
      />
      {may && (
        <>
          {notice}
          <View className="officer-acts">
            <Button kind="danger" size="small" disabled={!rested} onTap={onRefuse}>
              不予登记
            </Button>
            <Button size="small" disabled={!seen} onTap={onAccept}>
              核实登记
            </Button>
          </View>
        </>
      )}
    </Card>
  );
}

interface OriginalProps {
  one: RegisterRequestReview;
  decide: ReturnType<typeof useAction<typeof api.decide>>;
  onClose: () => void;
}

/** What the original says, begun with what the holder said. */
function Original({ one, decide, onClose }: OriginalProps) {
  const [kind, setKind] = useState<CertificateKind>(one.kind);
  const [trade, setTrade] = useState(one.trade);
  const [number, setNumber] = useState(one.number);
  const [issuedOn, setIssuedOn] = useState<string>();
  const [validTo, setValidTo] = useState<string>();
  const [enterpriseName, setEnterprise] = useState('');
  const record = async () => {
    if (!issuedOn) return;
    const original = {
      kind,
      trade: trade.trim(),
      number: number.trim(),
      issuedOn,
      ...(validTo && { validTo }),
      ...(enterpriseName.trim() && { enterpriseName: enterpriseName.trim() }),
    };
    if (await decide.run({ params: { id: one.id }, body: { decision: 'ACCEPT', original, version: one.version } })) onClose();
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title={`登记${one.name}的证书`}
      footer={
        <Button block busy={decide.busy} disabled={!issuedOn || number.trim().length < 4} onTap={() => void record()}>
          按原证书登记
        </Button>
      }
    >
      <ChoiceField label="证书种类" required options={KINDS} value={kind} onChange={setKind} />
      <TextField
        label="类别、工种或岗位"
        value={trade}
        max={30}
        error={decide.fields.trade}
        placeholder="例如：C2证、建筑电工、土建施工员"
        onChange={setTrade}
      />
      <TextField label="证书编号" required value={number} max={40} onChange={setNumber} />
      <DateField label="发证日期" required value={issuedOn} from={OLDEST} to={new Date()} near={new Date()} onChange={setIssuedOn} />
      <DateField
        label="有效期至"
        hint="原证书上没有印的不选"
        value={validTo}
        from={OLDEST}
        to={LATEST}
        near={new Date()}
        onChange={setValidTo}
      />
      <TextField label="工作单位" value={enterpriseName} max={60} placeholder="原证书上印了的填写" onChange={setEnterprise} />
      <ActionError error={decide.error} />
    </Sheet>
  );
}
