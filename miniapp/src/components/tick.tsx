import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { Icon } from './icon';
import { Tap } from './tap';
import './field.scss';

/** A declaration to tick: the whole line is the target. `label` is what a screen reader says when the content is not plain text. */
export function Tick({
  checked,
  onChange,
  label,
  children,
}: PropsWithChildren<{ checked: boolean; onChange: (checked: boolean) => void; label?: string }>) {
  return (
    <Tap
      role="checkbox"
      checked={checked}
      label={label ?? (typeof children === 'string' ? children : undefined)}
      className="jz-tick"
      onTap={() => onChange(!checked)}
    >
      <View className={`jz-mark jz-mark-square ${checked ? 'jz-mark-on' : ''}`}>{checked && <Icon of="check" size={16} />}</View>
      <View className="jz-tick-text">{children}</View>
    </Tap>
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
