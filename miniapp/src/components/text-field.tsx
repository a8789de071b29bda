import { Input, Textarea, View } from '@tarojs/components';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { a11y } from './a11y';
import { Field, type FieldFrame } from './field';

/**
 * WeChat writes a controlled value back while the person still types, and the cursor jumps to the end (taro#13515). So there the value goes down only
 * when it was changed from outside; a browser needs it controlled.
 */
function useTyped(value: string, onChange: (next: string) => void) {
  const typed = useRef(value);
  const [shown, setShown] = useState(value);
  useEffect(() => {
    if (value === typed.current) return;
    typed.current = value;
    setShown(value);
  }, [value]);
  return {
    value: process.env.TARO_ENV === 'h5' ? value : shown,
    onInput: (event: { detail: { value: string } }) => {
      typed.current = event.detail.value;
      onChange(event.detail.value);
    },
  };
}

export interface TextFieldProps extends FieldFrame {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  max?: number;
  /** The keyboard: digits for codes and phones, idcard for ID numbers. */
  keyboard?: 'text' | 'number' | 'idcard' | 'digit';
  password?: boolean;
  disabled?: boolean;
  /** Inside the frame at the right: SmsCodeButton. */
  extra?: ReactNode;
  /** The keyboard's own button: moves on or sends. */
  onDone?: () => void;
  autoFocus?: boolean;
}

/** One line of text. */
export function TextField({
  label,
  hint,
  error,
  required,
  value,
  onChange,
  placeholder,
  max = 60,
  keyboard = 'text',
  password,
  disabled,
  extra,
  onDone,
  autoFocus,
}: TextFieldProps) {
  const typed = useTyped(value, onChange);
  return (
    <Field label={label} hint={hint} error={error} required={required}>
      <View className="jz-input">
        <Input
          className="jz-input-box"
          type={keyboard}
          password={password}
          maxlength={max}
          placeholder={placeholder}
          placeholderClass="jz-placeholder"
          disabled={disabled}
          focus={autoFocus}
          confirmType={onDone ? 'done' : 'next'}
          onConfirm={() => onDone?.()}
          cursorSpacing={24}
          {...typed}
          {...a11y({ label: error ? `${label}，${error}` : label })}
        />
        {extra}
      </View>
    </Field>
  );
}

/** Several lines, with the room that is left. */
export function TextArea({
  label,
  hint,
  error,
  required,
  value,
  onChange,
  placeholder,
  max = 200,
}: Omit<TextFieldProps, 'keyboard' | 'password' | 'extra' | 'onDone'>) {
  const typed = useTyped(value, onChange);
  return (
    <Field
      label={label}
      hint={hint ?? (value.length > max * 0.8 ? `还可以写${max - value.length}个字` : undefined)}
      error={error}
      required={required}
    >
      <View className="jz-input jz-input-area">
        <Textarea
          className="jz-area-box"
          maxlength={max}
          placeholder={placeholder}
          placeholderClass="jz-placeholder"
          cursorSpacing={24}
          autoHeight
          disableDefaultPadding
          {...typed}
          {...a11y({ label })}
        />
      </View>
    </Field>
  );
}
