import type { ExamPlan } from '@jzt/shared/contract/exam';
import { ActionError, Button, Sheet, TextField } from '@/components';
import { useDraft } from '@/hooks';
import type { PlanWork } from './use-plan';

/** 安排考场 (QH-15): room and address; seats are given in the order of the list. The last place used is offered again. */
export function ArrangeSheet({ plan, work }: { plan: ExamPlan; work: PlanWork }) {
  const place = useDraft('plan.place', { room: '', address: '' });
  const { room, address } = place.value;
  const { fields, error, busy } = work.arrangeAct;
  const ready = room.trim().length > 0 && address.trim().length > 1;
  return (
    <Sheet
      open={work.sheet === 'arrange'}
      onClose={work.closeSheet}
      title="安排考场"
      footer={
        <Button
          block
          busy={busy}
          disabled={!ready}
          onTap={() => void work.arrange(plan, { room, address })}
        >{`安排座位并通知${plan.candidates.length}名考生`}</Button>
      }
    >
      <TextField
        label="考场"
        required
        value={room}
        max={40}
        placeholder="例如：3楼机房"
        error={fields.room}
        onChange={(next) => place.set({ room: next })}
      />
      <TextField
        label="地址"
        required
        value={address}
        max={100}
        placeholder="考生看得懂的地址"
        error={fields.address}
        onChange={(next) => place.set({ address: next })}
        hint="座位按名单顺序自动编号。"
      />
      <ActionError error={error} />
    </Sheet>
  );
}
