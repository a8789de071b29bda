import { View } from '@tarojs/components';
import { useState } from 'react';
import { AgreementTick, Button, Card, ErrorNotice, Notice, Page, SmsCodeButton, TextField } from '@/components';
import type { ApiError } from '@/api';
import { useDraft } from '@/hooks';
import { back, open } from '@/navigation';
import { routes } from '@/routes';
import { useSignIn } from './use-sign-in';
import './index.scss';

const weapp = process.env.TARO_ENV === 'weapp';

/** 登录 (CQ-28, CQ-32): nothing is sent before the agreement is ticked; going on without an account is always possible. */
export default function SignIn() {
  const [agreed, setAgreed] = useState(false);
  const [asked, setAsked] = useState(false);
  const [showSms, setShowSms] = useState(!weapp);
  const [smsError, setSmsError] = useState<ApiError>();
  const [code, setCode] = useState('');
  // The ticket too: who goes to read the code may come back to a page drawn anew.
  const draft = useDraft('sign-in', { phone: '', ticket: '' });
  const { phone, ticket = '' } = draft.value;
  const signIn = useSignIn(agreed);
  const missingTick = asked && !agreed;
  const ticked = (act: () => void) => () => {
    setAsked(true);
    if (agreed) act();
  };

  return (
    <Page className="signin">
      <View className="signin-head">
        <View className="signin-name">建证通</View>
        <View className="signin-line">建设行业从业人员证书，一部手机办到底</View>
      </View>
      <Card>
        {weapp && (
          <View className="signin-ways">
            {agreed ? (
              <Button
                block
                busy={signIn.busy}
                wechat={{
                  openType: 'getPhoneNumber|agreePrivacyAuthorization' as 'getPhoneNumber',
                  onGetPhoneNumber: (event) => void signIn.wechat(event.detail),
                }}
              >
                一键登录（本机微信手机号）
              </Button>
            ) : (
              <Button block onTap={ticked(() => undefined)}>
                一键登录（本机微信手机号）
              </Button>
            )}
            <Button block kind="plain" busy={signIn.busy} onTap={ticked(() => void signIn.wechat())}>
              微信登录
            </Button>
            {!showSms && (
              <Button block kind="quiet" onTap={() => setShowSms(true)}>
                其它登录方式
              </Button>
            )}
          </View>
        )}
        {showSms && (
          <>
            <TextField
              label="手机号"
              keyboard="number"
              max={11}
              placeholder="11位手机号"
              value={phone}
              error={signIn.fields.phone ?? smsError?.fields.phone}
              onChange={(next) => {
                signIn.reset();
                draft.set({ phone: next });
              }}
            />
            <TextField
              label="验证码"
              keyboard="number"
              max={6}
              placeholder="6位数字"
              value={code}
              error={signIn.fields.code ?? signIn.fields.ticket}
              onChange={(next) => {
                signIn.reset();
                setCode(next);
              }}
              extra={<SmsCodeButton phone={phone} onSent={(next) => draft.set({ ticket: next })} onError={setSmsError} />}
              onDone={ticked(() => void signIn.sms({ phone, code, ticket }))}
            />
            {smsError && !smsError.fields.phone && <ErrorNotice error={smsError} />}
          </>
        )}
        {missingTick && (
          <Notice tone="bad" live>
            请先阅读并勾选下面的协议，再登录。
          </Notice>
        )}
        <AgreementTick checked={agreed} onChange={setAgreed} />
        {signIn.error && Object.keys(signIn.fields).length === 0 && <ErrorNotice error={signIn.error} />}
        {showSms && (
          <Button
            block
            kind={weapp ? 'plain' : 'primary'}
            busy={signIn.busy}
            onTap={ticked(() => void signIn.sms({ phone, code, ticket }))}
          >
            登录
          </Button>
        )}
      </Card>
      <Notice tone="still">
        第一次登录会自动注册。培训机构、企业和主管部门的工作人员，请用单位登记的手机号登录。换了手机号、旧号码收不到短信的，用新号码登录，再做一次实名认证，就能找回原来的账号和证书。
      </Notice>
      <View className="signin-guest">
        <Button kind="quiet" onTap={() => void open(routes.filing.portal)}>
          账号密码登录
        </Button>
        <Button kind="quiet" onTap={() => void back()}>
          无账号进入
        </Button>
      </View>
    </Page>
  );
}
