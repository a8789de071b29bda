import type { Days } from '@jzt/shared/contract/continuingEducation';
import { formatDate } from '../../format';

/** `2026年9月1日至2026年12月1日，还剩12天`: a window as dates and as days. */
export function windowWords({ opens, closes, state, days }: Days): string {
  const dates = opens && closes ? `${formatDate(opens)}至${formatDate(closes)}` : closes ? `到${formatDate(closes)}为止` : '没有时间限制';
  if (state === 'BEFORE') return `${dates}，还有${days}天开始`;
  if (state === 'OVER') return `${dates}，已经截止`;
  if (state === 'OPEN') return `${dates}，${days === 0 ? '今天是最后一天' : `还剩${days}天`}`;
  return dates;
}
