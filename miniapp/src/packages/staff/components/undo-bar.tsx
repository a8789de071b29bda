import { View } from '@tarojs/components';
import { a11y, Button } from '@/components';
import type { Held } from '@/api/hold';
import type { reviewRoutes } from '@jzt/shared/contract/review';
import { useCountdown } from '@/hooks';
import { heldDecisions, useHeldDecisions } from '../held-decisions';
import './undo-bar.scss';

function Row({ held, onUndone }: { held: Held<typeof reviewRoutes.decide>; onUndone?: (caseId: string) => void }) {
  const left = useCountdown(new Date(held.until).toISOString());
  const undo = () => {
    if (heldDecisions.undo(held.id)) onUndone?.(held.args.params.id);
  };
  return (
    <View className="undo" {...a11y({ live: true })}>
      <View className="undo-text">
        <View className="undo-what">{held.label}</View>
        <View className="undo-when">{left === undefined ? '' : left > 0 ? `${left}秒后生效，报名人才会收到通知` : '正在发送'}</View>
      </View>
      <Button kind="plain" size="small" label={`撤销，${held.label}`} onTap={undo}>
        撤销
      </Button>
    </View>
  );
}

/** What was just decided and can still be taken back, with the seconds that are left. */
export function UndoBar({ onUndone }: { onUndone?: (caseId: string) => void }) {
  const { held } = useHeldDecisions();
  return (
    <>
      {held.map((each) => (
        <Row key={each.id} held={each} onUndone={onUndone} />
      ))}
    </>
  );
}
