import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { BottomBar, Button, Card, ListRow, Notice, Page, Tick } from '@/components';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { StepPage } from '../components/step-page';
import { isRecoverable, mayAskManual } from '../steps';
import { useIdentity } from '../use-identity';
import { LastTry } from './last-try';
import { useFaceCheck } from './use-face-check';
import './index.scss';

/** 人脸核验 (CQ-29): a consent of its own (O-18), then the provider, then the server's answer; a way without a face beside it. */
export default function FacePage() {
  const identity = useIdentity();
  const face = useFaceCheck(identity);
  const [agreed, setAgreed] = useState(false);
  const [asked, setAsked] = useState(false);

  const begin = () => {
    setAsked(true);
    if (agreed) void face.start();
  };
  const toManual = () => void open(routes.identity.manual);

  // The badges are the good news, and they are on the status page.
  const { view: now, goOn } = identity;
  const passed = now && (now.badges.verified || isRecoverable(now));
  useEffect(() => {
    if (passed) void goOn(now);
  }, [passed, now, goOn]);
  if (passed)
    return (
      <Page access={['WORKER']}>
        <Notice tone="ok" title="人脸核验已通过" live>
          正在打开认证状态…
        </Notice>
      </Page>
    );

  return (
    <StepPage
      at="FACE"
      identity={identity}
      footer={(view) => {
        if (face.asking) return null;
        const manual = mayAskManual(view) && (
          <Button kind={view.faceAttemptsLeft > 0 ? 'plain' : 'primary'} onTap={toManual}>
            申请人工核验
          </Button>
        );
        return (
          <BottomBar
            above={
              asked &&
              !agreed && (
                <Notice tone="bad" live>
                  请先阅读并勾选同意，再开始核验。
                </Notice>
              )
            }
          >
            {view.status !== 'INFO_OK' && manual}
            {view.faceAttemptsLeft > 0 && (
              <Button busy={face.busy} onTap={begin}>
                {view.status === 'INFO_OK' ? '开始人脸核验' : '重新核验'}
              </Button>
            )}
          </BottomBar>
        );
      }}
    >
      {(view) => (
        <>
          <LastTry view={view} face={face} />
          <Card title={`请${view.name ?? '您'}本人来做`}>
            <View className="face-tips">
              <View>1. 到亮一点的地方，脸正对手机，不戴帽子、口罩和墨镜。</View>
              <View>2. 按屏幕上的提示做，一般十几秒。</View>
              <View>3. 做完会自动回到这里，显示结果。</View>
            </View>
          </Card>
          {view.faceAttemptsLeft > 0 && (
            <Card title="使用人脸信息，要您单独同意">
              <View className="face-why">
                <View>为什么：确认是身份证本人在办理，防止冒名报名和替考。</View>
                <View>谁来做：由有资质的核身机构比对，本平台不拍摄、不保存人脸照片，只留下“通过”或“未通过”。</View>
                <View>可以不同意：不影响您使用其他功能，也可以改用人工核验。</View>
              </View>
              <Tick checked={agreed} onChange={setAgreed}>
                我同意为实名认证使用我的人脸信息
              </Tick>
            </Card>
          )}
          {mayAskManual(view) && (
            <Card>
              <ListRow title="不想用、不方便用人脸？" hint="申请人工核验，由工作人员核对证件，不采集人脸" onTap={toManual} />
            </Card>
          )}
        </>
      )}
    </StepPage>
  );
}
