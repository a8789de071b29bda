import { useState } from 'react';
import type { examRoutes, ExamPlan } from '@jzt/shared/contract/exam';
import { organisationRoutes } from '@jzt/shared/contract/organisation';
import { ActionError, Button, ChoiceField, Sheet, TextField } from '@/components';
import { useQuery } from '@/hooks';
import type { Action } from '@/hooks/use-action';

interface Place {
  institutionId: string;
  room: string;
  address: string;
}

/** 依托培训机构的考试机房 (QH-07): whose room, which one, where; its address is filled in and can be made more exact. */
export function RoomSheet({
  plan,
  act,
  onClose,
  onPlace,
}: {
  plan: ExamPlan;
  act: Action<typeof examRoutes.arrangeForAuthority>;
  onClose: () => void;
  onPlace: (place: Place) => Promise<void>;
}) {
  const { category, code } = plan.subject;
  const found = useQuery(organisationRoutes.listInstitutions, { query: { category, code, limit: 100 } }, { onShow: false });
  const [place, setPlace] = useState<Partial<Place>>({});
  const { institutionId, room = '', address = '' } = place;
  const choose = (id: string) =>
    setPlace({ ...place, institutionId: id, address: found.data?.items.find((one) => one.id === id)?.address ?? '' });
  const ready = institutionId && room.trim() && address.trim().length > 1;
  return (
    <Sheet
      open
      onClose={onClose}
      title="安排考场"
      footer={
        <Button
          block
          busy={act.busy}
          disabled={!ready}
          onTap={() => institutionId && void onPlace({ institutionId, room, address })}
        >{`安排座位并通知${plan.candidates.length}名考生`}</Button>
      }
    >
      <ChoiceField
        label="用哪家培训机构的机房"
        required
        options={(found.data?.items ?? []).map((one) => ({ value: one.id, title: one.name, hint: one.address }))}
        value={institutionId}
        placeholder={found.error ? '读不到机构名单，请关上再打开' : '请选择'}
        onChange={choose}
      />
      <TextField
        label="考场"
        required
        value={room}
        max={40}
        placeholder="例如：3楼机房"
        error={act.fields.room}
        onChange={(next) => setPlace({ ...place, room: next })}
      />
      <TextField
        label="地址"
        required
        value={address}
        max={100}
        placeholder="考生看得懂的地址"
        error={act.fields.address}
        onChange={(next) => setPlace({ ...place, address: next })}
        hint="机构的工作人员会收到消息，负责开考和监考。座位按名单顺序自动编号。"
      />
      <ActionError error={act.error} />
    </Sheet>
  );
}
