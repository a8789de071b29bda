import { View } from '@tarojs/components';
import { useState } from 'react';
import { memberRoutes as api, type Member } from '@jzt/shared/contract/member';
import type { Role } from '@jzt/shared/domain/roles';
import { Button, Card, ErrorNotice, Facts, ReasonSheet, Sheet, StatusChip, Tick } from '@/components';
import { useAction } from '@/hooks';
import './member-card.scss';

interface Named {
  role: Role;
  labelZh: string;
}
interface Props {
  one: Member;
  organisation: { id: string; name: string };
  appointable: readonly Named[];
  /** What they did, where the one who looks may read the trail. */
  onTrail?: () => void;
}

const REASONS = ['已离职', '岗位调整，不再办理', '手机号换了人'];

function RolesSheet({ one, organisation, appointable, onClose }: Omit<Props, 'onTrail'> & { onClose: () => void }) {
  const change = useAction(api.change, { changes: ['member'] });
  const [roles, setRoles] = useState<Role[]>(one.roles.map(({ role }) => role));
  const send = async () => {
    if (await change.run({ params: { id: one.personId }, body: { organisationId: organisation.id, roles } })) onClose();
  };
  const toggle = (role: Role) => (on: boolean) => setRoles((before) => (on ? [...before, role] : before.filter((each) => each !== role)));
  return (
    <Sheet
      open
      onClose={onClose}
      title={`改${one.name}的身份`}
      footer={
        <Button block busy={change.busy} disabled={roles.length === 0} onTap={() => void send()}>
          {roles.length === 0 ? '至少留一个身份' : `保存${one.name}的身份`}
        </Button>
      }
    >
      {appointable.map(({ role, labelZh }) => (
        <Tick key={role} checked={roles.includes(role)} onChange={toggle(role)}>
          {labelZh}
        </Tick>
      ))}
      <ErrorNotice error={change.error} />
    </Sheet>
  );
}

/** Somebody who acts for the organisation, and what an administrator may do about it. */
export function MemberCard({ one, organisation, appointable, onTrail }: Props) {
  const dismiss = useAction(api.dismiss, { changes: ['member'] });
  const [asking, setAsking] = useState<'roles' | 'dismiss'>();
  const reach = one.roles.some(({ role }) => one.changeable.includes(role));
  const close = () => {
    dismiss.reset();
    setAsking(undefined);
  };
  const send = async (reason: string) => {
    if (await dismiss.run({ params: { id: one.personId }, body: { organisationId: organisation.id, reason } })) close();
  };
  return (
    <Card
      title={one.name}
      extra={
        one.self ? (
          <StatusChip tone="note">您本人</StatusChip>
        ) : one.account ? (
          <StatusChip tone="still">单位账号</StatusChip>
        ) : (
          !one.verified && <StatusChip tone="warn">未实名</StatusChip>
        )
      }
    >
      <Facts
        rows={[
          { name: '身份', value: one.roles.map(({ labelZh }) => labelZh).join('、') },
          ...(one.phoneMasked ? [{ name: '手机号', value: one.phoneMasked }] : []),
        ]}
      />
      <View className="member-acts">
        {reach && one.changeable.length > 1 && (
          <Button kind="plain" size="small" label={`改${one.name}的身份`} onTap={() => setAsking('roles')}>
            改身份
          </Button>
        )}
        {onTrail && (
          <Button kind="plain" size="small" label={`看${one.name}办了什么`} onTap={onTrail}>
            办了什么
          </Button>
        )}
        {reach && (
          <Button kind="quiet" size="small" label={`取消${one.name}的工作身份`} onTap={() => setAsking('dismiss')}>
            取消身份
          </Button>
        )}
      </View>
      {asking === 'roles' && <RolesSheet one={one} organisation={organisation} appointable={appointable} onClose={close} />}
      {asking === 'dismiss' && (
        <ReasonSheet
          open
          onClose={close}
          title={`取消${one.name}在${organisation.name}的工作身份`}
          reasons={REASONS}
          confirm={`取消${one.name}的身份，30秒内退出登录`}
          placeholder="本人会看到这里写的内容"
          danger
          busy={dismiss.busy}
          error={dismiss.error}
          onConfirm={(reason) => void send(reason)}
        />
      )}
    </Card>
  );
}
