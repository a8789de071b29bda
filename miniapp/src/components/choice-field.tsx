import { View } from '@tarojs/components';
import { useState } from 'react';
import { ActionSheet } from '@nutui/nutui-react-taro';
import '@nutui/nutui-react-taro/dist/es/packages/actionsheet/style/css';
import { a11y } from './a11y';
import { Button } from './button';
import { Field, type FieldFrame } from './field';
import { Icon } from './icon';
import { Tap } from './tap';
import { useInFront } from './use-in-front';

export interface Option<V extends string = string> {
  value: V;
  title: string;
  hint?: string;
  /** Why it cannot be chosen; shown instead of the hint. */
  off?: string;
}

/** A list to choose one from: rows a thumb hits, no wheel. No Radio of NutUI's: it takes no keys, and neither a hint nor why it is off. */
export function Options<V extends string>({
  options,
  value,
  onChoose,
}: {
  options: readonly Option<V>[];
  value?: V;
  onChoose: (value: V) => void;
}) {
  return (
    <View {...(process.env.TARO_ENV === 'h5' && { role: 'radiogroup' })}>
      {options.map((option) => (
        <Tap
          key={option.value}
          role="radio"
          checked={option.value === value}
          disabled={option.off !== undefined}
          label={[option.title, option.off ?? option.hint, option.value === value && '已选'].filter(Boolean).join('，')}
          className={`jz-option ${option.off !== undefined ? 'jz-option-off' : ''}`}
          onTap={() => onChoose(option.value)}
        >
          <View className={`jz-mark ${option.value === value ? 'jz-mark-on' : ''}`}>
            {option.value === value && <Icon of="check" size={14} />}
          </View>
          <View className="jz-option-main">
            <View className="jz-option-title">{option.title}</View>
            {(option.off ?? option.hint) && <View className="jz-option-hint">{option.off ?? option.hint}</View>}
          </View>
        </Tap>
      ))}
    </View>
  );
}

/** A field that opens the list in NutUI's ActionSheet. */
export function ChoiceField<V extends string>({
  options,
  value,
  onChange,
  placeholder = '请选择',
  ...frame
}: FieldFrame & { options: readonly Option<V>[]; value?: V; onChange: (value: V) => void; placeholder?: string }) {
  const [open, setOpen] = useState(false);
  const shown = useInFront() && open;
  const chosen = options.find((option) => option.value === value);
  return (
    <Field {...frame}>
      <Tap className="jz-input jz-choice" label={`${frame.label}，${chosen?.title ?? placeholder}`} onTap={() => setOpen(true)}>
        <View className={chosen ? '' : 'jz-choice-none'}>{chosen?.title ?? placeholder}</View>
        <Icon of="arrow-down" size={16} />
      </Tap>
      <ActionSheet
        // In H5 the tab bar lies over everything inside the page, so it goes beside it.
        portal={process.env.TARO_ENV === 'h5' ? document.body : null}
        visible={shown}
        lockScroll
        title={frame.label}
        className="jz-root jz-actions"
        onCancel={() => setOpen(false)}
      >
        {shown && (
          <View {...a11y({ role: 'dialog', label: frame.label })}>
            <Options
              options={options}
              value={value}
              onChoose={(next) => {
                onChange(next);
                setOpen(false);
              }}
            />
            <Button kind="plain" block onTap={() => setOpen(false)}>
              取消
            </Button>
          </View>
        )}
      </ActionSheet>
    </Field>
  );
}
