import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { postTransferRoutes as api } from '@jzt/shared/contract/postTransfer';
import { ActionError, BottomBar, Button, Card, ListRow, Notice, Page, ReasonSheet, Screen, Tick } from '@/components';
import { formatTime } from '@/format';
import { useAction, useQuery } from '@/hooks';
import { replace } from '@/navigation';
import { routes } from '@/routes';
import { useTransferFace } from './use-transfer-face';
import '../home/index.scss';

const REASONS = ['人脸比不过', '手机摄像头坏了', '不想使用人脸'];

/** ★人脸识别 after the choice and before the course (CQ-38); the choice stays however it ends. */
export default function TransferFace() {
  const desk = useQuery(api.desk, {});
  const manual = useAction(api.askManual, { changes: ['postTransfer'] });
  const transfer = desk.data?.transfer;
  const face = useTransferFace((answer) => desk.data && desk.put({ ...desk.data, transfer: answer }));
  const [agreed, setAgreed] = useState(false);
  const [asked, setAsked] = useState(false);
  const [asking, setAsking] = useState(false);
  const passed = transfer?.facePassed;
  useEffect(() => {
    if (passed) void replace(routes.transfer.home);
  }, [passed]);
  const begin = () => {
    setAsked(true);
    if (agreed) void face.start();
  };
  const send = async (reason: string) => {
    const answer = await manual.run({ body: { reason } });
    if (!answer) return;
    setAsking(false);
    if (desk.data) desk.put({ ...desk.data, transfer: answer });
  };
  const open = transfer?.status === 'CHOSEN' && !transfer.manualSince && transfer.faceAttemptsLeft > 0;
  return (
    <Page
      access={['WORKER']}
      footer={
        open && (
          <BottomBar
            above={
              face.error ? (
                <ActionError error={face.error} />
              ) : (
                asked &&
                !agreed && (
                  <Notice tone="bad" live>
                    请先阅读并勾选同意，再开始识别。
                  </Notice>
                )
              )
            }
          >
            <Button block busy={face.busy || face.asking} onTap={begin}>
              {transfer.lastMessage ? '重新识别' : '开始人脸识别'}
            </Button>
          </BottomBar>
        )
      }
    >
      <Screen
        state={desk}
        skeleton="detail"
        isEmpty={(each) => !each.transfer}
        empty={{ title: '还没有选岗', hint: '请先选择岗位，再做人脸识别。' }}
      >
        {(each) => {
          const one = each.transfer!;
          return (
            <>
              {passed && (
                <Notice tone="ok" title="人脸识别已通过" live>
                  正在打开…
                </Notice>
              )}
              {one.manualSince && (
                <Notice
                  tone="note"
                  title="已申请人工核验"
                >{`${formatTime(one.manualSince)}提交，工作人员核对后会通知您，通过后就能学习。`}</Notice>
              )}
              {!one.manualSince && one.lastMessage && (
                <Notice tone="bad" title="没有通过，课程还不能学" live>
                  {`${one.lastMessage}。您选的岗位不受影响。`}
                </Notice>
              )}
              {one.faceAttemptsLeft === 0 && !one.manualSince && (
                <Notice tone="warn">今天的次数用完了，请明天再试，或申请人工核验。</Notice>
              )}
              {face.unsupported && (
                <Notice tone="warn" title="这部手机不能做人脸识别" live>
                  请把微信更新到最新版本再试，或换一部手机，也可以申请人工核验。
                </Notice>
              )}
              <Card title={`您选的岗位：${one.post.labelZh}`}>
                <View className="transfer-words">
                  <View>学习前要确认是您本人，防止替学。请到亮一点的地方，脸正对手机，不戴帽子、口罩和墨镜。</View>
                </View>
              </Card>
              {open && (
                <Card title="使用人脸信息，要您单独同意">
                  <View className="transfer-words">
                    <View>由有资质的核身机构比对，本平台不拍摄、不保存人脸照片，只留下“通过”或“未通过”。</View>
                  </View>
                  <Tick checked={agreed} onChange={setAgreed}>
                    我同意为转岗学习使用我的人脸信息
                  </Tick>
                </Card>
              )}
              {one.status === 'CHOSEN' && !one.manualSince && (
                <Card>
                  <ListRow
                    title="不想用、不方便用人脸？"
                    hint="申请人工核验，由工作人员核对证件，不采集人脸"
                    onTap={() => {
                      manual.reset();
                      setAsking(true);
                    }}
                  />
                </Card>
              )}
            </>
          );
        }}
      </Screen>
      <ReasonSheet
        open={asking}
        onClose={() => setAsking(false)}
        title="申请人工核验，请说明原因"
        reasons={REASONS}
        placeholder="工作人员会看到这里写的内容"
        confirm="提交申请"
        busy={manual.busy}
        error={manual.error}
        onConfirm={(reason) => void send(reason)}
      />
    </Page>
  );
}
