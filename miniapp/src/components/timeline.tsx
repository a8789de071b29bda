import { View } from '@tarojs/components';
import type { TimelineEntry } from '@jzt/shared/contract/common';
import { formatTime } from '@/format';
import './timeline.scss';

export interface TimelineStep {
  title: string;
  /** done: behind us; now: here; next: still to come; bad: stopped here. */
  state: 'done' | 'now' | 'next' | 'bad';
  hint?: string;
  at?: string;
}

/**
 * The road of a case, first step on top: where it is, what comes, why it stopped.
 * No Steps of NutUI's: its titles are one line of 18 px on white, it knows no step that stopped, and each listens for taps.
 */
export function Timeline({ steps }: { steps: TimelineStep[] }) {
  return (
    <View className="jz-time">
      {steps.map((step) => (
        <View className={`jz-time-step jz-time-${step.state}`} key={step.title + (step.at ?? '')}>
          <View className="jz-time-rail">
            <View className="jz-time-dot" />
          </View>
          <View className="jz-time-main">
            <View className="jz-time-title">{step.title}</View>
            {step.at && <View className="jz-time-at">{formatTime(step.at)}</View>}
            {step.hint && <View className="jz-time-hint">{step.hint}</View>}
          </View>
        </View>
      ))}
    </View>
  );
}

/** What has happened so far, newest first, from the contract's timeline. */
export const stepsOf = (entries: TimelineEntry[]): TimelineStep[] =>
  [...entries].reverse().map((entry, index) => ({
    title: entry.labelZh,
    state: index === 0 ? 'now' : 'done',
    at: entry.at,
    hint: [entry.byName, entry.reason].filter(Boolean).join('：') || undefined,
  }));
