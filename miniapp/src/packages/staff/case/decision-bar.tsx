import { useState } from 'react';
import type { ReviewCase } from '@jzt/shared/contract/review';
import { BottomBar, Button, Notice, ReasonSheet } from '@/components';
import { UndoBar } from '../components/undo-bar';
import { heldDecisions, labelOf } from '../held-decisions';
import type { ReviewDesk } from './use-review-desk';

type Decision = 'PASS' | 'RETURN' | 'REJECT';

const DONE: Record<Decision, string> = { PASS: '通过', RETURN: '退回修改', REJECT: '驳回' };
const WHY = {
  RETURN: {
    title: (name: string) => `把${name}的报名退回修改，请写明要改什么`,
    reasons: [
      '报名照片不是近期免冠照，请重新拍摄',
      '报名照片与身份证不像同一人，请重新拍摄',
      '学历填写有误，请改正',
      '报考类型选错了，请重新选择',
      '聘用企业已变化，请先更新聘用关系',
    ],
  },
  REJECT: {
    title: (name: string) => `驳回${name}的报名，请写明原因`,
    reasons: ['经核实不是本人报名', '不符合这种证书的报考条件', '报名资料不真实', '与已有的报名重复'],
  },
};

/** 通过 / 退回 / 驳回, held for ten seconds; what was decided before stands above with its way back. Nothing to decide: only the way on. */
export function DecisionBar({ file, desk }: { file?: ReviewCase; desk: ReviewDesk }) {
  const [asking, setAsking] = useState<'RETURN' | 'REJECT'>();
  const open = file?.status === 'SUBMITTED' && !desk.decided.has(file.id);
  const { rested, seen, notice } = desk.seen;
  const decide = (decision: Decision, reason?: string) => {
    if (!file) return;
    setAsking(undefined);
    heldDecisions.add(
      { params: { id: file.id }, body: { decision, reason, version: file.version } },
      labelOf(DONE[decision], file.person.name),
    );
    desk.goOn();
  };
  const above = (
    <>
      <UndoBar onUndone={desk.choose} />
      {open && notice}
      {file && file.status !== 'SUBMITTED' && <Notice tone="note">{`这份报名现在是“${file.statusZh}”，不用再审核。`}</Notice>}
    </>
  );
  return (
    <>
      <BottomBar above={above}>
        {open && (
          <>
            <Button kind="plain" disabled={!rested} onTap={() => setAsking('RETURN')}>
              退回修改
            </Button>
            <Button kind="danger" disabled={!rested} onTap={() => setAsking('REJECT')}>
              驳回
            </Button>
            <Button block disabled={!seen} onTap={() => decide('PASS')}>
              通过
            </Button>
          </>
        )}
        {file && !open && desk.next && (
          <Button block onTap={desk.goOn}>
            看下一份
          </Button>
        )}
      </BottomBar>
      {asking && file && (
        <ReasonSheet
          key={`${file.id}${asking}`}
          open
          onClose={() => setAsking(undefined)}
          title={WHY[asking].title(file.person.name)}
          reasons={WHY[asking].reasons}
          placeholder="报名人会看到这里写的内容"
          confirm={DONE[asking]}
          danger={asking === 'REJECT'}
          onConfirm={(reason) => decide(asking, reason)}
        />
      )}
    </>
  );
}
