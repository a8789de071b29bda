import type { Entry } from '@/entries';
import { tabRoutes } from '@/routes';
import { transferRoutes } from './routes';

/** At a computer both ways stand on 首页 by themselves; on a phone the to-do and the tab lead there. */
export const transferEntries: Entry[] =
  process.env.TARO_ENV === 'h5'
    ? [
        {
          title: '安全员转岗',
          hint: '安全员转为施工员或质量员，免费学习后换证',
          icon: 'order',
          route: transferRoutes.home,
          on: 'home',
          needs: 'POST_TRANSFER',
          for: ['WORKER'],
        },
        {
          title: '证书查询',
          hint: '完成课程1个工作日后，在这里看新证书',
          icon: 'search',
          route: tabRoutes.wallet,
          on: 'home',
          needs: 'POST_TRANSFER',
          for: ['WORKER'],
        },
      ]
    : [];
