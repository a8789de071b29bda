import { View } from '@tarojs/components';
import { DatePicker } from '@nutui/nutui-react-taro';
import '@nutui/nutui-react-taro/dist/es/packages/datepicker/style/css';
import { Clock } from '@nutui/icons-react-taro';
import { useState } from 'react';
import { formatDate, formatTime } from '@/format';
import { Field, type FieldFrame } from './field';
import { Icon } from './icon';
import { Tap } from './tap';

const pad = (value: unknown): string => String(value).padStart(2, '0');

export interface DateFieldProps extends FieldFrame {
  /** YYYY-MM-DD, or with `time` an ISO instant. */
  value?: string;
  onChange: (value: string) => void;
  time?: boolean;
  /** First and last day that can be chosen; today and two years on without them. */
  from?: Date;
  to?: Date;
}

/** A day (or a moment) in China's time, by NutUI's wheels; the value is what the contract wants. */
export function DateField({ value, onChange, time, from, to, ...frame }: DateFieldProps) {
  const [open, setOpen] = useState(false);
  const start = from ?? new Date();
  const end = to ?? new Date(start.getTime() + 2 * 366 * 86_400_000);
  const shown = value ? (time ? formatTime(value) : formatDate(value)) : undefined;
  return (
    <Field {...frame}>
      <Tap className="jz-input jz-choice" label={`${frame.label}，${shown ?? '请选择'}`} onTap={() => setOpen(true)}>
        <View className={shown ? '' : 'jz-choice-none'}>{shown ?? '请选择'}</View>
        <Icon of={Clock} size={18} />
      </Tap>
      <DatePicker
        title={frame.label}
        visible={open}
        type={time ? 'datetime' : 'date'}
        showChinese
        minuteStep={time ? 5 : 1}
        startDate={start}
        endDate={end}
        value={value ? new Date(value) : start}
        onClose={() => setOpen(false)}
        onConfirm={(_, [year, month, day, hour = 0, minute = 0]) => {
          const date = `${year}-${pad(month)}-${pad(day)}`;
          onChange(time ? new Date(`${date}T${pad(hour)}:${pad(minute)}:00+08:00`).toISOString() : date);
        }}
      />
    </Field>
  );
}
