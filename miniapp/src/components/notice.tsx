import { View } from '@tarojs/components';
import type { PropsWithChildren, ReactNode } from 'react';
import type { ApiError } from '@/api';
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

/** The refusal of an action, with every rule that spoke and its next step. Nothing without an error. */
export function ErrorNotice({ error, action }: { error?: ApiError; action?: ReactNode }) {
  if (!error) return null;
  const refusals = error.detail.refusals ?? [];
  return (
    <Notice tone={error.isUnanswered ? 'warn' : 'bad'} title={error.messageZh} action={action}>
      {refusals.length > 0 &&
        refusals.map((each) => (
          <View key={each.ruleId + each.code} className="jz-notice-rule">
            {each.message !== error.messageZh && <View>{each.message}</View>}
            {each.nextStep && <View className="jz-notice-next">{each.nextStep}</View>}
          </View>
        ))}
    </Notice>
  );
}
