import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { transferInRoutes as api, type TransferIn } from '@jzt/shared/contract/transferIn';
import { ActionError, Button, Card, Facts, MoreRow, Notice, Page, Screen, useConfirm } from '@/components';
import { useSeen } from '@/components/use-seen';
import { formatDate, formatTime } from '@/format';
import { useAction, usePages, useSession } from '@/hooks';
import { OnlyBy } from '../components/only-by';
import { Photos } from '../components/photos';
import { useReasoned } from '../components/use-reasoned';
import { OFFICERS } from '../officers';

const READER = '本人会看到这里写的内容';
const CHANGES = ['transferIn', 'account'];
const WHY = {
  RETURN: {
    title: '退回补正，请写明哪里要改',
    confirm: '退回补正',
    reasons: ['照片不符合要求，请重新上传近期证件照', '聘用企业与社保不一致，请核实'],
    placeholder: READER,
  },
  REJECT: {
    title: '不予调入，请写明原因',
    confirm: '不予调入',
    reasons: ['不在本省从业', '材料与本人情况不符'],
    placeholder: READER,
    danger: true,
  },
};

/** 证书调入 (QH-03): what the nation shows as let go, the employer here and the photo; the new certificate is made after the approval by itself. */
export default function TransferInsPage() {
  const queue = usePages(api.queue, { query: {} });
  const decide = useAction(api.decide, { changes: CHANGES });
  const role = useSession()?.role;
  const [dialog, ask] = useConfirm();
  const { sheet, isOpen, begin } = useReasoned(WHY, decide, CHANGES, (one: TransferIn, decision: keyof typeof WHY, reason) =>
    decide.run({ params: { id: one.id }, body: { decision, reason, version: one.version } }),
  );
  useReachBottom(() => void queue.loadMore());
  const make = async (one: TransferIn, decision: 'APPROVE' | 'ORDER') => {
    decide.reset();
    const sure = await ask({
      title: decision === 'APPROVE' ? `同意${one.holderName}的证书调入？` : `重新制作${one.holderName}的证书？`,
      text: `从${one.from.provinceZh}调入，有效期至${formatDate(one.from.validTo)}。新证书自动制发，不能收回。`,
      yes: decision === 'APPROVE' ? '同意调入' : '重新制证',
    });
    if (sure) await decide.run({ params: { id: one.id }, body: { decision, version: one.version } });
  };
  return (
    <Page access={OFFICERS} wide>
      <Notice tone="note">原省已同意调出的才能申请；同意时再核对一次全国平台。</Notice>
      {role === 'AUTHORITY_REVIEWER' && <OnlyBy role="AUTHORITY_ISSUER" act="同意调入" />}
      {!isOpen && <ActionError error={decide.error} />}
      <Screen
        state={queue}
        isEmpty={() => queue.items.length === 0}
        empty={{ title: '没有等着处理的调入申请', hint: '有人申请调入时，会出现在这里。' }}
      >
        {() => (
          <>
            {queue.items.map((one) => (
              <Request
                key={one.id}
                one={one}
                busy={decide.busy}
                onReturn={() => begin(one, 'RETURN')}
                onReject={() => begin(one, 'REJECT')}
                onMake={(decision) => void make(one, decision)}
              />
            ))}
            <MoreRow pages={queue} />
          </>
        )}
      </Screen>
      {dialog}
      {sheet}
    </Page>
  );
}

interface RequestProps {
  one: TransferIn;
  busy: boolean;
  onReturn: () => void;
  onReject: () => void;
  onMake: (decision: 'APPROVE' | 'ORDER') => void;
}

/** One request; nobody approves what they have not seen. */
function Request({ one, busy, onReturn, onReject, onMake }: RequestProps) {
  const { mark, rested, seen, notice } = useSeen(one.id, [one.portraitFileId]);
  return (
    <Card title={`${one.holderName} · ${one.from.subject.labelZh}`}>
      {one.reason && <Notice tone="warn" title={one.reason} />}
      <Photos of={[{ fileId: one.portraitFileId, label: '本人照片', shape: 'portrait' }]} onState={mark} />
      <Facts
        rows={[
          { name: '身份证号', value: one.idNumberMasked },
          { name: '调出省份', value: one.from.provinceZh },
          { name: '原编号', value: one.from.number },
          { name: '有效期至', value: formatDate(one.from.validTo) },
          { name: '聘用企业', value: one.enterpriseName ?? '没有聘用企业' },
          { name: '提交时间', value: formatTime(one.sentAt) },
        ]}
      />
      {(one.canReturn || one.canApprove) && notice}
      <View className="officer-acts">
        {one.canReturn && (
          <>
            <Button kind="plain" size="small" disabled={!rested} onTap={onReturn}>
              退回补正
            </Button>
            <Button kind="danger" size="small" disabled={!rested} onTap={onReject}>
              不予调入
            </Button>
          </>
        )}
        {one.canApprove && (
          <Button size="small" busy={busy} disabled={!seen} onTap={() => onMake('APPROVE')}>
            同意调入
          </Button>
        )}
        {one.canOrder && (
          <Button size="small" busy={busy} onTap={() => onMake('ORDER')}>
            重新制证
          </Button>
        )}
      </View>
    </Card>
  );
}
