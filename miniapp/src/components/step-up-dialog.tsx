import { View } from '@tarojs/components';
import { useState } from 'react';
import { FactorCode, secondFactorRoutes } from '@jzt/shared/contract/secondFactor';
import { session, useSession } from '@/api';
import { stepUp, useStepUpAsked } from '@/api/step-up';
import { useAction } from '@/hooks/use-action';
import { Button } from './button';
import { Sheet } from './sheet';
import { ErrorNotice } from './notice';
import { TextField } from './text-field';

/** Asks an officer for a fresh code before what cannot be undone (Page carries it); the request that waits goes out again by itself. */
export function StepUpDialog() {
  const asked = useStepUpAsked();
  const who = useSession();
  const [code, setCode] = useState('');
  const prove = useAction(secondFactorRoutes.prove);
  const close = (given: boolean) => {
    setCode('');
    prove.reset();
    stepUp.answer(given);
  };
  const send = async () => {
    const answer = await prove.run({ body: { code } });
    if (!answer) return;
    session.keep(answer);
    close(true);
  };
  const ready = FactorCode.safeParse(code).success;
  return (
    <Sheet
      open={asked && who !== undefined}
      onClose={() => close(false)}
      title="请输入动态码"
      footer={
        <>
          <Button kind="plain" onTap={() => close(false)}>
            先不办
          </Button>
          <Button busy={prove.busy} disabled={!ready} onTap={() => void send()}>
            验证并继续
          </Button>
        </>
      }
    >
      <View>为了确认是您本人，请看验证器上“建证通”现在的6位数字。填写的内容都还在，验证后自动继续。</View>
      <TextField
        label="动态码"
        hint="手机不在身边的，可以填一个恢复码"
        value={code}
        max={11}
        autoFocus
        onChange={setCode}
        onDone={() => ready && void send()}
      />
      {prove.error && <ErrorNotice error={prove.error} />}
    </Sheet>
  );
}
