import { View } from '@tarojs/components';
import { useState } from 'react';
import { passwordAccountRoutes as api } from '@jzt/shared/contract/passwordAccount';
import { isOfficer } from '@jzt/shared/domain/roles';
import { session } from '@/api';
import { AgreementTick, Button, Card, ErrorNotice, Notice, Page, TextField } from '@/components';
import { useAction, useDraft } from '@/hooks';
import { open, replace } from '@/navigation';
import { routes } from '@/routes';
import { CaptchaField, useCaptcha } from '../components/captcha-field';

/** 企业登录入口、管理部门入口 (JX-15): account, password and captcha; the initial password leads to its change first (JX-03). */
export default function AccountSignInPage() {
  const draft = useDraft('account-sign-in', { account: '' });
  const [password, setPassword] = useState('');
  const [agreed, setAgreed] = useState(false);
  const [told, setTold] = useState<string>();
  const captcha = useCaptcha();
  const signIn = useAction(api.signIn);
  const forgot = useAction(api.forgot);
  const { account } = draft.value;
  const missing = account.trim().length < 4 ? '请填写账号' : !captcha.answer ? '请填写验证码' : undefined;

  const send = async () => {
    setTold(undefined);
    forgot.reset();
    const answer = await signIn.run({ body: { account, password, captcha: captcha.body!, agreed } });
    if (!answer) return void captcha.again();
    session.keep(answer);
    if (answer.mustChangePassword) await replace(routes.filing.password);
    else if (answer.needsSecondFactor) await replace(routes.identity.secondFactor);
    else await replace(isOfficer(answer.role) ? routes.filing.review : routes.filing.list);
  };
  const ask = async () => {
    signIn.reset();
    const answer = await forgot.run({ body: { account, captcha: captcha.body! } });
    await captcha.again();
    setTold(answer?.messageZh);
  };
  const ready = missing === undefined && captcha.body;

  return (
    <Page>
      <Card title="账号登录">
        <TextField
          label="账号"
          required
          max={30}
          placeholder="企业填纳税人识别号；管理部门填发给您的账号"
          value={account}
          error={signIn.fields.account ?? forgot.fields.account}
          onChange={(next) => draft.set({ account: next })}
        />
        <TextField
          label="密码"
          required
          password
          max={128}
          placeholder="首次登录用短信里的一次性密码"
          value={password}
          onChange={setPassword}
        />
        <CaptchaField captcha={captcha} error={signIn.fields.captcha ?? forgot.fields.captcha} />
        <AgreementTick checked={agreed} onChange={setAgreed} />
        {signIn.error && !signIn.fields.captcha && <ErrorNotice error={signIn.error} />}
        {forgot.error && !forgot.fields.captcha && <ErrorNotice error={forgot.error} />}
        {told && (
          <Notice tone="ok" live>
            {told}
          </Notice>
        )}
        <Button block busy={signIn.busy} disabled={!ready || !password || !agreed} onTap={() => void send()}>
          {missing ?? (!password ? '请填写密码' : !agreed ? '请先勾选协议' : '登录')}
        </Button>
        <View>
          <Button kind="quiet" busy={forgot.busy} disabled={!ready} onTap={() => void ask()}>
            忘记密码（填好账号和验证码再点）
          </Button>
        </View>
      </Card>
      <Notice tone="note" title="请妥善保管好交付您的账号与密码">
        不要告诉任何人，也不要几个单位合用。管理部门的账号和密码由技术支持单位提供。
      </Notice>
      <Card title="企业还没有账号？">
        <Button block kind="plain" onTap={() => void open(routes.filing.register)}>
          企业注册
        </Button>
      </Card>
    </Page>
  );
}
