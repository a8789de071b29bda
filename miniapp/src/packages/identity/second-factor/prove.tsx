import { View } from '@tarojs/components';
import { useState } from 'react';
import { FactorCode, secondFactorRoutes as api } from '@jzt/shared/contract/secondFactor';
import { session } from '@/api';
import { Button, Card, ErrorNotice, Notice, TextField } from '@/components';
import { formatTime } from '@/format';
import { useAction } from '@/hooks';

/** The code of the authenticator, or a recovery code; who has lost both asks a colleague. */
export function Prove({ account, resetAskedAt, onDone }: { account: string; resetAskedAt?: string; onDone: () => void }) {
  const prove = useAction(api.prove);
  const lost = useAction(api.askReset, { changes: ['secondFactor'] });
  const [code, setCode] = useState('');
  const [asking, setAsking] = useState(false);
  const [note, setNote] = useState('');
  const ready = FactorCode.safeParse(code).success;
  const send = async () => {
    const answer = await prove.run({ body: { code } });
    if (!answer) return;
    session.keep(answer);
    onDone();
  };
  const ask = async () => {
    if (await lost.run({ body: { note } })) setAsking(false);
  };
  return (
    <>
      <Card title="输入动态码">
        <TextField
          label="动态码"
          required
          max={11}
          autoFocus
          hint={`验证器上“建证通：${account}”现在的6位数字；也可以填一个恢复码`}
          value={code}
          onChange={setCode}
          onDone={() => ready && void send()}
        />
        {prove.error && <ErrorNotice error={prove.error} />}
        <Button block busy={prove.busy} disabled={!ready} onTap={() => void send()}>
          验证并进入
        </Button>
      </Card>
      {resetAskedAt ? (
        <Notice tone="note" title="已请同事重置">
          {`${formatTime(resetAskedAt)}发出。请联系本省主管部门的任何一位同事，在“首页-待办”里核实后重置。重置后重新登录，再绑定新的验证器。`}
        </Notice>
      ) : asking ? (
        <Card title="请同事重置">
          <View>同一主管部门的另一位同事核实是您本人后重置。这次请求和处理都会留痕。</View>
          <TextField label="怎样联系您" required max={60} placeholder="如：请打办公室电话，或到302找我" value={note} onChange={setNote} />
          {lost.error && <ErrorNotice error={lost.error} />}
          <Button block busy={lost.busy} disabled={note.trim().length < 2} onTap={() => void ask()}>
            发出请求
          </Button>
        </Card>
      ) : (
        <Button block kind="quiet" onTap={() => setAsking(true)}>
          验证器和恢复码都丢了
        </Button>
      )}
    </>
  );
}
