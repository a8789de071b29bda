import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { postTransferRoutes as api, type TransferReview } from '@jzt/shared/contract/postTransfer';
import { mayDo } from '@jzt/shared/domain/acts';
import { Button, Card, Facts, MoreRow, Notice, Page, ReasonSheet, Screen } from '@/components';
import { formatTime } from '@/format';
import { invalidate, useAction, usePages, useSession } from '@/hooks';
import { OnlyBy } from '../components/only-by';
import { OFFICERS } from '../officers';

const WHY = {
  PASS: { title: '通过人工核验，请写明依据', confirm: '通过核验', reasons: ['已电话核实是本人', '本人到窗口，已核对身份证原件'] },
  REJECT: { title: '不通过，请写明原因', confirm: '不通过', reasons: ['联系不上本人，请到窗口办理', '经核实不是本人办理'] },
};

interface Asking {
  one: TransferReview;
  decision: 'PASS' | 'REJECT';
}

/** 转岗人工核验: people whose face could not or would not be checked before the course; the chosen post is not to be changed here. */
export default function TransferManual() {
  const queue = usePages(api.listManual, { query: {} });
  const decide = useAction(api.decideManual, { changes: ['postTransfer', 'account'] });
  const role = useSession()?.role ?? 'WORKER';
  const may = mayDo('MANUAL_TRANSFER', role);
  const [asking, setAsking] = useState<Asking>();
  useReachBottom(() => void queue.loadMore());
  const begin = (next: Asking) => {
    decide.reset();
    setAsking(next);
  };
  const close = () => {
    setAsking(undefined);
    if (decide.error) invalidate('postTransfer', 'account');
  };
  const send = async ({ one, decision }: Asking, reason: string) => {
    if (await decide.run({ params: { id: one.id }, body: { decision, reason, version: one.version } })) setAsking(undefined);
  };
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
              <Card key={one.id} title={one.name}>
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
                    <Button kind="danger" size="small" onTap={() => begin({ one, decision: 'REJECT' })}>
                      不通过
                    </Button>
                    <Button size="small" onTap={() => begin({ one, decision: 'PASS' })}>
                      通过核验
                    </Button>
                  </>
                )}
              </Card>
            ))}
            <MoreRow pages={queue} />
          </>
        )}
      </Screen>
      {asking && (
        <ReasonSheet
          key={asking.decision}
          open
          onClose={close}
          title={WHY[asking.decision].title}
          reasons={WHY[asking.decision].reasons}
          placeholder={asking.decision === 'PASS' ? '依据会记入留痕' : '本人会看到这里写的内容'}
          confirm={WHY[asking.decision].confirm}
          danger={asking.decision === 'REJECT'}
          busy={decide.busy}
          error={decide.error}
          onConfirm={(reason) => void send(asking, reason)}
        />
      )}
    </Page>
  );
}
