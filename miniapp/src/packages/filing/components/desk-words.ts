/** 「PC端显示屏设置分辨率应不低于1366*768像素」 (JX-04). */
export const CLEAR_FROM = 1366;
export const isNarrow = (width: number): boolean => width < CLEAR_FROM;

const WEEKDAYS = '日一二三四五六';
const pad = (value: number): string => String(value).padStart(2, '0');

/** 江西省 2021-06-23 星期三 21:06:07, by China's time. */
export function clockWords(place: string, now: number): string {
  const at = new Date(now + 8 * 3_600_000);
  const day = `${at.getUTCFullYear()}-${pad(at.getUTCMonth() + 1)}-${pad(at.getUTCDate())}`;
  const time = `${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}:${pad(at.getUTCSeconds())}`;
  return `${place} ${day} 星期${WEEKDAYS[at.getUTCDay()]} ${time}`;
}

/** 添加时间 as the list shows it: 2021-06-23 19:35:28. */
export const addedWords = (instant: string): string => {
  const at = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  return `${at.slice(0, 10)} ${at.slice(11, 19)}`;
};

/** What a filing without a number shows (JX-19). */
export const NO_NUMBER = '---';
