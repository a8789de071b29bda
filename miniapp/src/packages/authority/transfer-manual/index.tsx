import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { postTransferRoutes as api, type TransferReview } from '@jzt/shared/contract/postTransfer';
import { mayDo } from '@jzt/shared/domain/acts';
import { Button, Card, Facts, MoreRow, Notice, Page, Screen } from '@/components';
import { useSeen } from '@/components/use-seen';
import { formatTime } from '@/format';
import { useAction, usePages, useSession } from '@/hooks';
import { OnlyBy } from '../components/only-by';
import { Photos } from '../components/photos';
import { useReasoned } from '../components/use-reasoned';
import { OFFICERS } from '../officers';

const CHANGES = ['postTransfer', 'account'];
const WHY = {
  PASS: {
    title: '通过人工核验，请写明依据',
    confirm: '通过核验',
    reasons: ['已电话核实是本人', '本人到窗口，已核对身份证原件'],
    placeholder: '依据会记入留痕',
  },
  REJECT: {
    title: '不通过，请写明原因',
    confirm: '不通过',
    reasons: ['联系不上本人，请到窗口办理', '经核实不是本人办理'],
    placeholder: '本人会看到这里写的内容',
    danger: true,
  },
};

/** 转岗人工核验: people whose face could not or would not be checked before the course; the chosen post is not to be changed here. */
export default function TransferManual() {
  const queue = usePages(api.listManual, { query: {} });
  const decide = useAction(api.decideManual, { changes: CHANGES });
  const role = useSession()?.role ?? 'WORKER';
  const may = mayDo('MANUAL_TRANSFER', role);
  const { sheet, begin } = useReasoned(WHY, decide, CHANGES, (one: TransferReview, decision: keyof typeof WHY, reason) =>
    decide.run({ params: { id: one.id }, body: { decision, reason, version: one.version } }),
  );
  useReachBottom(() => void queue.loadMore());
  return (
    <Page access={OFFICERS} wide>
      <Notice tone="note">选岗后不做人脸识别的人。只核对是不是本人，岗位选择后无法更改。</Notice>
      {!may && <OnlyBy role="AUTHORITY_REVIEWER" act="人工核验" />}
      <Screen
        state={queue}
        isEmpty={() => queue.items.length === 0}
        empty={{ title: '没有等着核验的人', hint: '有人申请人工核验时，会出现在这里。' }}
      >
        {() => (
          <>
            {queue.items.map((one) => (
              <Waiting key={one.id} one={one} may={may} onReject={() => begin(one, 'REJECT')} onPass={() => begin(one, 'PASS')} />
            ))}
            <MoreRow pages={queue} />
          </>
        )}
      </Screen>
      {sheet}
    </Page>
  );
}

/** One person: both sides of the card beside the photo for the certificate; nobody passes whom they have not seen. */
function Waiting({ one, may, onReject, onPass }: { one: TransferReview; may: boolean; onReject: () => void; onPass: () => void }) {
  const photos = [one.cardFileId, one.cardBackFileId, one.portraitFileId].filter((each) => each !== undefined);
  const { mark, rested, seen, notice } = useSeen(one.id, photos);
  return (
    <Card title={one.name}>
      <Photos
        of={[
          { fileId: one.cardFileId, label: '身份证照片' },
          { fileId: one.cardBackFileId, label: '身份证国徽面' },
          { fileId: one.portraitFileId, label: '本人照片', shape: 'portrait' },
        ]}
        onState={mark}
      />
      {!one.cardFileId && <Notice tone="warn">没有身份证照片。请联系本人到窗口核对证件。</Notice>}
      <Facts
        rows={[
          { name: '身份证号', value: one.idNumberMasked },
          { name: '选的岗位', value: one.post.labelZh },
          { name: '原证书', value: one.oldNumber },
          { name: '申请原因', value: one.reason },
          { name: '申请时间', value: formatTime(one.since) },
        ]}
      />
      {may && (
        <>
          {notice}
          <View className="officer-acts">
            <Button kind="danger" size="small" disabled={!rested} onTap={onReject}>
              不通过
            </Button>
            <Button size="small" disabled={!seen} onTap={onPass}>
              通过核验
            </Button>
          </View>
        </>
      )}
    </Card>
  );
}
