import { useEffect, useRef, useState } from 'react';
import { sessionRoutes } from '@jzt/shared/contract/session';
import type { ApiError } from '@/api';
import { phoneRoutes } from '@jzt/shared/contract/phone';
import { useAction } from '@/hooks/use-action';
import { useCountdown } from '@/hooks/use-countdown';
import { Button } from './button';

/**
 * 获取验证码: sends it, then counts the seconds until another may be asked for (the server's number). `onSent` gets the ticket that goes with
 * the code, `onError` the refusal to show at the field. `phone`: 'OWN' for the one that the account has.
 */
export function SmsCodeButton({
  phone,
  onSent,
  onError,
}: {
  phone: string | 'OWN';
  onSent: (ticket: string) => void;
  onError: (error: ApiError | undefined) => void;
}) {
  const toAny = useAction(sessionRoutes.sendSmsCode);
  const toOwn = useAction(phoneRoutes.sendCode);
  const send = phone === 'OWN' ? toOwn : toAny;
  const [again, setAgain] = useState<string>();
  const left = useCountdown(again) ?? 0;
  const tell = useRef(onError);
  tell.current = onError;
  useEffect(() => tell.current(send.error), [send.error]);
  const ask = async () => {
    const answer = await (phone === 'OWN' ? toOwn.run({}) : toAny.run({ body: { phone } }));
    if (!answer) return;
    onSent(answer.ticket);
    setAgain(new Date(Date.now() + answer.retryAfterSeconds * 1000).toISOString());
  };
  const words = left > 0 ? `${left}秒后可重发` : again ? '重新获取' : '获取验证码';
  return (
    <Button className="jz-sms" kind="quiet" size="small" busy={send.busy} disabled={left > 0} onTap={() => void ask()}>
      {words}
    </Button>
  );
}
