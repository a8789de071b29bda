import { View } from '@tarojs/components';
import { useState } from 'react';
import { a11y, Button, Icon, ListRow, Sheet, Tap } from '@/components';
import type { Held } from '@/api/hold';
import type { reviewRoutes } from '@jzt/shared/contract/review';
import { useCountdown } from '@/hooks';
import { heldDecisions, personOf, useHeldDecisions } from '../held-decisions';
import './undo-bar.scss';

type HeldDecision = Held<typeof reviewRoutes.decide>;

const useWhen = (held: HeldDecision): string => {
  const left = useCountdown(new Date(held.until).toISOString());
  if (left === undefined) return '';
  return left > 0 ? `${left}秒后生效` : '正在发送';
};

function UndoButton({ held, onUndone }: { held: HeldDecision; onUndone?: (caseId: string) => void }) {
  const undo = () => {
    if (heldDecisions.undo(held.id)) onUndone?.(held.args.params.id);
  };
  return (
    <Button kind="plain" size="small" label={`撤销，${held.label}`} onTap={undo}>
      撤销
    </Button>
  );
}

function Row({ held, onUndone }: { held: HeldDecision; onUndone?: (caseId: string) => void }) {
  return <ListRow title={held.label} hint={useWhen(held)} value={<UndoButton held={held} onUndone={onUndone} />} />;
}

/** One line, as high for one as for twenty, so that the case keeps its place: the last of them, and all in a list. */
function Line({ held, last, onUndone }: { held: readonly HeldDecision[]; last: HeldDecision; onUndone?: (caseId: string) => void }) {
  const [open, setOpen] = useState(false);
  const when = useWhen(last);
  const many = held.length > 1;
  const did = held.every((each) => each.args.body.decision === 'PASS') ? '已通过' : '已审';
  const words = many ? `${did}${held.length}份，最后：${personOf(last)}` : last.label;
  return (
    <View className="undo">
      {many ? (
        <Tap className="undo-all" label={`${words}，${when}，点击看全部`} onTap={() => setOpen(true)}>
          <View className="undo-what">{words}</View>
          <Icon of="arrow-up" size={14} />
        </Tap>
      ) : (
        <View className="undo-what" {...a11y({ live: true })}>
          {words}
        </View>
      )}
      {!many && <View className="undo-when">{when}</View>}
      <UndoButton held={last} onUndone={onUndone} />
      <Sheet open={open && many} onClose={() => setOpen(false)} title="还能撤销的">
        {[...held].reverse().map((each) => (
          <Row key={each.id} held={each} onUndone={onUndone} />
        ))}
      </Sheet>
    </View>
  );
}

/** What was just decided and can still be taken back, with the seconds that are left; whoever applied hears of it only then. */
export function UndoBar({ onUndone }: { onUndone?: (caseId: string) => void }) {
  const { held } = useHeldDecisions();
  const last = held.at(-1);
  return last ? <Line held={held} last={last} onUndone={onUndone} /> : null;
}
