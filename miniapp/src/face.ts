/** What the phone says of a face check; used only to choose words. Whether it passed, the server asks the provider (O-15). */
export type FaceOutcome = 'RETURNED' | 'CANCELLED' | 'PERMISSION' | 'UNSUPPORTED';

interface WechatFace {
  checkIsSupportFacialRecognition?(options: { success(): void; fail(): void }): void;
  requestFacialVerify?(options: { verifyId: string; success(): void; fail(error: { errCode?: number; errMsg?: string }): void }): void;
}
// Taro 4.2 has neither of the two.
declare const wx: WechatFace;

/** Base library 3.8.12 and a phone that can do it. */
export const canCheckFace = (): Promise<boolean> =>
  new Promise((resolve) => {
    if (!wx.requestFacialVerify || !wx.checkIsSupportFacialRecognition) return resolve(false);
    wx.checkIsSupportFacialRecognition({ success: () => resolve(true), fail: () => resolve(false) });
  });

/** WeChat's codes: 90001 the phone cannot, 90002–90006 the person went back, 90008–90010 no camera or microphone. */
export const outcomeOf = (errCode: number | undefined): FaceOutcome =>
  errCode === undefined
    ? 'RETURNED'
    : errCode === 90001
      ? 'UNSUPPORTED'
      : errCode >= 90002 && errCode <= 90006
        ? 'CANCELLED'
        : errCode >= 90008 && errCode <= 90010
          ? 'PERMISSION'
          : 'RETURNED';

/** Opens WeChat's own face check and waits until the person is back. */
export const checkFaceInWechat = (verifyId: string): Promise<FaceOutcome> =>
  new Promise((resolve) => {
    wx.requestFacialVerify?.({ verifyId, success: () => resolve('RETURNED'), fail: ({ errCode }) => resolve(outcomeOf(errCode)) });
  });
