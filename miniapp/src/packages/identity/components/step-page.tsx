import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import type { IdentityView } from '@jzt/shared/contract/identity';
import { a11y, Button, Page, Screen, StateBlock } from '@/components';
import { standsOn } from '../steps';
import type { useIdentity } from '../use-identity';
import './step-page.scss';

const STEPS = [
  ['CARD', '拍身份证'],
  ['CONFIRM', '核对信息'],
  ['FACE', '人脸核验'],
] as const;

function Road({ at }: { at: 'CARD' | 'CONFIRM' | 'FACE' }) {
  const here = STEPS.findIndex(([step]) => step === at);
  return (
    <View className="id-road" {...a11y({ role: 'img', label: `共3步，现在是第${here + 1}步，${STEPS[here]?.[1]}` })}>
      {STEPS.map(([step, name], index) => (
        <View key={step} className={`id-road-step ${index < here ? 'id-road-done' : index === here ? 'id-road-here' : ''}`}>
          <View className="id-road-bar" />
          <View className="id-road-name">{`${index + 1} ${name}`}</View>
        </View>
      ))}
    </View>
  );
}

export interface StepPageProps {
  at: 'CARD' | 'CONFIRM' | 'FACE' | 'MANUAL';
  identity: ReturnType<typeof useIdentity>;
  footer?: (view: IdentityView) => ReactNode;
  children: (view: IdentityView) => ReactNode;
}

/** The frame of the real-name steps: where the person is on the way; when this step is not the one that comes now, the way to the right one. */
export function StepPage({ at, identity, footer, children }: StepPageProps) {
  const { query, view, goOn } = identity;
  const open = query.state === 'ready' && view && standsOn(view, at);
  return (
    <Page access={['WORKER']} footer={open ? footer?.(view) : undefined}>
      {at !== 'MANUAL' && <Road at={at} />}
      <Screen state={query} skeleton="detail">
        {(data) =>
          standsOn(data, at) ? (
            children(data)
          ) : (
            <StateBlock
              kind="empty"
              title={at === 'MANUAL' ? '现在不用申请人工核验' : '现在不用做这一步'}
              hint={data.status === 'NONE' ? '请先拍身份证，再核对信息，最后做人脸核验。' : `您现在的进度：${data.statusZh}`}
              action={<Button onTap={() => void goOn(data)}>去现在这一步</Button>}
            />
          )
        }
      </Screen>
    </Page>
  );
}
