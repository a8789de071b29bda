import { View } from '@tarojs/components';
import { useState } from 'react';
import { phoneRoutes as api, type PhoneDesk } from '@jzt/shared/contract/phone';
import type { ApiError } from '@/api';
import { ActionError, Button, Card, ErrorNotice, Notice, SmsCodeButton, TextField, Tick } from '@/components';
import { useAction } from '@/hooks';
import { useFaceRound } from '@/hooks/use-face-round';
import { usePageParams } from '@/navigation';
import { routes } from '@/routes';

/** The code that the phone until now receives. */
export function BySms({ phone, onProven }: { phone: string; onProven: (desk: PhoneDesk) => void }) {
  const prove = useAction(api.prove);
  const [code, setCode] = useState('');
  const [ticket, setTicket] = useState('');
  const [smsError, setSmsError] = useState<ApiError>();
  const send = async () => {
    const next = await prove.run({ body: { code, ticket } });
    if (next) onProven(next);
  };
  return (
    <Card title="用现在的手机号接收验证码">
      <TextField
        label={`验证码（发到${phone}）`}
        keyboard="number"
        max={6}
        placeholder="6位数字"
        value={code}
        error={prove.fields.code ?? prove.fields.ticket}
        onChange={(next) => {
          prove.reset();
          setCode(next);
        }}
        extra={<SmsCodeButton phone="OWN" onSent={setTicket} onError={setSmsError} />}
        onDone={() => void send()}
      />
      <ErrorNotice error={smsError ?? (Object.keys(prove.fields).length ? undefined : prove.error)} />
      <Button block busy={prove.busy} onTap={() => void send()}>
        下一步
      </Button>
    </Card>
  );
}

/** The face, where the phone until now is lost; its own consent (O-18). */
export function ByFace({ desk, onAnswer }: { desk: PhoneDesk; onAnswer: (desk: PhoneDesk) => void }) {
  const begin = useAction(api.beginFace);
  const finish = useAction(api.finishFace);
  const [agreed, setAgreed] = useState(false);
  const [asked, setAsked] = useState(false);
  const { BizToken } = usePageParams(routes.identity.phone);
  const face = useFaceRound({
    begin: (channel) => {
      finish.reset();
      return begin.run({ body: { channel, consented: true } });
    },
    ask: async () => {
      const next = await finish.run({});
      if (next) onAnswer(next);
    },
    token: BizToken,
  });
  const start = () => {
    setAsked(true);
    if (agreed) void face.start();
  };
  return (
    <Card title="旧号码收不到短信：人脸核验">
      {finish.busy && (
        <Notice tone="note" title="正在查询核验结果…" live>
          请稍候，不要关闭这一页。
        </Notice>
      )}
      {!finish.busy && desk.lastMessage && (
        <Notice tone="bad" title="上一次没有通过" live>
          {desk.lastMessage}
        </Notice>
      )}
      {face.unsupported && (
        <Notice tone="warn" title="这部手机不能做人脸核验" live>
          请把微信更新到最新版本再试，或换一部手机。
        </Notice>
      )}
      <View className="phone-words">由有资质的核身机构比对，本平台不拍摄、不保存人脸照片，只留下“通过”或“未通过”。</View>
      <Tick checked={agreed} onChange={setAgreed}>
        我同意为更换手机号使用我的人脸信息
      </Tick>
      {asked && !agreed && (
        <Notice tone="bad" live>
          请先阅读并勾选同意，再开始核验。
        </Notice>
      )}
      <ActionError error={begin.error ?? finish.error} />
      {desk.faceAttemptsLeft > 0 ? (
        <Button block kind="plain" busy={begin.busy || face.away || finish.busy} onTap={start}>
          {desk.lastMessage ? '重新核验' : '开始人脸核验'}
        </Button>
      ) : (
        <Notice tone="warn">今天的次数用完了，请明天再试，或到主管部门办理。</Notice>
      )}
    </Card>
  );
}
