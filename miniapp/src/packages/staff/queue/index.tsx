import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { BottomBar, Page, ResultsSheet, Split } from '@/components';
import { useWide } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { CaseBody } from '../case/case-body';
import { DecisionBar } from '../case/decision-bar';
import { useReviewDesk, type List } from '../case/use-review-desk';
import { UndoBar } from '../components/undo-bar';
import { useHeldDecisions } from '../held-decisions';
import { BatchBar, QueueList } from './queue-list';
import { useBatch } from './use-batch';
import './index.scss';

/** 待审核 (QH-11): a phone opens the case as a page of its own, a computer shows it beside the queue. */
export default function QueuePage() {
  const wide = useWide();
  const [list, setList] = useState<List>('SUBMITTED');
  const desk = useReviewDesk({ openFirst: wide, list });
  const batch = useBatch(list === 'SUBMITTED' ? desk.waiting : []);
  const { held } = useHeldDecisions();
  useReachBottom(() => void desk.queue.loadMore());

  const openCase = (id: string) => (wide ? desk.choose(id) : void open(routes.staff.case, { id }));
  const bar = batch.on || batch.able.length > 1 ? <BatchBar batch={batch} /> : null;
  const queue = (
    <QueueList
      desk={desk}
      batch={batch}
      list={list}
      onList={(next) => {
        batch.end();
        setList(next);
      }}
      onOpen={openCase}
    />
  );
  const undo = held.length > 0 && !wide ? <BottomBar above={<UndoBar onUndone={openCase} />} /> : null;

  return (
    <Page access={['INSTITUTION_STAFF']} wide footer={wide ? undefined : (undo ?? bar)}>
      <Split
        list={
          <>
            {queue}
            {wide && bar}
          </>
        }
        detail={
          <>
            <CaseBody desk={desk} />
            <DecisionBar file={desk.current ? desk.query.data : undefined} desk={desk} />
          </>
        }
      />
      <ResultsSheet
        results={batch.results?.results}
        nameOf={(id) => batch.results?.names.get(id) ?? ''}
        done="已通过"
        onClose={batch.close}
      />
      {batch.dialog}
    </Page>
  );
}
