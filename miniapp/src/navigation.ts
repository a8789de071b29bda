import Taro, { useRouter } from '@tarojs/taro';
import type { PageParams, PageRoute } from './route-kit';
import { packageRoutes, pathsOf, mainRoutes, tabRoutes, routes } from './routes';

const tabs = new Set(pathsOf(tabRoutes));
const known = new Set([...tabs, ...pathsOf(mainRoutes), ...Object.values(packageRoutes).flatMap((group) => pathsOf(group))]);

const address = (path: string, params: PageParams = {}): string => {
  const query = Object.entries(params)
    .filter((each): each is [string, string] => each[1] !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  return `/${path}${query ? `?${query}` : ''}`;
};

/** The address of a page, as `wx` and messages take it. */
export const addressOf = <P extends PageParams>(route: PageRoute<P>, params?: P): string => address(route.path, params);

type Given<P extends PageParams> = Record<never, string> extends P ? [params?: P] : [params: P];

/** Goes to a page (a tab is switched to): `open(routes.certificate.verify, { code })`. */
export async function open<P extends PageParams>(route: PageRoute<P>, ...[params]: Given<P>): Promise<void> {
  if (tabs.has(route.path)) await Taro.switchTab({ url: `/${route.path}` });
  // WeChat keeps at most ten pages; the eleventh takes the place of the tenth.
  else if (Taro.getCurrentPages().length >= 10) await Taro.redirectTo({ url: address(route.path, params) });
  else await Taro.navigateTo({ url: address(route.path, params) });
}

/** Takes the place of the current page: after a form that must not be gone back to. */
export async function replace<P extends PageParams>(route: PageRoute<P>, ...[params]: Given<P>): Promise<void> {
  if (tabs.has(route.path)) await Taro.switchTab({ url: `/${route.path}` });
  else await Taro.redirectTo({ url: address(route.path, params) });
}

/** Back, or home when this was the first page (a scanned code, a message). */
export async function back(): Promise<void> {
  if (Taro.getCurrentPages().length > 1) await Taro.navigateBack();
  else await Taro.switchTab({ url: `/${tabRoutes.home.path}` });
}

/** Opens a page named by the server (`todos[].page`, `InboxMessage.page`): `packages/exam/ticket/index?id=…`. False when this version has no such page. */
export async function openAddress(given: string): Promise<boolean> {
  const [path = '', query = ''] = given.replace(/^\//, '').split('?');
  if (!known.has(path)) return false;
  if (tabs.has(path)) await Taro.switchTab({ url: `/${path}` });
  else await Taro.navigateTo({ url: `/${path}${query ? `?${query}` : ''}` });
  return true;
}

/** To the sign-in page; afterwards back to where the person was. */
export async function openSignIn(): Promise<void> {
  await open(routes.signIn);
}

const decoded = (value: string): string => {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
};

/** The parameters this page was opened with: `const { id } = usePageParams(routes.exam.ticket)`. */
export function usePageParams<P extends PageParams>(_route: PageRoute<P>): Partial<P> {
  const { params } = useRouter();
  // WeChat hands the query over as written; browsers decode it.
  if (process.env.TARO_ENV === 'h5') return params as Partial<P>;
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, value === undefined ? value : decoded(value)]),
  ) as Partial<P>;
}
