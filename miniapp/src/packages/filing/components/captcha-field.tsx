import { Image, View } from '@tarojs/components';
import { useCallback, useEffect, useState } from 'react';
import { passwordAccountRoutes as api } from '@jzt/shared/contract/passwordAccount';
import { a11y, Button, ErrorNotice, Tap, TextField } from '@/components';
import { useAction } from '@/hooks';
import './captcha-field.scss';

/** What is shown and what was typed; `again` brings a new one (each is good once). */
export function useCaptcha() {
  const draw = useAction(api.captcha);
  const [form, setForm] = useState<'PICTURE' | 'QUESTION'>('PICTURE');
  const [shown, setShown] = useState<{ id: string; picture?: string; question?: string }>();
  const [answer, setAnswer] = useState('');
  const { run } = draw;
  const bring = useCallback(
    async (wanted: 'PICTURE' | 'QUESTION') => {
      setAnswer('');
      const next = await run({ body: { form: wanted } });
      if (next) setShown(next);
    },
    [run],
  );
  useEffect(() => void bring(form), [bring, form]);
  return {
    shown,
    answer,
    setAnswer,
    error: draw.error,
    form,
    turn: () => setForm(form === 'PICTURE' ? 'QUESTION' : 'PICTURE'),
    again: () => bring(form),
    body: shown && { id: shown.id, answer },
  };
}

/** 验证码 (JX-15): a picture, and for who cannot read it a question in words. */
export function CaptchaField({ captcha, error, onDone }: { captcha: ReturnType<typeof useCaptcha>; error?: string; onDone?: () => void }) {
  const { shown, form } = captcha;
  return (
    <View>
      <View className="captcha-shown" {...a11y({ live: true })}>
        {shown?.picture && (
          <Tap className="captcha-picture" label="验证码图片，点击换一张" onTap={() => void captcha.again()}>
            <Image className="captcha-image" src={shown.picture} mode="aspectFit" />
          </Tap>
        )}
        {shown?.question && <View className="captcha-question">{shown.question}</View>}
        <Button kind="quiet" size="small" onTap={() => void captcha.again()}>
          换一个
        </Button>
        <Button kind="quiet" size="small" onTap={captcha.turn}>
          {form === 'PICTURE' ? '看不清，换文字题' : '换回图片'}
        </Button>
      </View>
      {captcha.error && <ErrorNotice error={captcha.error} />}
      <TextField
        label="验证码"
        required
        max={12}
        placeholder={form === 'PICTURE' ? '图片里的字符，不分大小写' : '答案'}
        value={captcha.answer}
        error={error}
        onChange={captcha.setAnswer}
        onDone={onDone}
      />
    </View>
  );
}
