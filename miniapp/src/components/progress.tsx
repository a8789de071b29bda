import { Progress as NutProgress } from '@nutui/nutui-react-taro';
import '@nutui/nutui-react-taro/dist/es/packages/progress/style/css';
import { a11y } from './a11y';

/** How much of it is done, NutUI's Progress; `label` says of what. */
export function Progress({ percent, label, tone = 'brand' }: { percent: number; label: string; tone?: 'brand' | 'ok' }) {
  return (
    <NutProgress
      percent={percent}
      strokeWidth="10"
      color={`var(--${tone})`}
      animated={false}
      {...a11y({ role: 'progressbar', label: `${label}${percent}%` })}
    />
  );
}
