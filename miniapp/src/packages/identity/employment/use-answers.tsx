import { useState } from 'react';
import { employmentRoutes as api, type Employment } from '@jzt/shared/contract/employment';
import { ReasonSheet, useConfirm } from '@/components';
import { useAction } from '@/hooks';

type Act = 'decline' | 'end' | 'withdraw';
const CHANGES = { changes: ['employment', 'account', 'application.types'] };

const WORDS: Record<Act, { title: (name: string) => string; reasons: string[]; confirm: string }> = {
  decline: {
    title: (name) => `不同意${name}的邀请`,
    reasons: ['我不在这家企业上班', '岗位写得不对', '暂时不去这家企业'],
    confirm: '不同意',
  },
  end: { title: (name) => `解除与${name}的聘用关系`, reasons: ['已经离职', '劳动合同到期', '换到别的企业'], confirm: '解除聘用关系' },
  withdraw: { title: (name) => `撤回向${name}的申请`, reasons: ['选错了企业', '岗位写错了', '不去这家企业了'], confirm: '撤回申请' },
};

/** The answers a worker gives on an employment; each that takes something away wants a reason and, for an employer, one more look. */
export function useAnswers() {
  const confirm = useAction(api.confirm, CHANGES);
  const decline = useAction(api.decline, CHANGES);
  const end = useAction(api.end, CHANGES);
  const [dialog, ask] = useConfirm();
  const [open, setOpen] = useState<{ act: Act; one: Employment }>();
  const [confirming, setConfirming] = useState<string>();
  const action = open?.act === 'decline' ? decline : end;

  const accept = async (one: Employment) => {
    setConfirming(one.id);
    const sure = await ask({
      title: `确认在${one.enterprise.name}工作？`,
      text: `岗位：${one.position}。确认后聘用关系成立，报名时用这家企业的名字，主管部门会核对社保。`,
      yes: '确认在职',
    });
    if (sure) await confirm.run({ params: { id: one.id }, body: { version: one.version } });
  };
  const give = async (reason: string) => {
    if (!open) return;
    const { act, one } = open;
    if (act === 'end') {
      const sure = await ask({
        title: '真的要解除吗？',
        text: `解除后不能再用${one.enterprise.name}报名。已经在办的报名可能因此通不过，安管人员证书要跟着新企业变更。`,
        yes: '解除',
        danger: true,
      });
      if (!sure) return;
    }
    const args = { params: { id: one.id }, body: { version: one.version, reason } };
    const answer = await (act === 'decline' ? decline.run(args) : end.run(args));
    if (answer) setOpen(undefined);
  };

  const words = open && WORDS[open.act];
  const dialogs = (
    <>
      <ReasonSheet
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={words && open ? words.title(open.one.enterprise.name) : ''}
        reasons={words?.reasons ?? []}
        confirm={words?.confirm ?? ''}
        danger
        busy={action.busy}
        error={action.error}
        onConfirm={(reason) => void give(reason)}
      />
      {dialog}
    </>
  );
  const begin = (act: Act, one: Employment) => {
    decline.reset();
    end.reset();
    setOpen({ act, one });
  };
  return {
    accept,
    begin,
    dialogs,
    busyWith: confirm.busy ? confirming : undefined,
    errorOf: (id: string) => (confirming === id ? confirm.error : undefined),
  };
}
