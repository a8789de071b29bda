import { View } from '@tarojs/components';
import { useState } from 'react';
import { Field, type FieldFrame } from './field';
import { Icon } from './icon';
import { Sheet } from './sheet';
import { Tap } from './tap';

export interface Option<V extends string = string> {
  value: V;
  title: string;
  hint?: string;
  /** Why it cannot be chosen; shown instead of the hint. */
  off?: string;
}

/** A list to choose one from: rows a thumb hits, no wheel. */
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

/** A field that opens the list in a sheet. */
export function ChoiceField<V extends string>({
  options,
  value,
  onChange,
  placeholder = '请选择',
  ...frame
}: FieldFrame & { options: readonly Option<V>[]; value?: V; onChange: (value: V) => void; placeholder?: string }) {
  const [open, setOpen] = useState(false);
  const chosen = options.find((option) => option.value === value);
  return (
    <Field {...frame}>
      <Tap className="jz-input jz-choice" label={`${frame.label}，${chosen?.title ?? placeholder}`} onTap={() => setOpen(true)}>
        <View className={chosen ? '' : 'jz-choice-none'}>{chosen?.title ?? placeholder}</View>
        <Icon of="arrow-down" size={16} />
      </Tap>
      <Sheet open={open} onClose={() => setOpen(false)} title={frame.label}>
        <Options
          options={options}
          value={value}
          onChoose={(next) => {
            onChange(next);
            setOpen(false);
          }}
        />
      </Sheet>
    </Field>
  );
}
