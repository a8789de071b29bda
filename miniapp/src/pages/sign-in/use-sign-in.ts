import Taro, { useDidHide, useDidShow, useUnload } from '@tarojs/taro';
import { useRef, useState } from 'react';
import { sessionRoutes, type Session } from '@jzt/shared/contract/session';
import { ApiError, session } from '@/api';
import { useAction } from '@/hooks/use-action';
import { back, replace } from '@/navigation';
import { routes } from '@/routes';

/** WeChat's errno when the organisation's phone-number quota is spent. */
const PHONE_QUOTA_SPENT = 1400001;

/** The ways in (CQ-32): WeChat with or without its phone number, and phone with SMS code. A first sign-in registers (CQ-28). */
export function useSignIn(agreed: boolean) {
  const byWechat = useAction(sessionRoutes.signInByWechat);
  const bySms = useAction(sessionRoutes.signInBySms);
  const [problem, setProblem] = useState<ApiError>();
  const here = useRef(true);
  useDidShow(() => {
    here.current = true;
  });
  useDidHide(() => {
    here.current = false;
  });
  useUnload(() => {
    here.current = false;
  });

  const enter = async (signedIn: Session | undefined): Promise<void> => {
    if (!signedIn) return;
    session.keep(signedIn);
    // Who has walked on meanwhile is not pulled back.
    if (here.current) await (signedIn.needsSecondFactor ? replace(routes.identity.secondFactor) : back());
  };

  return {
    busy: byWechat.busy || bySms.busy,
    error: problem ?? byWechat.error ?? bySms.error,
    fields: bySms.fields,
    reset() {
      setProblem(undefined);
      byWechat.reset();
      bySms.reset();
    },
    /** `phoneDetail`: what the getPhoneNumber button gave; without it only WeChat's identity is used. */
    async wechat(phoneDetail?: { code?: string; errno?: number; errMsg?: string }): Promise<void> {
      setProblem(undefined);
      if (phoneDetail && !phoneDetail.code) {
        if (phoneDetail.errno === PHONE_QUOTA_SPENT)
          setProblem(new ApiError('PHONE_QUOTA', '一键登录今天用完了，请用手机号和验证码登录。', 0));
        // Refused the phone number: nothing has happened, the other ways are on the page.
        return;
      }
      try {
        const { code } = await Taro.login();
        await enter(await byWechat.run({ body: { code, phoneCode: phoneDetail?.code, agreed } }));
      } catch {
        setProblem(new ApiError('WECHAT_LOGIN_FAILED', '微信没有回应，请再点一次，或用手机号和验证码登录。', 0));
      }
    },
    async sms(given: { phone: string; code: string; ticket: string }): Promise<void> {
      setProblem(undefined);
      await enter(await bySms.run({ body: { ...given, agreed } }));
    },
  };
}
