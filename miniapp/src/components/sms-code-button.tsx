import { useEffect, useRef, useState } from 'react';
import { sessionRoutes } from '@jzt/shared/contract/session';
import type { ApiError } from '@/api';
import { useAction } from '@/hooks/use-action';
import { useCountdown } from '@/hooks/use-countdown';
import { Button } from './button';

/**
 * 获取验证码: sends it, then counts the seconds until another may be asked for (the server's number). `onSent` gets the ticket that goes with
 * the code, `onError` the refusal to show at the field.
 */
export function SmsCodeButton({
  phone,
  onSent,
  onError,
}: {
  phone: string;
  onSent: (ticket: string) => void;
  onError: (error: ApiError | undefined) => void;
}) {
  const send = useAction(sessionRoutes.sendSmsCode);
  const [again, setAgain] = useState<string>();
  const left = useCountdown(again) ?? 0;
  const tell = useRef(onError);
  tell.current = onError;
  useEffect(() => tell.current(send.error), [send.error]);
  const ask = async () => {
    const answer = await send.run({ body: { phone } });
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
