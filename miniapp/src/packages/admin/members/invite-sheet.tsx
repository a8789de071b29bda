import { useState } from 'react';
import { memberRoutes as api } from '@jzt/shared/contract/member';
import type { Role } from '@jzt/shared/domain/roles';
import { Button, ChoiceField, ErrorNotice, Notice, Sheet, TextField } from '@/components';
import { useAction, useDraft } from '@/hooks';

interface Props {
  organisation: { id: string; name: string };
  appointable: readonly { role: Role; labelZh: string }[];
  onClose: () => void;
}

/** Invites by phone and role; who is invited says yes in their own name. */
export function InviteSheet({ organisation, appointable, onClose }: Props) {
  const invite = useAction(api.invite, { changes: ['member'] });
  const draft = useDraft(`invite.${organisation.id}`, { phone: '' });
  const [role, setRole] = useState<Role | undefined>(appointable.length === 1 ? appointable[0]!.role : undefined);
  const { phone } = draft.value;
  const missing = !/^1[3-9]\d{9}$/.test(phone) ? '请填写11位手机号' : !role ? '请选择身份' : undefined;
  const send = async () => {
    if (!role || !(await invite.run({ params: { id: organisation.id }, body: { phone, role } }))) return;
    draft.clear();
    onClose();
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title={`邀请${organisation.name}的工作人员`}
      footer={
        <Button block busy={invite.busy} disabled={missing !== undefined} onTap={() => void send()}>
          {missing ?? '发出邀请'}
        </Button>
      }
    >
      <TextField
        label="手机号"
        required
        keyboard="number"
        max={11}
        value={phone}
        error={invite.fields.phone}
        onChange={(next) => {
          invite.reset();
          draft.set({ phone: next.replace(/\D/g, '') });
        }}
      />
      <ChoiceField<Role>
        label="身份"
        required
        options={appointable.map((one) => ({ value: one.role, title: one.labelZh }))}
        value={role}
        onChange={(next) => {
          invite.reset();
          setRole(next);
        }}
      />
      <Notice tone="note">对方会收到短信和站内消息，用这个手机号登录、完成实名认证后接受，7天内有效。</Notice>
      <ErrorNotice error={invite.error} />
    </Sheet>
  );
}
