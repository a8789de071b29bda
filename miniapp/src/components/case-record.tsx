import { useState } from 'react';
import type { TimelineEntry } from '@jzt/shared/contract/common';
import { Card } from './card';
import { ListRow } from './list-row';
import { stepsOf, Timeline } from './timeline';

/** What has happened to a case, folded away until somebody asks. No Collapse of NutUI's: its head takes neither role nor keys. */
export function CaseRecord({ timeline }: { timeline: TimelineEntry[] }) {
  const [shown, setShown] = useState(false);
  if (!shown)
    return (
      <Card>
        <ListRow title="办理经过" hint={`共${timeline.length}条`} onTap={() => setShown(true)} />
      </Card>
    );
  return (
    <Card title="办理经过">
      <Timeline steps={stepsOf(timeline)} />
    </Card>
  );
}
