import { View } from '@tarojs/components';
import { useState } from 'react';
import { identityRoutes as api, type ManualReview } from '@jzt/shared/contract/identity';
import { eventsFrom } from '@jzt/shared/workflow/machine';
import { identity as machine } from '@jzt/shared/workflow/machines/identity';
import { ActionError, BottomBar, Button, Card, Facts, Notice, PrivateImage, ReasonSheet } from '@/components';
import { useSeen } from '@/components/use-seen';
import { formatTime } from '@/format';
import { invalidate, useAction, useSession } from '@/hooks';
import { OnlyBy } from '../components/only-by';

const WHY = {
  PASS: {
    title: (name: string) => `通过${name}的人工核验，请写明依据`,
    confirm: '通过核验',
    reasons: ['身份证照片清晰，姓名和号码一致', '已电话核实是本人', '本人到窗口，已核对身份证原件'],
  },
  REJECT: {
    title: (name: string) => `${name}的人工核验不通过，请写明原因`,
    confirm: '不通过',
    reasons: ['身份证照片看不清，请重新拍摄', '姓名或号码与身份证照片不一致', '身份证已过有效期', '经核实不是本人证件'],
  },
};

/** The ID photo large, what was typed beside it, and the conclusion with its grounds (O-18). */
export function ManualBody({ one }: { one: ManualReview }) {
  const role = useSession()?.role ?? 'WORKER';
  const decide = useAction(api.decideManual, { changes: ['identity', 'account'] });
  const [asking, setAsking] = useState<'PASS' | 'REJECT'>();
  const photos = [one.cardFileId, one.cardBackFileId].filter((each) => each !== undefined);
  const { mark, rested, seen, notice } = useSeen(one.personId, photos);
  const may = eventsFrom(machine, 'MANUAL_REVIEW', role).includes('approveManualReview');
  const send = async (decision: 'PASS' | 'REJECT', reason: string) => {
    const answer = await decide.run({ params: { id: one.personId }, body: { decision, reason, version: one.version } });
    if (answer) setAsking(undefined);
  };
  const close = () => {
    setAsking(undefined);
    // Refused: another officer was faster, and the queue has moved on. First it is read why.
    if (decide.error) invalidate('identity', 'account');
  };
  return (
    <>
      <Card title={one.name || '还没有填写姓名'}>
        {one.cardFileId ? (
          <PrivateImage fileId={one.cardFileId} label="身份证照片" onState={mark} />
        ) : (
          <View>没有身份证照片。请联系本人到窗口办理，或退回重新拍摄。</View>
        )}
        {one.cardBackFileId && <PrivateImage fileId={one.cardBackFileId} label="身份证国徽面" onState={mark} />}
        <Facts
          rows={[
            { name: '姓名', value: one.name },
            { name: '身份证号', value: one.idNumberMasked },
            { name: '申请原因', value: one.reason },
            { name: '申请时间', value: formatTime(one.since) },
          ]}
        />
      </Card>
      {one.takesOver && (
        <Notice tone="warn" title="这个身份证号已有一个实名账号">
          {`${one.takesOver.phoneMasked ? `那个账号的手机号是${one.takesOver.phoneMasked}。` : ''}通过后，申请人可以接管那个账号和里面的证书，旧手机号不能再登录。请务必确认是证件本人。`}
        </Notice>
      )}
      {!may && <OnlyBy role="AUTHORITY_REVIEWER" act="人工核验" />}
      {may && (
        <BottomBar
          above={
            <>
              {notice}
              <ActionError error={decide.error} />
            </>
          }
        >
          <Button
            kind="danger"
            disabled={!rested}
            onTap={() => {
              decide.reset();
              setAsking('REJECT');
            }}
          >
            不通过
          </Button>
          <Button
            disabled={!seen}
            onTap={() => {
              decide.reset();
              setAsking('PASS');
            }}
          >
            通过核验
          </Button>
        </BottomBar>
      )}
      {asking && (
        <ReasonSheet
          key={asking}
          open
          onClose={close}
          title={WHY[asking].title(one.name || '这个人')}
          reasons={WHY[asking].reasons}
          placeholder={asking === 'PASS' ? '依据会记入留痕' : '本人会看到这里写的内容'}
          confirm={WHY[asking].confirm}
          danger={asking === 'REJECT'}
          busy={decide.busy}
          error={decide.error}
          onConfirm={(reason) => void send(asking, reason)}
        />
      )}
    </>
  );
}
