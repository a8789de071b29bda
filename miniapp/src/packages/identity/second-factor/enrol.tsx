import Taro from '@tarojs/taro';
import { Image, View } from '@tarojs/components';
import { useState } from 'react';
import type { ResponseOf } from '@jzt/shared/contract/route';
import { secondFactorRoutes as api } from '@jzt/shared/contract/secondFactor';
import { session } from '@/api';
import { Button, Card, ErrorNotice, Facts, Notice, TextField } from '@/components';
import { useAction } from '@/hooks';
import { qrPicture } from '@/qr-picture';

type Begun = ResponseOf<typeof api.begin>;

/** In fours, as people type it. */
const inFours = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');

/** 绑定验证器: the QR to scan or the secret to type in, and the first code that shows that it worked. */
export function Enrol({ again, onDone }: { again: boolean; onDone: (recoveryCodes: string[]) => void }) {
  const begin = useAction(api.begin);
  const confirm = useAction(api.confirm);
  const [begun, setBegun] = useState<Begun>();
  const [code, setCode] = useState('');
  const start = async () => {
    confirm.reset();
    setCode('');
    setBegun(await begin.run({}));
  };
  const send = async () => {
    const answer = await confirm.run({ body: { code } });
    if (!answer) return;
    session.keep(answer.session);
    onDone(answer.recoveryCodes);
  };
  const ready = /^\d{6}$/.test(code.trim());
  if (!begun)
    return (
      <Card title={again ? '换一个验证器' : '先绑定验证器'}>
        <View>
          {again
            ? '换手机时用：新的绑定好以前，原来的一直有效；绑定好以后，原来的动态码和恢复码作废，其他设备要重新登录。'
            : '主管部门的账号能签发、吊销证书，只凭短信不够安全。请在手机上装一个验证器应用（应用商店搜“身份验证器”），以后登录和签发时输入它显示的6位数字。'}
        </View>
        {begin.error && <ErrorNotice error={begin.error} />}
        <View className="factor-act">
          <Button block kind={again ? 'plain' : 'primary'} busy={begin.busy} onTap={() => void start()}>
            {again ? '开始换绑' : '开始绑定'}
          </Button>
        </View>
      </Card>
    );
  return (
    <>
      <Card title="第一步：添加到验证器">
        <View>打开验证器应用，扫这个二维码：</View>
        <Image className="factor-qr" src={qrPicture(begun.uri)} mode="aspectFit" ariaLabel="验证器二维码" />
        <View>不能扫的，选“手工输入”，填账号和密钥：</View>
        <Facts rows={[{ name: '账号', value: begun.account }]} />
        <View className="factor-secret">{inFours(begun.secret)}</View>
        <Button kind="quiet" onTap={() => void Taro.setClipboardData({ data: begun.secret })}>
          复制密钥
        </Button>
        <Notice tone="warn">二维码和密钥15分钟内有效，不要截图发给任何人。</Notice>
      </Card>
      <Card title="第二步：输入现在的动态码">
        <TextField
          label="动态码"
          required
          keyboard="number"
          max={6}
          hint="验证器上“建证通”这一项的6位数字，每30秒换一次"
          value={code}
          onChange={setCode}
          onDone={() => ready && void send()}
        />
        {confirm.error && <ErrorNotice error={confirm.error} />}
        <Button block busy={confirm.busy} disabled={!ready} onTap={() => void send()}>
          确认绑定
        </Button>
        <Button block kind="quiet" busy={begin.busy} onTap={() => void start()}>
          重新生成二维码
        </Button>
      </Card>
    </>
  );
}
