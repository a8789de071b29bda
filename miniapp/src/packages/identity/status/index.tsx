import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import type { IdentityView } from '@jzt/shared/contract/identity';
import { a11y, Button, Card, Icon, ListRow, Notice, Page, Screen, SectionTitle, stepsOf, Timeline } from '@/components';
import { open } from '@/navigation';
import { call } from '@/phone';
import { routes } from '@/routes';
import { mayAskManual, mayRetake } from '../steps';
import { useIdentity } from '../use-identity';
import { Next } from './next';
import { roadOf } from './road';
import './index.scss';

function Badge({ on, children }: { on: boolean; children: string }) {
  return (
    <View className={`badge ${on ? 'badge-on' : ''}`} {...a11y({ role: 'img', label: on ? children : `还没有${children}` })}>
      <View className="badge-mark">{on && <Icon of="check" size={20} />}</View>
      <View className="badge-name">{on ? children : `未${children.slice(1)}`}</View>
    </View>
  );
}

/** The sentence of the law names the number; a tap calls it (CQ-31). */
function Hotline({ sentence }: { sentence: string }) {
  const [number] = /\d[\d-]{5,}\d/.exec(sentence) ?? [];
  return (
    <Notice
      tone="warn"
      title={sentence}
      action={number && <Button icon={<Icon of="phone" size={18} />} onTap={() => call(number)}>{`拨打${number}`}</Button>}
    />
  );
}

function Record({ view }: { view: IdentityView }) {
  const [shown, setShown] = useState(false);
  if (!shown)
    return (
      <Card>
        <ListRow title="办理记录" hint={`共${view.timeline.length}条`} onTap={() => setShown(true)} />
      </Card>
    );
  return (
    <Card title="办理记录">
      <Timeline steps={stepsOf(view.timeline)} />
    </Card>
  );
}

const LOOK_AGAIN_MS = 5_000;
const LOOKS = 12;

/** The ledger answers a moment after the face check: the second badge lights up while the person looks. */
function useLedgerSoon({ step, query }: ReturnType<typeof useIdentity>): void {
  const [looks, setLooks] = useState(0);
  const { refetch } = query;
  const waiting = step === 'LEDGER' && looks < LOOKS;
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => {
      setLooks((before) => before + 1);
      void refetch();
    }, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [waiting, looks, refetch]);
}

/** 我的-实名认证 (CQ-30): the two badges, the one next step, and where everything stands. */
export default function StatusPage() {
  const identity = useIdentity();
  useLedgerSoon(identity);
  return (
    <Page access={['WORKER']}>
      <Screen state={identity.query} skeleton="detail">
        {(view) => (
          <>
            <Card>
              <View className="badge-person">{view.name ?? '还没有核对姓名'}</View>
              <View className="badge-number">{view.idNumberMasked ?? '拍身份证后自动识别，不用打字'}</View>
              <View className="badges">
                <Badge on={view.badges.verified}>已认证</Badge>
                <Badge on={view.badges.ledgered}>已入库</Badge>
              </View>
            </Card>
            {view.hotline && <Hotline sentence={view.hotline} />}
            <Next view={view} onGo={() => void identity.goOn(view)} />
            <SectionTitle>进度</SectionTitle>
            <Card>
              <Timeline steps={roadOf(view)} />
            </Card>
            {(mayAskManual(view) || (mayRetake(view) && view.cardFileId)) && (
              <Card>
                {mayRetake(view) && view.cardFileId && (
                  <ListRow title="重新拍身份证" hint="拍错了，或者换了新证" onTap={() => void open(routes.identity.card)} />
                )}
                {mayAskManual(view) && (
                  <ListRow title="申请人工核验" hint="不用人脸，由工作人员核对" onTap={() => void open(routes.identity.manual)} />
                )}
              </Card>
            )}
            {view.timeline.length > 1 && <Record view={view} />}
          </>
        )}
      </Screen>
    </Page>
  );
}
