import Taro from '@tarojs/taro';
import { useCallback } from 'react';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { api } from '@/api';
import { useQuery } from './use-query';

/**
 * Subscribe messages. `ask(keys)` must be the first thing a tap does: WeChat opens its sheet only then. It never throws and never blocks the tap's own work,
 * and answers how many messages WeChat will really bring; the inbox in the app is written anyway. In H5 it does nothing.
 */
export function useNotices() {
  const weapp = process.env.TARO_ENV === 'weapp';
  const templates = useQuery(inboxRoutes.templates, {}, { enabled: weapp, onShow: false });
  const wantedOf = useCallback(
    (keys: readonly string[]) => (weapp ? (templates.data?.items ?? []).filter((item) => keys.includes(item.key)).slice(0, 5) : []),
    [templates.data, weapp],
  );
  const ask = useCallback(
    async (keys: readonly string[]): Promise<number> => {
      const wanted = wantedOf(keys);
      if (wanted.length === 0) return 0;
      try {
        const tmplIds = wanted.map((item) => item.templateId);
        const result = (await Taro.requestSubscribeMessage({ tmplIds, entityIds: [] })) as unknown as Record<string, string>;
        const accepted = wanted.filter((item) => result[item.templateId] === 'accept').map((item) => item.key);
        if (accepted.length > 0) await api.call(inboxRoutes.grant, { body: { accepted } });
        return accepted.length;
      } catch {
        // Refused, switched off (20004) or offline: the message still comes in the app.
        return 0;
      }
    },
    [wantedOf],
  );
  return {
    ask,
    /** The platform has a template for one of these: without one there is nothing to ask for. */
    has: (keys: readonly string[]): boolean => wantedOf(keys).length > 0,
  };
}
