import { View } from '@tarojs/components';
import { DatePicker } from '@nutui/nutui-react-taro';
import '@nutui/nutui-react-taro/dist/es/packages/datepicker/style/css';
import { useMemo, useState } from 'react';
import { formatDate, formatTime } from '@/format';
import { Field, type FieldFrame } from './field';
import { Icon } from './icon';
import { Tap } from './tap';

const STEP_MINUTES = 5;
const STEP_MS = STEP_MINUTES * 60_000;
/** The wheels show a Date by the clock of the device; this one shows China's time there, wherever that is. */
const onTheWheels = (date: Date): Date => new Date(date.getTime() + (8 * 60 + date.getTimezoneOffset()) * 60_000);
const pad = (value: unknown): string => String(value).padStart(2, '0');

export interface DateFieldProps extends FieldFrame {
  /** YYYY-MM-DD, or with `time` an ISO instant. */
  value?: string;
  onChange: (value: string) => void;
  time?: boolean;
  /** First and last day that can be chosen; today and two years on without them. */
  from?: Date;
  to?: Date;
  /** Where the wheels stand while nothing is chosen; the first day without it. */
  near?: Date;
}

/** A day (or a moment) in China's time, by NutUI's wheels; the value is what the contract wants. */
export function DateField({ value, onChange, time, from, to, near, ...frame }: DateFieldProps) {
  const [open, setOpen] = useState(false);
  // The wheels begin anew with every other start: it stays as it is while they are turned, and stands on a step, for they count from it.
  const [openedAt, setOpenedAt] = useState(() => Date.now());
  const start = useMemo(() => from ?? new Date(time ? Math.ceil(openedAt / STEP_MS) * STEP_MS : openedAt), [from, time, openedAt]);
  const end = useMemo(() => to ?? new Date(start.getTime() + 2 * 366 * 86_400_000), [to, start]);
  const at = useMemo(() => (value ? new Date(value) : (near ?? start)), [value, near, start]);
  const wheels = useMemo(() => ({ start: onTheWheels(start), end: onTheWheels(end), at: onTheWheels(at) }), [start, end, at]);
  const shown = value ? (time ? formatTime(value) : formatDate(value)) : undefined;
  return (
    <Field {...frame}>
      <Tap
        className="jz-input jz-choice"
        label={`${frame.label}，${shown ?? '请选择'}`}
        onTap={() => {
          setOpenedAt(Date.now());
          setOpen(true);
        }}
      >
        <View className={shown ? '' : 'jz-choice-none'}>{shown ?? '请选择'}</View>
        <Icon of="clock" size={18} />
      </Tap>
      <DatePicker
        title={frame.label}
        visible={open}
        type={time ? 'datetime' : 'date'}
        showChinese
        minuteStep={time ? STEP_MINUTES : 1}
        startDate={wheels.start}
        endDate={wheels.end}
        value={wheels.at}
        onClose={() => setOpen(false)}
        onConfirm={(_, [year, month, day, hour = 0, minute = 0]) => {
          const date = `${year}-${pad(month)}-${pad(day)}`;
          onChange(time ? new Date(`${date}T${pad(hour)}:${pad(minute)}:00+08:00`).toISOString() : date);
        }}
      />
    </Field>
  );
}
