import { View } from '@tarojs/components';
import { Checkbox } from '@nutui/nutui-react-taro';
import '@nutui/nutui-react-taro/dist/es/packages/checkbox/style/css';
import type { PropsWithChildren } from 'react';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { a11y, pressKeys } from './a11y';
import { Icon } from './icon';
import { Tap } from './tap';
import './field.scss';

/** A declaration to tick, NutUI's Checkbox: the whole line is the target. `label` is what a screen reader says when the content is not plain text. */
export function Tick({
  checked,
  onChange,
  label,
  children,
}: PropsWithChildren<{ checked: boolean; onChange: (checked: boolean) => void; label?: string }>) {
  return (
    <Checkbox
      className="jz-tap jz-tick"
      checked={checked}
      onChange={onChange}
      // Its own pictures are data in the style of each: a list of 200 people would carry them 200 times.
      icon={<View className="jz-mark jz-mark-square" />}
      activeIcon={
        <View className="jz-mark jz-mark-square jz-mark-on">
          <Icon of="check" size={16} />
        </View>
      }
      {...{ hoverClass: 'jz-tap-on' }}
      {...a11y({ role: 'checkbox', checked, label: label ?? (typeof children === 'string' ? children : undefined) })}
      {...pressKeys(() => onChange(!checked))}
    >
      {children}
    </Checkbox>
  );
}

/** 我已阅读《服务协议》和《隐私政策》 (CQ-32): never ticked beforehand; the texts are one tap away, as targets of their own. */
export function AgreementTick({ checked, onChange }: { checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <View>
      <Tick checked={checked} onChange={onChange}>
        我已阅读并同意《服务协议》和《隐私政策》
      </Tick>
      <View className="jz-agree-links">
        <Tap role="link" className="jz-agree-link jz-link" onTap={() => void open(routes.agreement, { doc: 'service' })}>
          看服务协议
        </Tap>
        <Tap role="link" className="jz-agree-link jz-link" onTap={() => void open(routes.agreement, { doc: 'privacy' })}>
          看隐私政策
        </Tap>
      </View>
    </View>
  );
}
