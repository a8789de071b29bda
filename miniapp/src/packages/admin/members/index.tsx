import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { memberRoutes as api, type Invitation, type Member } from '@jzt/shared/contract/member';
import type { ResponseOf } from '@jzt/shared/contract/route';
import { BottomBar, Button, Card, ErrorNotice, ListRow, MoreRow, Notice, Page, Screen, StatusChip } from '@/components';
import { formatTime } from '@/format';
import { useAction, usePages, useSession } from '@/hooks';
import { open, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { ADMINISTRATORS } from '../administrators';
import { InviteSheet } from './invite-sheet';
import { MemberCard } from './member-card';

type Listed = Omit<ResponseOf<typeof api.list>, 'items' | 'nextCursor'>;

function Sent({ one }: { one: Invitation }) {
  const takeBack = useAction(api.takeBack, { changes: ['member'] });
  return (
    <>
      <ListRow
        title={`${one.phoneMasked} · ${one.labelZh}`}
        hint={`${one.invitedByZh}${formatTime(one.invitedAt)}邀请，最迟${formatTime(one.expiresAt)}接受`}
        value={
          one.status === 'OPEN' ? (
            <Button
              size="small"
              kind="quiet"
              busy={takeBack.busy}
              label={`撤回给${one.phoneMasked}的邀请`}
              onTap={() => void takeBack.run({ params: { id: one.id } })}
            >
              撤回
            </Button>
          ) : (
            <StatusChip tone="still">{one.statusZh}</StatusChip>
          )
        }
      />
      <ErrorNotice error={takeBack.error} />
    </>
  );
}

/** 工作人员 of an organisation: who acts for it, who is invited, and what an administrator may change. */
export default function MembersPage() {
  const { id: given } = usePageParams(routes.admin.members);
  const who = useSession();
  const id = given ?? who?.organisationId ?? '';
  const enabled = id !== '';
  const members = usePages(api.list, { params: { id }, query: {} }, { enabled });
  const sent = usePages(api.invitations, { params: { id }, query: {} }, { enabled });
  const [inviting, setInviting] = useState(false);
  useReachBottom(() => void members.loadMore());
  const { organisation, appointable = [] } = (members.data ?? {}) as Partial<Listed>;
  const seesTrail = who?.role === 'AUTHORITY_ADMIN' || who?.role === 'SYSTEM_ADMIN';
  const trailOf = (one: Member) => () => void open(routes.authority.audit, { actor: one.personId, name: one.name });
  return (
    <Page
      access={ADMINISTRATORS}
      wide
      footer={
        appointable.length > 0 && (
          <BottomBar>
            <Button block onTap={() => setInviting(true)}>
              邀请工作人员
            </Button>
          </BottomBar>
        )
      }
    >
      {organisation && (
        <Notice tone="note" title={organisation.name}>
          管理员只管人员，不能审核和签发。邀请由本人接受后才有效；取消身份后30秒内退出登录。
        </Notice>
      )}
      <Screen
        state={members}
        isEmpty={() => members.items.length === 0}
        empty={{ title: '还没有工作人员', hint: '先邀请一位管理员，由其邀请其他人。' }}
      >
        {() => (
          <>
            {members.items.map((one) => (
              <MemberCard
                key={one.personId}
                one={one}
                organisation={organisation!}
                appointable={appointable}
                onTrail={seesTrail ? trailOf(one) : undefined}
              />
            ))}
            <MoreRow pages={members} />
          </>
        )}
      </Screen>
      {sent.items.length > 0 && (
        <Card title="发出的邀请">
          {sent.items.map((one) => (
            <Sent key={one.id} one={one} />
          ))}
          <MoreRow pages={sent} />
        </Card>
      )}
      {inviting && organisation && <InviteSheet organisation={organisation} appointable={appointable} onClose={() => setInviting(false)} />}
    </Page>
  );
}
