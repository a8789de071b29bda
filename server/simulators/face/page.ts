import { escape, page } from '../kit/page';

export const OUTCOMES = {
  pass: '通过',
  fail: '不通过',
  cancel: '取消',
  timeout: '超时没有完成',
  too_often: '今天次数过多',
  not_in_database: '库中没有照片',
  permission: '没有摄像头权限',
  unsupported: '手机不支持',
} as const;
export type Outcome = keyof typeof OUTCOMES;

/** The provider's pages, as the person sees them on the phone. */
export const facePage = {
  ask(token: string, name: string, idNumber: string): string {
    const button = (outcome: Outcome, look = ''): string =>
      `<button class="${look}" name="outcome" value="${outcome}">${OUTCOMES[outcome]}</button>`;
    const rare = (['timeout', 'too_often', 'not_in_database', 'permission', 'unsupported'] as const)
      .map((outcome) => button(outcome))
      .join('');
    const shown = `${[...name][0] ?? ''}${'*'.repeat(Math.max(1, [...name].length - 1))}，身份证尾号 ${idNumber.slice(-4)}`;
    return page(
      '人脸核验',
      `<h1>人脸核验</h1><div class="card"><p>正在核验：<b>${escape(shown)}</b></p><p>真实的服务会在这里打开摄像头，请您正对屏幕。演示时请直接选择结果：</p></div>
<form method="post" action="h5"><input type="hidden" name="token" value="${escape(token)}">
${button('pass', 'yes')}${button('fail', 'no')}${button('cancel')}
<details><summary>其他情况</summary>${rare}</details></form>`,
    );
  },
  over(returnUrl: string): string {
    const back = returnUrl ? `<p><a class="button" href="${escape(returnUrl)}">返回</a></p>` : '<p>请返回小程序继续办理。</p>';
    return page('人脸核验', `<h1>本次核验已结束</h1>${back}`);
  },
  unknown(): string {
    return page('人脸核验', '<h1>没有这次核验</h1><p>链接不正确或已失效，请返回重新发起核验。</p>');
  },
};
