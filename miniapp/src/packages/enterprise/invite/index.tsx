import { useState } from 'react';
import { employmentRoutes as api } from '@jzt/shared/contract/employment';
import { ActionError, BottomBar, Button, Card, Notice, Page, TextField } from '@/components';
import { useAction, useDraft } from '@/hooks';
import { replace } from '@/navigation';
import { routes } from '@/routes';

/** 邀请人员建立聘用关系: by name and ID number, which must be a person whose real name is checked (QH-09). The number is never kept on the phone. */
export default function InvitePage() {
  const draft = useDraft('employment.invite', { name: '', position: '' });
  const [idNumber, setIdNumber] = useState('');
  const invite = useAction(api.invite, { changes: ['employment', 'account'] });
  const { name, position } = draft.value;
  const missing =
    name.trim().length < 2
      ? '请填写姓名'
      : idNumber.trim().length < 18
        ? '请填写身份证号'
        : position.trim().length < 2
          ? '请填写岗位'
          : undefined;
  const send = async () => {
    const made = await invite.run({ body: { name, idNumber, position } });
    if (!made) return;
    draft.clear();
    setIdNumber('');
    await replace(routes.enterprise.people);
  };
  return (
    <Page
      access={['ENTERPRISE_STAFF']}
      footer={
        <BottomBar above={<ActionError error={invite.error} />}>
          <Button block busy={invite.busy} disabled={missing !== undefined} onTap={() => void send()}>
            {missing ?? '发出邀请'}
          </Button>
        </BottomBar>
      }
    >
      <Notice tone="note">对方要先在建证通完成实名认证。邀请发出后，本人确认，聘用关系才成立。</Notice>
      <Card>
        <TextField
          label="姓名"
          required
          value={name}
          max={30}
          placeholder="与身份证一致"
          error={invite.fields.name}
          onChange={(next) => draft.set({ name: next })}
        />
        <TextField
          label="身份证号"
          required
          keyboard="idcard"
          value={idNumber}
          max={18}
          placeholder="18位"
          error={invite.fields.idNumber}
          onChange={setIdNumber}
        />
        <TextField
          label="岗位"
          required
          value={position}
          max={30}
          placeholder="例如：塔吊司机"
          error={invite.fields.position}
          onChange={(next) => draft.set({ position: next })}
        />
      </Card>
    </Page>
  );
}
