import { useState } from 'react';
import { memberRoutes as api, type Invitation } from '@jzt/shared/contract/member';
import { asApiError, switchRole, type ApiError } from '@/api';
import { Button, Card, ErrorNotice, Facts, Notice } from '@/components';
import { formatTime } from '@/format';
import { useAction } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';

/** One invitation: who invites to what, and taking it up. Afterwards the person acts in the new role. */
export function InvitationCard({ one, token }: { one: Invitation; token?: string }) {
  const accept = useAction(api.accept, { changes: ['member', 'account'] });
  const [problem, setProblem] = useState<ApiError>();
  const [busy, setBusy] = useState(false);
  const take = async () => {
    setProblem(undefined);
    setBusy(true);
    try {
      const taken = await accept.run({ params: { id: one.id }, body: { ...(token && { token }) } });
      if (!taken) return;
      await switchRole(taken);
      await open(routes.tab.home);
    } catch (thrown) {
      setProblem(asApiError(thrown));
    } finally {
      setBusy(false);
    }
  };
  const unverified = accept.error?.code === 'IDENTITY_REQUIRED';
  return (
    <Card title={`${one.organisationName}：${one.labelZh}`}>
      <Facts
        rows={[
          { name: '邀请手机号', value: one.phoneMasked },
          { name: '邀请人', value: one.invitedByZh },
          { name: '最迟接受', value: formatTime(one.expiresAt) },
        ]}
      />
      {!unverified && <ErrorNotice error={problem ?? accept.error} />}
      {unverified && (
        <Notice
          tone="warn"
          live
          title="先完成实名认证"
          action={
            <Button size="small" onTap={() => void open(routes.identity.status)}>
              去实名认证
            </Button>
          }
        >
          办理业务要记下是谁办的。认证通过后回到这里接受。
        </Notice>
      )}
      <Button block busy={busy} onTap={() => void take()}>
        接受邀请
      </Button>
    </Card>
  );
}
