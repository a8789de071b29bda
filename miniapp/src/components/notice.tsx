import { View } from '@tarojs/components';
import { useMemo, type PropsWithChildren, type ReactNode } from 'react';
import type { ApiError } from '@/api';
import { useCountdown } from '@/hooks/use-countdown';
import { a11y } from './a11y';
import type { Tone } from './status-chip';
import './notice.scss';

/** A sentence the person must read where they are: what is so, and what to do next. No NoticeBar of NutUI's: one line, without title, action or role. */
export function Notice({
  tone = 'note',
  title,
  action,
  live,
  children,
}: PropsWithChildren<{ tone?: Tone; title?: string; action?: ReactNode; live?: boolean }>) {
  return (
    <View className={`jz-notice jz-notice-${tone}`} {...a11y({ role: tone === 'bad' ? 'alert' : undefined, live })}>
      {title && <View className="jz-notice-title">{title}</View>}
      {children && <View className="jz-notice-text">{children}</View>}
      {action && <View className="jz-notice-action">{action}</View>}
    </View>
  );
}

/** A wait of minutes is counted down where it was refused; of a longer one the sentence itself tells the time. */
const LONGEST_COUNTED_SECONDS = 900;

function Wait({ seconds }: { seconds: number }) {
  const until = useMemo(() => new Date(Date.now() + seconds * 1000).toISOString(), [seconds]);
  const left = useCountdown(until) ?? seconds;
  return <View className="jz-notice-next">{left > 0 ? `还要等${left}秒` : '现在可以再试了'}</View>;
}

/** The refusal of an action, with every rule that spoke and its next step. Nothing without an error. */
export function ErrorNotice({ error, action }: { error?: ApiError; action?: ReactNode }) {
  if (!error) return null;
  const refusals = error.detail.refusals ?? [];
  const { retryAfterSeconds = 0 } = error.detail;
  return (
    <Notice tone={error.isUnanswered ? 'warn' : 'bad'} title={error.messageZh} action={action}>
      {refusals.length > 0 &&
        refusals.map((each) => (
          <View key={each.ruleId + each.code} className="jz-notice-rule">
            {each.message !== error.messageZh && <View>{each.message}</View>}
            {each.nextStep && <View className="jz-notice-next">{each.nextStep}</View>}
          </View>
        ))}
      {error.status === 429 && retryAfterSeconds > 0 && retryAfterSeconds <= LONGEST_COUNTED_SECONDS && (
        // Another refusal begins another count.
        <Wait key={error.detail.requestId} seconds={retryAfterSeconds} />
      )}
    </Notice>
  );
}
