import { useEffect, useState } from 'react';
import { phoneRoutes as api, type PhoneDesk } from '@jzt/shared/contract/phone';
import type { ApiError } from '@/api';
import { Button, Card, ErrorNotice, Notice, SmsCodeButton, TextField, useConfirm } from '@/components';
import { formatTime } from '@/format';
import { useAction } from '@/hooks';

/** The new number, proved by a code of its own. `onOver`: the first proof has run out. */
export function NewPhone({ until, onOver, onChanged }: { until: string; onOver: () => void; onChanged: (desk: PhoneDesk) => void }) {
  const change = useAction(api.change, { changes: ['account', 'session'] });
  const [phone, setPhone] = useState('');
  const [code, setCode] = useState('');
  const [ticket, setTicket] = useState('');
  const [smsError, setSmsError] = useState<ApiError>();
  const [dialog, ask] = useConfirm();
  const over = change.error?.code === 'PROOF_REQUIRED';
  useEffect(() => {
    if (over) onOver();
  }, [over, onOver]);
  const send = async () => {
    const sure = await ask({
      title: `换成${phone}？`,
      text: '换好以后，用新手机号登录；其他设备都会退出登录。',
      yes: '更换手机号',
      no: '再看看',
    });
    if (!sure) return;
    const next = await change.run({ body: { phone, code, ticket } });
    if (next) onChanged(next);
  };
  return (
    <Card title="第2步：填写新手机号">
      <Notice tone="ok" title="已确认是您本人">{`请在${formatTime(until)}前填好新手机号。`}</Notice>
      <TextField
        label="新手机号"
        keyboard="number"
        max={11}
        placeholder="11位手机号"
        value={phone}
        error={change.fields.phone ?? smsError?.fields.phone}
        onChange={(next) => {
          change.reset();
          setPhone(next);
        }}
      />
      <TextField
        label="验证码"
        keyboard="number"
        max={6}
        placeholder="6位数字"
        value={code}
        error={change.fields.code ?? change.fields.ticket}
        onChange={(next) => {
          change.reset();
          setCode(next);
        }}
        extra={<SmsCodeButton phone={phone} onSent={setTicket} onError={setSmsError} />}
      />
      {smsError && !smsError.fields.phone && <ErrorNotice error={smsError} />}
      {change.error && Object.keys(change.fields).length === 0 && <ErrorNotice error={change.error} />}
      <Button block busy={change.busy} onTap={() => void send()}>
        更换手机号
      </Button>
      {dialog}
    </Card>
  );
}
