/** What a client says of itself: enough to tell one's own devices apart, and a telephone from a computer; nobody's word is trusted for more. */
export interface Device {
  /** WeChat's, or a telephone's browser. */
  onPhone: boolean;
  /** 微信（安卓手机）, 浏览器（电脑）. */
  labelZh: string;
}

const KINDS: [RegExp, string][] = [
  [/iPhone|iPad|iPod/i, '苹果手机'],
  [/HarmonyOS|OpenHarmony/i, '鸿蒙手机'],
  [/Android|Mobile/i, '安卓手机'],
];

/** WeChat has a program for computers too, and it says so. */
const COMPUTER = /Windows NT|Macintosh|X11; (?!.*Android)|\(PC;/i;

export function deviceOf(userAgent: string): Device {
  const computer = COMPUTER.test(userAgent) && !/Mobile/i.test(userAgent);
  const kind = computer ? undefined : KINDS.find(([pattern]) => pattern.test(userAgent))?.[1];
  const wechat = /MicroMessenger|miniProgram/i.test(userAgent);
  const onPhone = !computer && (wechat || kind !== undefined);
  return { onPhone, labelZh: `${wechat ? '微信' : '浏览器'}（${kind ?? (onPhone ? '手机' : '电脑')}）` };
}
