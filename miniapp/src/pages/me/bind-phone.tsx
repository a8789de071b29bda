import { sessionRoutes } from '@jzt/shared/contract/session';
import { session } from '@/api';
import { Button, ErrorNotice, Notice } from '@/components';
import { useAction } from '@/hooks';

/** Asks for the phone number by WeChat's own button; only in WeChat, where a person can sign in without one. */
export function BindPhone() {
  const bind = useAction(sessionRoutes.bindPhone, { changes: ['account'] });
  if (process.env.TARO_ENV !== 'weapp') return null;
  const take = async (code: string | undefined) => {
    if (!code) return;
    const next = await bind.run({ body: { phoneCode: code } });
    if (next) session.keep(next);
  };
  return (
    <>
      <Notice tone="warn">绑定手机号后才能办理业务，审核结果也会用短信通知您。</Notice>
      <ErrorNotice error={bind.error} />
      <Button
        block
        kind="plain"
        busy={bind.busy}
        wechat={{
          openType: 'getPhoneNumber|agreePrivacyAuthorization' as 'getPhoneNumber',
          onGetPhoneNumber: (event) => void take(event.detail.code),
        }}
      >
        绑定微信手机号
      </Button>
    </>
  );
}
