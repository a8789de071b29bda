import { View } from '@tarojs/components';
import { useState } from 'react';
import { examRoutes as api, type ExamSessionView } from '@jzt/shared/contract/exam';
import { ActionError, Button, Card, Notice, Tick } from '@/components';
import { useAction } from '@/hooks';
import { useFaceRound } from '@/hooks/use-face-round';
import { usePageParams } from '@/navigation';
import { routes } from '@/routes';

/** A phone exam begins with the face, which the server asks the provider about (QH-32, O-15); without one, the invigilator lets people in (O-18). */
export function FaceCheckIn({ exam, onDone }: { exam: ExamSessionView; onDone: (exam: ExamSessionView) => void }) {
  const { BizToken } = usePageParams(routes.exam.ticket);
  const params = { id: exam.id };
  const begin = useAction(api.beginFace);
  const finish = useAction(api.finishFace, { changes: ['exam'] });
  const [agreed, setAgreed] = useState(false);
  const [asked, setAsked] = useState(false);
  const face = useFaceRound({
    begin: (channel) => {
      finish.reset();
      return begin.run({ params, body: { channel, consented: true } });
    },
    ask: async () => {
      const answer = await finish.run({ params });
      if (answer) onDone(answer);
    },
    token: BizToken,
  });
  const { attemptsLeft = 0, lastMessage } = exam.face ?? {};
  return (
    <Card title="考前人脸核验" alert>
      <View>确认是您本人参加考试，通过即签到。请到亮一点的地方，脸正对手机，不戴帽子、口罩和墨镜。</View>
      {lastMessage && (
        <Notice tone="bad" title="没有通过" live>
          {lastMessage}
        </Notice>
      )}
      {face.unsupported && (
        <Notice tone="warn" title="这部手机不能做人脸核验" live>
          请把微信更新到最新版本再试，或到培训机构，由监考人员核对证件签到。
        </Notice>
      )}
      {attemptsLeft > 0 ? (
        <>
          <Tick checked={agreed} onChange={setAgreed}>
            我同意为本次考试使用我的人脸信息（由核身机构比对，本平台不保存）
          </Tick>
          {asked && !agreed && (
            <Notice tone="bad" live>
              请先勾选同意，再开始核验。
            </Notice>
          )}
          <ActionError error={begin.error ?? finish.error} />
          <Button
            block
            busy={begin.busy || face.away || finish.busy}
            onTap={() => {
              setAsked(true);
              if (agreed) void face.start();
            }}
          >
            {lastMessage ? '重新核验' : '人脸核验并签到'}
          </Button>
        </>
      ) : (
        <Notice tone="warn">今天的次数用完了。请联系培训机构，由监考人员核对证件为您签到。</Notice>
      )}
    </Card>
  );
}
