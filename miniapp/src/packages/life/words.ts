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

/** What taking a request back means: past its last day only the request keeps a certificate in force (A-31). */
export function withdrawWords({ validTo }: { validTo?: string }): string {
  const until = validTo ? `，有效期到${formatDate(validTo)}为止，过了就会失效` : '';
  return `撤回后证书和原来一样${until}。要再办，需要重新申请；过了办理时间就不能再申请。`;
}
