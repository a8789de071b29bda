import { useState } from 'react';
import { employmentRoutes as api, type Employment } from '@jzt/shared/contract/employment';
import { ReasonSheet, useConfirm } from '@/components';
import { invalidate, useAction } from '@/hooks';

type Act = 'decline' | 'end' | 'withdraw';
const CHANGES = { changes: ['employment', 'account'] };

const WORDS: Record<
  Act,
  {
    title: (name: string) => string;
    reasons: string[];
    confirm: string;
    sure: (name: string) => { title: string; text: string; yes: string } | undefined;
  }
> = {
  decline: {
    title: (name) => `不同意${name}的申请`,
    reasons: ['不是本企业的人员', '岗位写得不对，请改后再申请', '已经离职'],
    confirm: '不同意',
    sure: () => undefined,
  },
  withdraw: {
    title: (name) => `撤回对${name}的邀请`,
    reasons: ['邀请错了人', '岗位写错了', '不再聘用'],
    confirm: '撤回邀请',
    sure: () => undefined,
  },
  end: {
    title: (name) => `解除与${name}的聘用关系`,
    reasons: ['已经离职', '劳动合同到期', '调往其他企业'],
    confirm: '解除聘用关系',
    sure: (name) => ({
      title: '真的要解除吗？',
      text: `解除后${name}不能再用本企业报名，正在办的报名可能通不过；安管人员证书也要跟着变更。本人会收到消息。`,
      yes: '解除',
    }),
  },
};

/** The answers of an enterprise to its people's requests, and the end of an employment; what takes something away wants a reason. */
export function useAnswers() {
  const confirm = useAction(api.confirm, CHANGES);
  const decline = useAction(api.decline, CHANGES);
  const end = useAction(api.end, CHANGES);
  const [dialog, ask] = useConfirm();
  const [open, setOpen] = useState<{ act: Act; one: Employment }>();
  const [confirming, setConfirming] = useState<string>();
  const action = open?.act === 'decline' ? decline : end;

  const accept = async (one: Employment) => {
    confirm.reset();
    setConfirming(one.id);
    const sure = await ask({
      title: `确认${one.person.name}在本企业工作？`,
      text: `岗位：${one.position}。确认后聘用关系成立，本人可以用本企业报名，主管部门会核对社保。`,
      yes: '确认聘用',
    });
    if (sure && !(await confirm.run({ params: { id: one.id }, body: { version: one.version } }))) invalidate('employment');
  };
  const send = async (reason: string) => {
    if (!open) return;
    const { act, one } = open;
    const question = WORDS[act].sure(one.person.name);
    if (question && !(await ask({ ...question, danger: true }))) return;
    const args = { params: { id: one.id }, body: { version: one.version, reason } };
    const answer = await (act === 'decline' ? decline.run(args) : end.run(args));
    if (answer) setOpen(undefined);
    else invalidate('employment');
  };
  const dialogs = (
    <>
      {open && (
        <ReasonSheet
          key={`${open.one.id}${open.act}`}
          open
          onClose={() => setOpen(undefined)}
          title={WORDS[open.act].title(open.one.person.name)}
          reasons={WORDS[open.act].reasons}
          placeholder="本人会看到这里写的内容"
          confirm={WORDS[open.act].confirm}
          danger
          busy={action.busy}
          error={action.error}
          onConfirm={(reason) => void send(reason)}
        />
      )}
      {dialog}
    </>
  );
  return {
    accept,
    dialogs,
    begin: (act: Act, one: Employment) => {
      decline.reset();
      end.reset();
      setOpen({ act, one });
    },
    busyWith: confirm.busy ? confirming : undefined,
    errorOf: (id: string) => (confirming === id ? confirm.error : undefined),
  };
}

export type Answers = ReturnType<typeof useAnswers>;
