import { useState } from 'react';
import { passwordAccountRoutes as api } from '@jzt/shared/contract/passwordAccount';
import { isOfficer } from '@jzt/shared/domain/roles';
import { session } from '@/api';
import { Button, Card, ErrorNotice, Notice, Page, TextField } from '@/components';
import { useAction, useSession } from '@/hooks';
import { replace } from '@/navigation';
import { routes } from '@/routes';

/** 修改密码 (JX-02, JX-03). */
export default function PasswordPage() {
  const who = useSession();
  const [password, setPassword] = useState('');
  const [chosen, setChosen] = useState('');
  const [again, setAgain] = useState('');
  const change = useAction(api.change);
  const differs = again && again !== chosen ? '两次填写的不一样' : undefined;
  const missing = !password ? '请填写原密码' : chosen.length < 8 ? '新密码至少8位' : !again ? '请再填一次，确认没有打错' : differs;
  const send = async () => {
    const answer = await change.run({ body: { password, newPassword: chosen } });
    if (!answer) return;
    session.keep(answer);
    if (answer.needsSecondFactor) await replace(routes.identity.secondFactor);
    else await replace(isOfficer(answer.role) ? routes.filing.review : routes.filing.list);
  };
  return (
    <Page access="SIGNED_IN">
      {who?.mustChangePassword && (
        <Notice tone="warn" title="请先修改初始密码">
          改好才能办理业务。新密码不能是短信里的一次性密码，也不能是111111。
        </Notice>
      )}
      <Card title="修改密码">
        <TextField
          label={who?.mustChangePassword ? '短信里的一次性密码' : '原密码'}
          required
          password
          max={128}
          value={password}
          onChange={setPassword}
        />
        <TextField
          label="新密码"
          required
          password
          max={128}
          hint="至少8位，可以用一句只有您知道的话；不要用生日、电话、账号"
          value={chosen}
          error={change.fields.newPassword}
          onChange={setChosen}
        />
        <TextField label="确认密码" required password max={128} value={again} error={differs} onChange={setAgain} />
        {change.error && !change.fields.newPassword && <ErrorNotice error={change.error} />}
        <Button block busy={change.busy} disabled={missing !== undefined} onTap={() => void send()}>
          {missing ?? '保存新密码'}
        </Button>
      </Card>
      <Notice tone="still">改好后，用这个账号登录的其他设备会退出。</Notice>
    </Page>
  );
}
