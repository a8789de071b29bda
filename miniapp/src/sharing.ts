import { useShareAppMessage } from '@tarojs/taro';
import { addressOf } from './navigation';
import type { PageParams, PageRoute } from './route-kit';

/**
 * What is sent when this page is shared; its config says `enableShareAppMessage: true`. Only pages that belong to nobody: a page without it cannot be
 * shared at all in WeChat. `of` is the id of the share button that was tapped.
 */
export function useSharing<P extends PageParams>(what: (of?: string) => { title: string; route: PageRoute<P>; params?: P }): void {
  useShareAppMessage(({ from, target }) => {
    const { title, route, params } = what(from === 'button' ? (target as { id?: string } | undefined)?.id : undefined);
    return { title, path: addressOf(route, params) };
  });
}
