import { useState } from 'react';
import { passwordAccountRoutes as api } from '@jzt/shared/contract/passwordAccount';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { parseCreditCode } from '@jzt/shared/domain/creditCode';
import type { ApiError } from '@/api';
import { AgreementTick, Button, Card, ErrorNotice, Notice, Page, SmsCodeButton, TextField } from '@/components';
import { useAction, useDraft } from '@/hooks';
import { replace } from '@/navigation';
import { routes } from '@/routes';
import { PORTAL } from '../portal/content';

const EMPTY = { name: '', creditCode: '', address: '', phone: '' };
/** Those that show what is wrong with them themselves. */
const FIELDS = [...Object.keys(EMPTY), 'code'];

/** 企业注册 (JX-02): the account is the taxpayer number, the one-time password goes to the phone that was proved. */
export default function RegisterPage() {
  const draft = useDraft('enterprise-registration', EMPTY);
  const [code, setCode] = useState('');
  const [ticket, setTicket] = useState('');
  const [agreed, setAgreed] = useState(false);
  const [smsError, setSmsError] = useState<ApiError>();
  const register = useAction(api.register);
  const [done, setDone] = useState<string>();
  const { name, creditCode, address, phone } = draft.value;
  const numberWrong = creditCode.length >= 18 && !parseCreditCode(creditCode) ? '纳税人识别号有误，请对照营业执照逐位核对' : undefined;
  const missing =
    name.trim().length < 4
      ? '请填写企业名称'
      : !parseCreditCode(creditCode)
        ? '请填写纳税人识别号'
        : address.trim().length < 4
          ? '请填写企业地址'
          : !/^1\d{10}$/.test(phone)
            ? '请填写手机号'
            : !ticket || !/^\d{6}$/.test(code)
              ? '请填写短信验证码'
              : !agreed
                ? '请先勾选协议'
                : undefined;
  const atAField = FIELDS.some((one) => register.fields[one]);
  const send = async () => {
    const jurisdiction = PORTAL.jurisdiction as Jurisdiction;
    const answer = await register.run({ body: { jurisdiction, name, creditCode, address, phone, code, ticket, agreed } });
    if (!answer) return;
    draft.clear();
    setDone(answer.messageZh);
  };
  if (done)
    return (
      <Page>
        <Notice tone="ok" title="请看手机短信" live>
          {done}
        </Notice>
        <Notice tone="note" title="请妥善保管好账号与密码">
          首次登录要先把一次性密码改成自己的密码，改好才能办理业务。
        </Notice>
        <Button block onTap={() => void replace(routes.filing.signIn)}>
          去登录
        </Button>
      </Page>
    );
  return (
    <Page>
      <Card title={`${PORTAL.place}企业注册`}>
        <TextField
          label="企业名称"
          required
          value={name}
          placeholder="与营业执照一致"
          error={register.fields.name}
          onChange={(next) => draft.set({ name: next })}
        />
        <TextField
          label="纳税人识别号"
          required
          max={18}
          value={creditCode}
          placeholder="18位统一社会信用代码，就是登录账号"
          error={register.fields.creditCode ?? numberWrong}
          onChange={(next) => draft.set({ creditCode: next.trim().toUpperCase() })}
        />
        <TextField
          label="企业地址"
          required
          max={80}
          value={address}
          error={register.fields.address}
          onChange={(next) => draft.set({ address: next })}
        />
        <TextField
          label="经办人手机号"
          required
          keyboard="number"
          max={11}
          value={phone}
          hint="一次性密码和找回密码都发到这个手机"
          error={register.fields.phone ?? smsError?.fields.phone}
          onChange={(next) => draft.set({ phone: next })}
        />
        <TextField
          label="短信验证码"
          required
          keyboard="number"
          max={6}
          value={code}
          error={register.fields.code}
          extra={<SmsCodeButton phone={phone} onSent={setTicket} onError={setSmsError} />}
          onChange={setCode}
        />
        {smsError && !smsError.fields.phone && <ErrorNotice error={smsError} />}
        <AgreementTick checked={agreed} onChange={setAgreed} />
        {!atAField && <ErrorNotice error={register.error} />}
        <Button block busy={register.busy} disabled={missing !== undefined} onTap={() => void send()}>
          {missing ?? '注册'}
        </Button>
      </Card>
    </Page>
  );
}
