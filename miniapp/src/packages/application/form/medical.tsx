import { useState } from 'react';
import { DateField } from '@/components';

const YEAR_MS = 366 * 86_400_000;

/** 体检日期, of special operations (O-10): the wheels turn a year back; what is too old the law says. */
export function Medical({ value, error, onChange }: { value?: string; error?: string; onChange: (day: string) => void }) {
  const [to] = useState(() => new Date());
  const [from] = useState(() => new Date(to.getTime() - YEAR_MS));
  return (
    <DateField
      label="体检日期"
      required
      value={value}
      error={error}
      from={from}
      to={to}
      near={to}
      hint="照体检证明上的日期填"
      onChange={onChange}
    />
  );
}
