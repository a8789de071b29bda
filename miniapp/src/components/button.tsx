import { Button as NutButton } from '@nutui/nutui-react-taro';
import '@nutui/nutui-react-taro/dist/es/packages/button/style/css';
import type { ComponentProps, PropsWithChildren, ReactNode } from 'react';
import { a11y, pressKeys } from './a11y';
import './button.scss';

type NutProps = ComponentProps<typeof NutButton>;

export interface ButtonProps {
  onTap?: () => void;
  /** primary: the one next step; plain: beside it; quiet: a text; danger: cannot be undone. */
  kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  size?: 'normal' | 'small';
  block?: boolean;
  busy?: boolean;
  disabled?: boolean;
  icon?: ReactNode;
  label?: string;
  /** WeChat's own abilities: getPhoneNumber, agreePrivacyAuthorization, contact, share… with their handlers passed through. */
  wechat?: Partial<Pick<NutProps, 'openType' | 'onGetPhoneNumber' | 'onAgreePrivacyAuthorization' | 'id'>>;
  className?: string;
}

/** The app's button: text never clipped (it wraps and grows), busy keeps its width and says so. */
export function Button({
  onTap,
  kind = 'primary',
  size = 'normal',
  block,
  busy,
  disabled,
  icon,
  label,
  wechat,
  className = '',
  children,
}: PropsWithChildren<ButtonProps>) {
  const off = disabled || busy;
  return (
    <NutButton
      className={`jz-button jz-button-${kind} jz-button-${size} ${className}`}
      type={kind === 'primary' ? 'primary' : 'default'}
      fill={kind === 'primary' ? 'solid' : 'outline'}
      shape="square"
      block={block}
      loading={busy}
      disabled={off}
      icon={icon}
      onClick={() => onTap?.()}
      {...wechat}
      {...a11y({ label: label ?? (busy && typeof children === 'string' ? `${children}，请稍候` : undefined), disabled: off })}
      {...(process.env.TARO_ENV === 'h5' && { role: 'button' })}
      {...pressKeys(off ? undefined : () => onTap?.())}
    >
      {children}
    </NutButton>
  );
}
