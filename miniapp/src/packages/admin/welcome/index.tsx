import { useEffect, useState } from 'react';
import { memberRoutes as api, type Invitation } from '@jzt/shared/contract/member';
import { Button, Card, ErrorNotice, Facts, Notice, Page, StateBlock } from '@/components';
import { formatTime } from '@/format';
import { useAction, useSession } from '@/hooks';
import { openSignIn, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { InvitationCard } from '../invitation-card';

/** The first-run page: the link of `npm run admin -- invite` leads here. Sign in with the phone, prove who you are, take it up. */
export default function WelcomePage() {
  const { token } = usePageParams(routes.admin.welcome);
  const { run, busy, error } = useAction(api.look);
  const [look, setLook] = useState<Invitation>();
  useEffect(() => {
    if (token) void run({ body: { token } }).then(setLook);
  }, [run, token]);
  const who = useSession();
  return (
    <Page>
      {!token && <StateBlock kind="error" title="链接不完整" hint="请复制命令行里的整个链接，再打开。" />}
      {busy && <Notice tone="note">正在核对链接……</Notice>}
      <ErrorNotice error={error} />
      {look && look.status !== 'OPEN' && (
        <StateBlock
          kind="error"
          title={`这个链接${look.statusZh}`}
          hint="链接只能用一次，24小时内有效。请在服务器上再运行一次 npm run admin -- invite 手机号。"
        />
      )}
      {look?.status === 'OPEN' && !who && (
        <Card title={`${look.organisationName}：${look.labelZh}`}>
          <Facts
            rows={[
              { name: '手机号', value: look.phoneMasked },
              { name: '链接有效到', value: formatTime(look.expiresAt) },
            ]}
          />
          <Notice tone="note">用这个手机号登录，完成实名认证，再回到这里接受。系统管理员登记各省主管部门，并邀请它们的管理员。</Notice>
          <Button block onTap={() => void openSignIn()}>
            用这个手机号登录
          </Button>
        </Card>
      )}
      {look?.status === 'OPEN' && who && <InvitationCard one={look} token={token} />}
    </Page>
  );
}
