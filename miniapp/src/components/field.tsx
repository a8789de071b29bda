import { View } from '@tarojs/components';
import type { PropsWithChildren, ReactNode } from 'react';
import { a11y } from './a11y';
import './field.scss';

export interface FieldFrame {
  label: string;
  /** Why it is asked, or how it looks right. */
  hint?: ReactNode;
  /** One sentence: `action.fields.name`. */
  error?: string;
  required?: boolean;
}

/** Label above, control, then what is wrong with it. */
export function Field({ label, hint, error, required, children }: PropsWithChildren<FieldFrame>) {
  return (
    <View className={`jz-field ${error ? 'jz-field-wrong' : ''}`}>
      <View className="jz-field-label">
        {label}
        {required && <View className="jz-field-must">必填</View>}
      </View>
      {children}
      {hint && !error && <View className="jz-field-hint">{hint}</View>}
      {error && (
        <View className="jz-field-error" {...a11y({ role: 'alert' })}>
          {error}
        </View>
      )}
    </View>
  );
}
