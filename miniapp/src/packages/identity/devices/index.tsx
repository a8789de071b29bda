import { sessionRoutes as api, type SignedInDevice } from '@jzt/shared/contract/session';
import { ActionError, Button, Card, ListRow, Notice, Page, Screen, StatusChip, useConfirm } from '@/components';
import { formatTime } from '@/format';
import { useAction, useQuery } from '@/hooks';

/** 登录设备: where the account is signed in; a lost phone, or one that is not the person's, is signed out from here. */
export default function DevicesPage() {
  const devices = useQuery(api.listDevices, {});
  const out = useAction(api.signOutDevices);
  const [dialog, ask] = useConfirm();
  const settle = async (answer: { items: SignedInDevice[] } | undefined) => (answer ? devices.put(answer) : devices.refetch());
  const end = async (one: SignedInDevice) => {
    const told = `${one.labelZh}，${formatTime(one.signedInAt)}登录。退出后，在那台设备上要重新登录才能用。`;
    if (await ask({ title: '让这台设备退出登录？', text: told, yes: '让它退出', danger: true }))
      await settle(await out.run({ body: { id: one.id } }));
  };
  const endOthers = async () => {
    const told = '除了您现在用的这一台，其他设备都要重新登录才能用。';
    if (await ask({ title: '让其他设备都退出登录？', text: told, yes: '都退出', danger: true })) await settle(await out.run({ body: {} }));
  };
  return (
    <Page access="SIGNED_IN">
      <Screen state={devices} skeleton="list">
        {({ items }) => (
          <>
            <Notice tone="note">有不认识的设备，或者手机丢了，请让它退出登录。退出后，那台设备20秒内就不能再用您的账号。</Notice>
            <ActionError error={out.error} />
            <Card title={`${items.length}台设备登录着`}>
              {items.map((one) => (
                <ListRow
                  key={one.id}
                  title={one.labelZh}
                  hint={`${formatTime(one.signedInAt)}登录，最近使用：${formatTime(one.lastUsedAt)}`}
                  value={one.current ? <StatusChip tone="ok">本机</StatusChip> : '退出'}
                  onTap={one.current ? undefined : () => void end(one)}
                />
              ))}
            </Card>
            {items.length > 1 && (
              <Button block kind="plain" busy={out.busy} onTap={() => void endOthers()}>
                让其他设备都退出
              </Button>
            )}
          </>
        )}
      </Screen>
      {dialog}
    </Page>
  );
}
