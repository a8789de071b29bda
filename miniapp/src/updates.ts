import Taro from '@tarojs/taro';
import { examRoutes } from './packages/exam/routes';
import { studyRoutes } from './packages/study/routes';

/** Nobody is asked to start again in the middle of these. */
const NOT_HERE = new Set([examRoutes.answer.path, studyRoutes.player.path]);
const isBusy = (): boolean => {
  const pages = Taro.getCurrentPages();
  return NOT_HERE.has((pages[pages.length - 1]?.route ?? '').replace(/^\//, ''));
};

let ready: Taro.UpdateManager | undefined;

/** A new version was fetched in the background: asks whether to start again with it, once, and not in an exam or a lesson. */
async function ask(): Promise<void> {
  if (!ready || isBusy()) return;
  const manager = ready;
  ready = undefined;
  const { confirm } = await Taro.showModal({
    title: '有新版本',
    content: '现在重新打开就能用新版本，没有填完的内容会保留。',
    confirmText: '重新打开',
    cancelText: '先不用',
  });
  if (confirm) manager.applyUpdate();
}

export const updates = {
  /** Follows WeChat's updates (weapp); called once by the app. */
  watch(): void {
    if (process.env.TARO_ENV !== 'weapp') return;
    const manager = Taro.getUpdateManager();
    manager.onUpdateReady(() => {
      ready = manager;
      void ask();
    });
    manager.onUpdateFailed(
      () =>
        void Taro.showModal({
          title: '新版本没有下载成功',
          content: '请检查网络。如果一直这样，请在微信“发现-小程序”里删除建证通，再搜索打开。',
          showCancel: false,
          confirmText: '知道了',
        }),
    );
  },
  /** The app was opened again: a new version that waited for an exam to end may be offered now. */
  shown: (): void => void ask(),
};
