import type { LocalDate } from '../domain/calendar';
import { CATEGORY_LABELS, SAFETY_CODE_LABELS } from '../domain/categories';
import { SITE_POSTS, SITE_SAFETY_OFFICER, SITE_SAFETY_OFFICER_LABEL } from '../domain/posts';
import { TRADES } from '../domain/trades';
import type { Service, Subject } from './facts';
import { PENDING_ZH } from './messages';

/** `2023-07-15` → `2023年7月15日`; any other text as it is. */
const dayZh = (day: LocalDate): string =>
  /^\d{4}-\d\d-\d\d$/.test(day) ? `${day.slice(0, 4)}年${+day.slice(5, 7)}月${+day.slice(8)}日` : day;

/** Fills `{name}` in; a day is written out, and `{province}` is the pack's own unless a value says another. */
export const fill = (text: string, province: string, values: Record<string, string | number> = {}): string =>
  text.includes('{')
    ? text.replace(/\{(\w+)\}/g, (_all, name: string) => dayZh(String(values[name] ?? (name === 'province' ? province : ''))))
    : text;

export const pendingZh = (on: string): string => PENDING_ZH[on] ?? '有一项信息还没有核对完，请稍候';

const CODE_LABELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  SAFETY_MGMT: SAFETY_CODE_LABELS,
  SPECIAL_OP: TRADES,
  SITE_MANAGER: { ...SITE_POSTS, [SITE_SAFETY_OFFICER]: SITE_SAFETY_OFFICER_LABEL },
};

/** What a subject is called: `建筑架子工（普通脚手架）`; for the other categories the category, with the trade the person named. */
export function describe({ category, code }: Subject): string {
  const label = CATEGORY_LABELS[category];
  return code === undefined ? label : (CODE_LABELS[category]?.[code] ?? `${label}·${code}`);
}

/** What people call the services that they can ask for themselves, or have asked for by their enterprise; the steps inside a service have no name. */
export const SERVICE_LABELS: { readonly [S in Service]?: string } = {
  APPLY: '证书报名',
  EXEMPT_CLAIM: '免试申领',
  CE_SIGN_UP: '继续教育',
  CE_EXTEND: '证书延期',
  POST_TRANSFER: '岗位转换',
  EXCHANGE: '换证',
  FILING: '安全员换证（企业申报）',
  ACTIVATE: '证书激活',
  DOWNLOAD: '下载电子证书',
  CHANGE: '证书变更',
  RENEW: '证书延续',
  RECHECK: '证书复核',
  REISSUE: '遗失补办',
  CANCEL: '证书注销',
  TRANSFER_OUT: '证书调出',
  TRANSFER_IN: '证书调入',
};

/** `nationalHoldings` → `NATIONAL_HOLDINGS`. */
export const snake = (key: string): string => key.replace(/[A-Z]/g, '_$&').toUpperCase();

/** 张三、李四 */
export const names = (people: readonly { name: string }[]): string => people.map((one) => one.name).join('、');
