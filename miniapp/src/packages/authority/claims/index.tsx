import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { exemptClaimRoutes as api, type ClaimReview } from '@jzt/shared/contract/exemptClaim';
import { mayDo } from '@jzt/shared/domain/acts';
import { ActionError, Button, Card, Facts, MoreRow, Notice, Page, Screen, useConfirm } from '@/components';
import { useSeen } from '@/components/use-seen';
import { formatTime } from '@/format';
import { useAction, usePages, useSession } from '@/hooks';
import { OnlyBy } from '../components/only-by';
import { Photos } from '../components/photos';
import { useReasoned } from '../components/use-reasoned';
import { OFFICERS } from '../officers';

const READER = '本人会看到这里写的内容';
const CHANGES = ['exemptClaim', 'account'];
const WHY = {
  RETURN: {
    title: '退回修改，请写明原因',
    confirm: '退回修改',
    reasons: ['证书照片看不清，请重新拍摄', '不是安全员培训考核合格证书', '本人照片不合格'],
    placeholder: READER,
  },
  REJECT: {
    title: '不通过，请写明原因',
    confirm: '不通过',
    reasons: ['查不到这本合格证书', '合格证书不是本人的'],
    placeholder: READER,
    danger: true,
  },
};

/** 免试申领 (CQ-15): the proof large, beside what the register says; the certificate is issued after the approval by itself. */
export default function ClaimsPage() {
  const queue = usePages(api.listWaiting, { query: {} });
  const decide = useAction(api.decide, { changes: CHANGES });
  const role = useSession()?.role ?? 'WORKER';
  const may = mayDo('EXEMPT_CLAIM_REVIEW', role);
  const [dialog, ask] = useConfirm();
  const { sheet, isOpen, begin } = useReasoned(WHY, decide, CHANGES, (one: ClaimReview, decision: keyof typeof WHY, reason) =>
    decide.run({ params: { id: one.id }, body: { decision, reason, version: one.version } }),
  );
  useReachBottom(() => void queue.loadMore());
  const approve = async (one: ClaimReview) => {
    decide.reset();
    const sure = await ask({ title: `通过${one.name}的申领？`, text: '通过后自动制发安全员C证，不能收回。', yes: '通过并发证' });
    if (sure) await decide.run({ params: { id: one.id }, body: { decision: 'APPROVE', version: one.version } });
  };
  return (
    <Page access={OFFICERS} wide>
      <Notice tone="note">核对合格证书照片和登记的编号是不是一致。规定时间内提交的，过了截止日也要办完。</Notice>
      {!may && <OnlyBy role="AUTHORITY_REVIEWER" act="审核" />}
      {!isOpen && <ActionError error={decide.error} />}
      <Screen
        state={queue}
        isEmpty={() => queue.items.length === 0}
        empty={{ title: '没有等着审核的申领', hint: '有人申领时，会出现在这里。' }}
      >
        {() => (
          <>
            {queue.items.map((one) => (
              <Claim
                key={one.id}
                one={one}
                may={may}
                busy={decide.busy}
                onReturn={() => begin(one, 'RETURN')}
                onReject={() => begin(one, 'REJECT')}
                onApprove={() => void approve(one)}
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

interface ClaimProps {
  one: ClaimReview;
  may: boolean;
  busy: boolean;
  onReturn: () => void;
  onReject: () => void;
  onApprove: () => void;
}

/** One claim; nobody approves what they have not seen. */
function Claim({ one, may, busy, onReturn, onReject, onApprove }: ClaimProps) {
  const { mark, rested, seen, notice } = useSeen(one.id, [one.proofFileId, one.portraitFileId]);
  return (
    <Card title={`${one.name} ${one.number}`}>
      <Photos
        of={[
          { fileId: one.proofFileId, label: '合格证书照片' },
          { fileId: one.portraitFileId, label: '本人照片', shape: 'portrait' },
        ]}
        onState={mark}
      />
      <Facts
        rows={[
          { name: '身份证号', value: one.idNumberMasked },
          { name: '登记的合格证书', value: one.proofNumber },
          { name: '提交时间', value: formatTime(one.since) },
        ]}
      />
      {may && (
        <>
          {notice}
          <View className="officer-acts">
            <Button kind="plain" size="small" disabled={!rested} onTap={onReturn}>
              退回修改
            </Button>
            <Button kind="danger" size="small" disabled={!rested} onTap={onReject}>
              不通过
            </Button>
            <Button size="small" busy={busy} disabled={!seen} onTap={onApprove}>
              通过
            </Button>
          </View>
        </>
      )}
    </Card>
  );
}
