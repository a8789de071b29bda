import { View } from '@tarojs/components';
import { useState } from 'react';
import { identityRoutes as api } from '@jzt/shared/contract/identity';
import { BottomBar, Button, Card, ListRow, PhotoPicker, PrivateImage } from '@/components';
import { useHiddenOnCapture, useUpload } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { StepPage } from '../components/step-page';
import { CardSample } from '../components/card-sample';
import { mayAskManual } from '../steps';
import { useIdentity } from '../use-identity';
import { Fault } from './fault';
import { Sending } from './sending';
import './index.scss';

/** ★身份证照片 (CQ-33, CQ-34): take or choose, sent and judged at once; what is wrong is named and drawn, and taken again as often as needed. */
export default function CardPage() {
  useHiddenOnCapture();
  const identity = useIdentity();
  const upload = useUpload(api.uploadCard, { changes: ['account'] });
  const [taken, setTaken] = useState<string>();

  const send = async (filePath: string) => {
    setTaken(filePath);
    const view = await upload.run(filePath);
    if (view) await identity.goOn(view);
    // A refused photo has changed the state: come back later, and the reason is still there.
    else void identity.query.refetch();
  };

  return (
    <StepPage
      at="CARD"
      identity={identity}
      footer={(view) =>
        view.cardFileId &&
        view.status !== 'PHOTO_REJECTED' &&
        !taken && (
          <BottomBar>
            <Button block onTap={() => void identity.goOn(view)}>
              用这张照片，下一步
            </Button>
          </BottomBar>
        )
      }
    >
      {(view) => (
        <>
          <Card>
            <PhotoPicker
              shape="card"
              label="身份证照片"
              required
              hint="拍有照片的那一面。照片加密保存，只用来核对是不是本人。"
              value={taken}
              shown={
                !taken && view.cardFileId && view.status !== 'PHOTO_REJECTED' ? (
                  <PrivateImage fileId={view.cardFileId} label="已上传的身份证照片" zoom={false} />
                ) : undefined
              }
              busy={upload.busy}
              onPick={(filePath) => void send(filePath)}
            />
            {upload.busy ? (
              <Sending />
            ) : (
              <Fault
                error={upload.error}
                lastMessage={taken ? undefined : view.lastMessage}
                onSendAgain={taken ? () => void send(taken) : undefined}
              />
            )}
          </Card>

          <Card title="拍成什么样">
            <View className="samples">
              <CardSample kind="GOOD" />
              <CardSample kind="EDGE" />
              <CardSample kind="BLUR" />
              <CardSample kind="GLARE" />
            </View>
          </Card>

          <Card title="拍摄要求">
            <View className="demands">
              <View>1. 本人有效的二代身份证原件。复印件、翻拍的照片、临时身份证都不行。</View>
              <View>2. 边框完整：放平在深色桌面上，四个角都拍进来。</View>
              <View>3. 字体清晰：擦净镜头，拿稳手机，等画面清楚再按。</View>
              <View>4. 亮度均匀：关掉闪光灯，避开窗户和灯的反光。</View>
            </View>
          </Card>

          {mayAskManual(view) && (
            <Card>
              <ListRow title="总是拍不过？" hint="可以申请人工核验，由工作人员核对" onTap={() => void open(routes.identity.manual)} />
            </Card>
          )}
        </>
      )}
    </StepPage>
  );
}
