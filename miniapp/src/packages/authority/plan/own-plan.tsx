import { useState } from 'react';
import { examRoutes as api, type ExamPlan } from '@jzt/shared/contract/exam';
import { eventsFrom, type State } from '@jzt/shared/workflow/machine';
import { examPlan as machine } from '@jzt/shared/workflow/machines/examPlan';
import { ActionError, BottomBar, Button, ReasonSheet, useConfirm } from '@/components';
import { useAction } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { RoomSheet } from './room-sheet';

const CHANGES = { changes: ['exam', 'onsite', 'account'] };

/** What the authority does with a plan of its own, for people trained by their enterprise (QH-07): hand it to a colleague, find a room, call it off. */
export function OwnPlan({ plan, put, refetch }: { plan: ExamPlan; put: (plan: ExamPlan) => void; refetch: () => Promise<void> }) {
  const submit = useAction(api.submitForAuthority, CHANGES);
  const arrange = useAction(api.arrangeForAuthority, CHANGES);
  const cancel = useAction(api.cancelForAuthority, CHANGES);
  const [sheet, setSheet] = useState<'room' | 'cancel'>();
  const [dialog, ask] = useConfirm();
  const may = eventsFrom(machine, plan.status as State<typeof machine>, 'AUTHORITY_REVIEWER');
  const params = { id: plan.id };
  const settle = (answer: ExamPlan | undefined) => {
    if (!answer) return void refetch();
    put(answer);
    setSheet(undefined);
  };
  const show = (which: 'room' | 'cancel') => {
    [submit, arrange, cancel].forEach((each) => each.reset());
    setSheet(which);
  };
  const send = async () => {
    const text = `${plan.candidates.length}名考生。提交后不能修改，要由另一位审核人员批准。`;
    if (await ask({ title: '提交审批？', text, yes: '提交审批' })) settle(await submit.run({ params, body: { version: plan.version } }));
  };
  const callOff = async (reason: string) => {
    const told = plan.status === 'ARRANGED' ? '考生和培训机构会收到消息，考生回到“待安排考试”。' : '取消后不能恢复，要考试须重新新建计划。';
    if (await ask({ title: '真的要取消这份计划？', text: told, yes: '取消计划', no: '不取消', danger: true }))
      settle(await cancel.run({ params, body: { version: plan.version, reason } }));
  };
  const editable = may.includes('submit');
  const deciding = may.includes('approve');
  if (!may.includes('cancel')) return null;
  return (
    <>
      {!deciding && (
        <BottomBar above={<ActionError error={submit.error} />}>
          <Button kind="danger" onTap={() => show('cancel')}>
            取消计划
          </Button>
          {editable && (
            <Button kind="plain" onTap={() => void open(routes.authority.planForm, params)}>
              修改
            </Button>
          )}
          {editable && (
            <Button busy={submit.busy} onTap={() => void send()}>
              提交审批
            </Button>
          )}
          {may.includes('arrange') && <Button onTap={() => show('room')}>安排考场</Button>}
        </BottomBar>
      )}
      {sheet === 'room' && (
        <RoomSheet
          plan={plan}
          act={arrange}
          onClose={() => setSheet(undefined)}
          onPlace={async (place) => settle(await arrange.run({ params, body: { version: plan.version, ...place } }))}
        />
      )}
      <ReasonSheet
        open={sheet === 'cancel'}
        onClose={() => setSheet(undefined)}
        title="为什么取消这份计划？"
        reasons={['考场有变，不能按时考试', '考试时间要调整', '考生名单有误']}
        placeholder="考生和培训机构会看到"
        confirm="取消计划"
        danger
        busy={cancel.busy}
        error={cancel.error}
        onConfirm={(reason) => void callOff(reason)}
      />
      {dialog}
    </>
  );
}
