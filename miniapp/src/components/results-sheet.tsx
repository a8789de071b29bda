import { Button } from './button';
import { ListRow } from './list-row';
import { Notice } from './notice';
import { Sheet } from './sheet';
import { StatusChip } from './status-chip';

export interface BatchResult {
  id: string;
  ok: boolean;
  message: string;
}

/** What became of each one of a batch: the failures first, each with its reason; the rest in one line. */
export function ResultsSheet({
  results,
  nameOf,
  done,
  unit = '人',
  onClose,
}: {
  results?: readonly BatchResult[];
  nameOf: (id: string) => string;
  done: string;
  /** What is counted. */
  unit?: string;
  onClose: () => void;
}) {
  const failed = results?.filter((each) => !each.ok) ?? [];
  const passed = (results?.length ?? 0) - failed.length;
  return (
    <Sheet
      open={results !== undefined}
      onClose={onClose}
      title="办理结果"
      footer={
        <Button block onTap={onClose}>
          知道了
        </Button>
      }
    >
      {passed > 0 && <Notice tone="ok" title={`${passed}${unit}${done}`} />}
      {failed.length > 0 && <Notice tone="warn" title={`${failed.length}${unit}没有办成，请单独处理`} />}
      {failed.map((each) => (
        <ListRow key={each.id} title={nameOf(each.id)} hint={each.message} value={<StatusChip tone="warn">没有办成</StatusChip>} />
      ))}
    </Sheet>
  );
}
