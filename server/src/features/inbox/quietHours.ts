const HOUR_MS = 3_600_000;
const CHINA_MS = 8 * HOUR_MS;
const DAY_MS = 24 * HOUR_MS;

/** Full hours of China's clock: from the first one on nobody is disturbed, until the second one of the next morning. */
export interface QuietHours {
  from: number;
  to: number;
}

/** The first moment from `at` on in which a message disturbs nobody: `at` itself, or the end of the quiet hours it lies in. */
export function undisturbed(at: Date, { from, to }: QuietHours): Date {
  const midnight = Math.floor((at.getTime() + CHINA_MS) / DAY_MS) * DAY_MS - CHINA_MS;
  const hour = (at.getTime() - midnight) / HOUR_MS;
  if (hour < to) return new Date(midnight + to * HOUR_MS);
  return hour < from ? at : new Date(midnight + DAY_MS + to * HOUR_MS);
}
