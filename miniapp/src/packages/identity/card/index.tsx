import { View } from '@tarojs/components';
import { useState } from 'react';
import { identityRoutes as api, type IdentityView } from '@jzt/shared/contract/identity';
import { BottomBar, Button, Card, ListRow, Notice, PhotoPicker, PrivateImage } from '@/components';
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

type Side = IdentityView['missingSides'][number];
const SIDES = [
  { side: 'portrait', label: '身份证人像面', hint: '拍有照片的那一面。照片加密保存，只用来核对是不是本人。' },
  { side: 'authority', label: '身份证国徽面', hint: '拍有国徽的那一面，上面印着有效期。' },
] as const;
const fileOf = (view: IdentityView, side: Side) => (side === 'portrait' ? view.cardFileId : view.cardBackFileId);
/** The server has read this side, so its photo is kept. */
const isRead = (view: IdentityView, side: Side) => fileOf(view, side) !== undefined && !view.missingSides.includes(side);

/** ★身份证照片 (CQ-33, CQ-34): each side taken or chosen, sent and judged at once; what is wrong is named and drawn, and taken again as often as needed. */
export default function CardPage() {
  useHiddenOnCapture();
  const identity = useIdentity();
  const upload = useUpload(api.uploadCard, { changes: ['account'] });
  const [taken, setTaken] = useState<{ side: Side; filePath: string }>();
  const [swapped, setSwapped] = useState<Side>();

  const send = async (before: IdentityView, side: Side, filePath: string) => {
    setTaken({ side, filePath });
    setSwapped(undefined);
    const view = await upload.run(filePath);
    // A refused photo has changed the state: come back later, and the reason is still there.
    if (!view) return void identity.query.refetch();
    setTaken(undefined);
    if (view.missingSides.length === 0) return identity.goOn(view);
    // The reader tells the sides apart: a photo taken into the other box is not lost.
    const other = side === 'portrait' ? 'authority' : 'portrait';
    if (fileOf(view, side) === fileOf(before, side) && isRead(view, other)) setSwapped(other);
    await identity.query.refetch();
  };

  return (
    <StepPage
      at="CARD"
      identity={identity}
      footer={(view) =>
        view.cardFileId &&
        view.missingSides.length === 0 &&
        !taken && (
          <BottomBar>
            <Button block onTap={() => void identity.goOn(view)}>
              用这些照片，下一步
            </Button>
          </BottomBar>
        )
      }
    >
      {(view) => (
        <>
          <Card>
            {SIDES.map(({ side, label, hint }) => {
              const mine = taken?.side === side ? taken : undefined;
              return (
                <View key={side} className="card-side">
                  <PhotoPicker
                    shape="card"
                    label={label}
                    required
                    hint={hint}
                    value={mine?.filePath}
                    shown={
                      !mine && isRead(view, side) ? (
                        <PrivateImage fileId={fileOf(view, side)!} label={`已上传的${label}照片`} zoom={false} />
                      ) : undefined
                    }
                    busy={upload.busy}
                    onPick={(filePath) => void send(view, side, filePath)}
                  />
                  {mine && upload.busy && <Sending />}
                  {mine && !upload.busy && <Fault error={upload.error} onSendAgain={() => void send(view, side, mine.filePath)} />}
                  {swapped === side && (
                    <Notice tone="ok" live>
                      刚才拍的是{label.slice(3)}，已经替您放到这里。
                    </Notice>
                  )}
                </View>
              );
            })}
            {!taken && <Fault lastMessage={view.lastMessage} />}
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
