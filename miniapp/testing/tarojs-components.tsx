import { forwardRef, type ComponentType, type CSSProperties, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';

/** Stands in for @tarojs/components under Jest: plain elements, with what a screen reader, a finger and a keyboard meet. */
type Props = { className?: string; style?: CSSProperties | string; children?: ReactNode; [name: string]: unknown };

const KEPT =
  /^(aria-.*|data-.*|id|role|className|children|src|type|placeholder|on(Click|KeyDown|Touch(Start|Move|End|Cancel)|Load|Error|Focus|Blur))$/;

/** What a browser has a use for; Taro's own (hoverClass, catchMove, openType …) it would not know. */
function known({ tabindex, style, 'aria-role': role, ...props }: Props): Record<string, unknown> {
  const kept = Object.entries(props).filter(([name]) => KEPT.test(name));
  return {
    ...Object.fromEntries(kept),
    ...(tabindex !== undefined && { tabIndex: Number(tabindex) }),
    ...(typeof style === 'object' && { style }),
    // WeChat's word for `role`, which React takes for a slip of the pen.
    ...(role !== undefined && { 'data-aria-role': role }),
  };
}

const plain = (Tag: 'div' | 'span' | 'img' | 'video' | 'canvas' | 'form') =>
  forwardRef<unknown, Props>(function Plain(props, ref) {
    const Element = Tag as unknown as ComponentType<Record<string, unknown>>;
    return <Element {...known(props)} ref={ref} {...(Tag === 'img' && { alt: props['aria-label'] ?? '' })} />;
  });

/** Tells what was typed the way Taro does: `event.detail.value`. */
const typed = (Tag: 'input' | 'textarea') =>
  forwardRef<unknown, Props>(function Typed(
    { value, defaultValue, maxlength, password, disabled, type, onInput, onConfirm, ...props },
    ref,
  ) {
    const Element = Tag as unknown as ComponentType<Record<string, unknown>>;
    const tell = (handler: unknown, text: string) => (handler as ((event: unknown) => void) | undefined)?.({ detail: { value: text } });
    return (
      <Element
        {...known(props)}
        ref={ref}
        value={value}
        defaultValue={defaultValue}
        maxLength={maxlength}
        disabled={disabled}
        {...(Tag === 'input' && { type: password ? 'password' : 'text', inputMode: type === 'text' ? undefined : 'numeric' })}
        onChange={(event: FormEvent<HTMLInputElement>) => tell(onInput, event.currentTarget.value)}
        onKeyDown={(event: KeyboardEvent<HTMLInputElement>) => event.key === 'Enter' && tell(onConfirm, event.currentTarget.value)}
      />
    );
  });

export const View = plain('div');
// As Taro's in H5, it is no <button>: role, keys and tab stop are the app's own.
export const Button = plain('div');
export const ScrollView = plain('div');
export const Swiper = plain('div');
export const SwiperItem = plain('div');
export const Text = plain('span');
export const Image = plain('img');
export const Video = plain('video');
export const Canvas = plain('canvas');
export const Form = plain('form');
export const Input = typed('input');
export const Textarea = typed('textarea');
