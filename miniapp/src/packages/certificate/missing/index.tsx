import { View } from '@tarojs/components';
import { useState } from 'react';
import { registerRequestRoutes as api, type LookedUp, type RegisterRequest } from '@jzt/shared/contract/registerRequest';
import { CERTIFICATE_KINDS, type CertificateKind } from '@jzt/shared/domain/categories';
import {
  ActionError,
  Button,
  Card,
  ChoiceField,
  ErrorNotice,
  ListRow,
  Notice,
  Page,
  PhotoPicker,
  Screen,
  StatusChip,
  TextField,
  useConfirm,
  type Tone,
} from '@/components';
import { useAction, useQuery, useSentPhoto } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';

const CHANGES = ['registerRequest', 'certificate'];
const TONES: Record<LookedUp['state'], Tone> = { RECORDED: 'ok', ALREADY: 'ok', ELSEWHERE: 'still', ENDED: 'still', INCOMPLETE: 'warn' };
const KINDS = Object.entries(CERTIFICATE_KINDS).map(([value, { label }]) => ({ value: value as CertificateKind, title: label }));

/** 我的证书没有显示: first the registers are asked; what they do not know, the province looks into. */
export default function MissingCertificatePage() {
  const requests = useQuery(api.listMine, {});
  const [asking, setAsking] = useState(false);
  return (
    <Page access={['WORKER']}>
      <LookUp />
      <Screen state={requests}>
        {({ items }) => (
          <>
            {items.length > 0 && (
              <Card title="补登申请">
                {items.map((one) => (
                  <Asked key={one.id} one={one} />
                ))}
              </Card>
            )}
            {asking ? (
              <AskForm onSent={() => setAsking(false)} />
            ) : (
              <Card title="还是没有">
                <View className="jz-notice-text">查不到的，把原证书拍下来，由本省主管部门对照档案核实，核实后会出现在“我的证书”。</View>
                <Button block kind="plain" onTap={() => setAsking(true)}>
                  申请补登证书
                </Button>
              </Card>
            )}
          </>
        )}
      </Screen>
    </Page>
  );
}

function LookUp() {
  const look = useAction(api.lookUp, { changes: CHANGES });
  const [found, setFound] = useState<LookedUp[]>();
  const run = async () => {
    const answer = await look.run({});
    if (answer) setFound(answer.items);
  };
  return (
    <Card title="先查一查">
      <View className="jz-notice-text">按您的身份证号，到全国平台和部培训管理系统查您名下的证书，查到的放入“我的证书”。</View>
      <Button block busy={look.busy} onTap={() => void run()}>
        {found ? '再查一次' : '查我的证书'}
      </Button>
      <ActionError error={look.error} />
      {found?.length === 0 && (
        <Notice tone="note" live title="没有查到您名下的证书">
          老证书可能没有上报。请在下面申请补登。
        </Notice>
      )}
      {found?.map((one) => (
        <ListRow
          key={`${one.provinceZh}${one.number}`}
          title={one.labelZh}
          hint={[one.number, one.provinceZh, one.note].filter(Boolean).join('，')}
          value={<StatusChip tone={TONES[one.state]}>{one.stateZh}</StatusChip>}
        />
      ))}
    </Card>
  );
}

function Asked({ one }: { one: RegisterRequest }) {
  const withdraw = useAction(api.withdraw, { changes: CHANGES });
  const [dialog, ask] = useConfirm();
  const { certificateId } = one;
  const take = async () => {
    const sure = await ask({ title: '撤回这份申请？', text: `证书${one.number}不再核实，可以重新申请。`, yes: '撤回申请' });
    if (sure) await withdraw.run({ params: { id: one.id }, body: { version: one.version } });
  };
  return (
    <>
      <ListRow
        title={[one.kindZh, one.trade].filter(Boolean).join(' · ')}
        hint={one.reason ? `${one.number}，${one.reason}` : one.number}
        value={<StatusChip status={one.status}>{one.statusZh}</StatusChip>}
        {...(certificateId && { onTap: () => void open(routes.certificate.detail, { id: certificateId }) })}
      />
      {one.canWithdraw && (
        <Button kind="plain" size="small" busy={withdraw.busy} onTap={() => void take()}>
          撤回申请
        </Button>
      )}
      <ActionError error={withdraw.error} />
      {dialog}
    </>
  );
}

function AskForm({ onSent }: { onSent: () => void }) {
  const submit = useAction(api.submit, { changes: CHANGES });
  const [kind, setKind] = useState<CertificateKind>();
  const [trade, setTrade] = useState('');
  const [number, setNumber] = useState('');
  const [proof, setProof] = useState<string | null>();
  const [tried, setTried] = useState(false);
  const { taken, send: sendPhoto, ...upload } = useSentPhoto(api.uploadProof, setProof);
  const missing =
    proof === null
      ? '照片还没有传好。请等它传完，传不上的再发送一次。'
      : !kind
        ? '请选择证书种类。'
        : number.trim().length < 4
          ? '请填写证书编号。'
          : !proof
            ? '请拍下原证书。'
            : undefined;
  const send = async () => {
    setTried(true);
    if (missing || !kind || !proof) return;
    const body = { kind, trade: trade.trim(), number: number.trim(), proofFileId: proof };
    if (await submit.run({ body })) onSent();
  };
  return (
    <Card title="申请补登证书">
      <ChoiceField label="证书种类" required options={KINDS} value={kind} onChange={setKind} />
      <TextField
        label="类别、工种或岗位"
        value={trade}
        max={30}
        hint="按证书上印的写，例如：C2证、建筑电工、土建施工员"
        error={submit.fields.trade}
        onChange={setTrade}
      />
      <TextField label="证书编号" required value={number} max={40} hint="按证书上印的写" onChange={setNumber} />
      <PhotoPicker
        shape="card"
        label="原证书照片"
        required
        hint="拍有姓名、编号和印章的那一页，字要看得清"
        value={taken}
        busy={upload.busy}
        onPick={(filePath) => void sendPhoto(filePath)}
      />
      <ErrorNotice error={upload.error} />
      {tried && missing && (
        <Notice tone="bad" live>
          {missing}
        </Notice>
      )}
      <ActionError error={submit.error} />
      <Button block busy={submit.busy} onTap={() => void send()}>
        提交申请
      </Button>
    </Card>
  );
}
