import { Input, Textarea, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { a11y } from './a11y';
import { Field, type FieldFrame } from './field';
import { useTyped } from './use-typed';

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

/** One line of text. No Input of NutUI's: it writes each letter back (see useTyped) and its line is of a fixed height. */
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

/** Several lines, with the room that is left. No TextArea of NutUI's, for the same reason. */
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
