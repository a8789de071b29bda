import { View } from '@tarojs/components';
import { useState } from 'react';
import { accountRoutes } from '@jzt/shared/contract/account';
import { sendUnsent, signOut, unsent } from '@/api';
import { Button, Card, ListRow, Page, Screen, StatusChip, useConfirm } from '@/components';
import { entriesFor } from '@/entries';
import { useQuery, useSession } from '@/hooks';
import { open, openSignIn } from '@/navigation';
import { useTold } from '@/province';
import { routes } from '@/routes';
import { BindPhone } from './bind-phone';
import { RoleSheet } from './role-sheet';
import { TypeSizeRow } from './type-size-row';
import './index.scss';

function Papers() {
  return (
    <Card>
      <ListRow icon="order" title="服务协议" onTap={() => void open(routes.agreement, { doc: 'service' })} />
      <ListRow icon="shield-check" title="隐私政策" onTap={() => void open(routes.agreement, { doc: 'privacy' })} />
    </Card>
  );
}

/** “通过：王建国”等3项. */
const named = (labels: string[]): string => `“${labels[0]}”${labels.length > 1 ? `等${labels.length}项` : ''}`;

/** 我的: who I am and in which role, messages, my data, type size, sign-out. */
export default function MePage() {
  const who = useSession();
  const me = useQuery(accountRoutes.me, {});
  useTold(who?.role === 'WORKER' ? me.data : undefined);
  const [choosing, setChoosing] = useState(false);
  const [dialog, ask] = useConfirm();

  if (!who) {
    return (
      <Page>
        <Card title="您还没有登录">
          <View className="me-text">登录后可以实名认证、报名、学习、考试和领取电子证书。不登录也可以查验证书。</View>
          <Button block onTap={() => void openSignIn()}>
            登录
          </Button>
        </Card>
        <Card>
          <TypeSizeRow />
        </Card>
        <Papers />
      </Page>
    );
  }

  const leave = async () => {
    const waiting = unsent();
    const sure = await ask({
      title: '要退出登录吗？',
      text: `${waiting.length > 0 ? `${named(waiting)}还没有发送，会先发送再退出。` : ''}退出后，这部手机上不再保留您的资料。`,
      yes: waiting.length > 0 ? '发送并退出' : '退出登录',
    });
    if (!sure) return;
    await sendUnsent();
    const left = unsent();
    const stillSure =
      left.length === 0 ||
      (await ask({
        title: `还有${left.length}项发不出去`,
        text: `${named(left)}还在这部手机上，退出后会丢失。请连上网络，切换回办理时的身份，等发送完再退出。`,
        yes: '不要了，退出',
        no: '先不退出',
        danger: true,
      }));
    if (stillSure) await signOut();
  };
  const membership = who.memberships.find((each) => each.role === who.role && each.organisationId === who.organisationId);

  return (
    <Page>
      <Screen state={me} skeleton="detail">
        {(data) => (
          <>
            <Card
              title={data.displayName}
              extra={who.role === 'WORKER' && <StatusChip status={data.identity.status}>{data.identity.statusZh}</StatusChip>}
            >
              <ListRow
                title="现在的身份"
                value={[membership?.organisationName, membership?.labelZh].filter(Boolean).join(' ')}
                hint={who.memberships.length > 1 ? '点击切换' : undefined}
                onTap={who.memberships.length > 1 ? () => setChoosing(true) : undefined}
              />
              <ListRow
                title="手机号"
                value={data.phoneMasked ?? '未绑定'}
                hint={data.phoneMasked ? '换了号码，点击更换' : undefined}
                onTap={data.phoneMasked ? () => void open(routes.identity.phone) : undefined}
              />
              {who.needsPhone && <BindPhone />}
              {who.role === 'WORKER' && <ListRow title="所在企业" value={data.employerName ?? '未登记'} />}
            </Card>
            <Card>
              {entriesFor('me', who.role)
                .filter(({ needs }) => !needs || data.services?.includes(needs))
                .map((entry) => (
                  <ListRow
                    key={entry.route.path}
                    icon={entry.icon}
                    title={entry.title}
                    hint={entry.hint}
                    onTap={() => void open(entry.route)}
                  />
                ))}
              <ListRow
                icon="mail"
                title="消息"
                value={data.unread > 0 ? <StatusChip tone="warn">{`${data.unread}条未读`}</StatusChip> : undefined}
                onTap={() => void open(routes.inbox)}
              />
              <ListRow icon="phone" title="登录设备" hint="哪些手机和电脑登录着我的账号" onTap={() => void open(routes.identity.devices)} />
              <ListRow icon="eye" title="我的个人信息" hint="平台保存了什么，怎么更正和删除" onTap={() => void open(routes.myData)} />
            </Card>
          </>
        )}
      </Screen>
      <Card>
        <TypeSizeRow />
      </Card>
      <Papers />
      <Card>
        <ListRow icon="user" title="退出登录" onTap={() => void leave()} />
      </Card>
      <RoleSheet open={choosing} onClose={() => setChoosing(false)} session={who} />
      {dialog}
    </Page>
  );
}
