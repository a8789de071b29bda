import { View } from '@tarojs/components';
import { useState } from 'react';
import { presenceRoutes as api } from '@jzt/shared/contract/presence';
import type { PresenceCheck } from '@jzt/shared/contract/study';
import { ActionError, Button, Dialog, Notice, TextField, Tick } from '@/components';
import { formatAmount } from '@/format';
import { useAction, usePolling } from '@/hooks';
import { useCountdown } from '@/hooks/use-countdown';
import { useFaceRound } from '@/hooks/use-face-round';
import { back, open, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import type { Heard } from './use-player';

type OnHeard = (heard: Heard | undefined) => void;
type Answer = { presence?: PresenceCheck; serverTime: string } | undefined;

/** The two ways to be seen: the face, or a code to the own phone (O-18); and a look at how it stands. */
function usePresence(onHeard: OnHeard) {
  const { BizToken } = usePageParams(routes.study.player);
  const [view, begin, finish, send, answer] = [
    useAction(api.view),
    useAction(api.beginFace),
    useAction(api.finishFace, { changes: ['study'] }),
    useAction(api.sendCode),
    useAction(api.answerCode, { changes: ['study'] }),
  ];
  const heard = (one: Answer) => one && onHeard(one.presence && { check: one.presence, serverTime: one.serverTime });
  /** Held or missed meanwhile: how it stands is the server's word. */
  const look = async () => heard(await view.run({}));
  const face = useFaceRound({
    begin: async (channel) => {
      for (const one of [finish, send, answer]) one.reset();
      const session = await begin.run({ body: { channel, consented: true } });
      if (!session) await look();
      return session;
    },
    ask: async () => {
      const one = await finish.run({});
      if (one) heard(one);
      else await look();
    },
    token: BizToken,
  });
  const by = (action: typeof send | typeof answer, run: () => Promise<Answer>) => async () => {
    for (const one of [begin, finish, send, answer]) if (one !== action) one.reset();
    const one = await run();
    if (one) heard(one);
    else await look();
    return one !== undefined;
  };
  return {
    face,
    look,
    sendCode: by(send, () => send.run({})),
    answerCode: (code: string) => by(answer, () => answer.run({ body: { code } }))(),
    busy: begin.busy || finish.busy || face.away,
    sending: send.busy,
    answering: answer.busy,
    error: begin.error ?? finish.error ?? send.error ?? answer.error,
  };
}

const WORDS = {
  ASKED: { title: '请确认是您本人在学习', text: '学习中途会不定时核验一次，防止替学。通过后接着学、接着记时间。' },
  MISSED: {
    title: '刚才没有确认是您本人',
    text: '没有确认的那一段不计时间，以前记上的不受影响。现在核验通过，就能接着学。有特殊情况可以申诉。',
  },
  HELD: { title: '请确认是您本人在学习', text: '刚才核验服务连不上。现在再试一次，通过后先记着的时间就算数。' },
} as const;

/** Asks who is studying: the video stands still meanwhile. */
export function PresenceDialog({
  heard,
  shown,
  onHeard,
  onClose,
}: {
  heard: Heard;
  shown: boolean;
  onHeard: OnHeard;
  onClose: () => void;
}) {
  const { check, serverTime } = heard;
  const presence = usePresence(onHeard);
  const [byCode, setByCode] = useState(false);
  const [agreed, setAgreed] = useState(false);
  const [asked, setAsked] = useState(false);
  const [code, setCode] = useState('');
  const [sent, setSent] = useState(false);
  const left = useCountdown(check.deadline, serverTime);
  // What comes a moment late still counts; then the server says that it was missed.
  usePolling(left === 0, 10_000, presence.look);
  const words = WORDS[check.state];
  const begin = () => {
    setAsked(true);
    if (agreed) void presence.face.start();
  };
  const sendCode = async () => {
    if (await presence.sendCode()) setSent(true);
  };
  return (
    <Dialog
      fixed={check.state !== 'HELD'}
      open={shown}
      onClose={onClose}
      title={words.title}
      footer={
        <>
          <Button kind="plain" onTap={() => setByCode(!byCode)}>
            {byCode ? '改用人脸核验' : '用短信验证码'}
          </Button>
          {byCode ? (
            <Button busy={presence.answering} disabled={!/^\d{6}$/.test(code)} onTap={() => void presence.answerCode(code)}>
              确认
            </Button>
          ) : (
            <Button busy={presence.busy} onTap={begin}>
              人脸核验
            </Button>
          )}
        </>
      }
    >
      <View className="player-check">
        {left !== undefined && <View className="player-check-left">{left > 0 ? `请在${left}秒内确认` : '时间到了，请马上确认'}</View>}
        <View>{words.text}</View>
        {check.pendingSeconds > 0 && <View>{`有${formatAmount(check.pendingSeconds)}等着确认后计入。`}</View>}
        {check.message && (
          <Notice tone="bad" title="没有通过" live>
            {check.message}
          </Notice>
        )}
        {byCode && !check.phoneMasked && <Notice tone="warn">您还没有绑定手机号，请用人脸核验。</Notice>}
        {byCode && check.phoneMasked && (
          <>
            <Button kind="plain" size="small" busy={presence.sending} onTap={() => void sendCode()}>
              {sent ? '重新发送验证码' : `发验证码到${check.phoneMasked}`}
            </Button>
            <TextField label="短信验证码" keyboard="number" max={6} value={code} onChange={setCode} placeholder="6位数字" />
          </>
        )}
        {!byCode && (
          <Tick checked={agreed} onChange={setAgreed}>
            我同意为在学核验使用我的人脸信息（由核身机构比对，本平台不保存）
          </Tick>
        )}
        {!byCode && asked && !agreed && (
          <Notice tone="bad" live>
            请先勾选同意，再开始核验；不想刷脸，请用验证码。
          </Notice>
        )}
        {!byCode && presence.face.unsupported && <Notice tone="warn">这部手机不能做人脸核验，请用验证码。</Notice>}
        <ActionError error={presence.error} />
        <View className="player-check-ways">
          {check.state === 'MISSED' && (
            <Button kind="quiet" size="small" onTap={() => void open(routes.study.checks)}>
              看记录和申诉
            </Button>
          )}
          <Button kind="quiet" size="small" onTap={() => void back()}>
            先不学了，返回大纲
          </Button>
        </View>
      </View>
    </Dialog>
  );
}
