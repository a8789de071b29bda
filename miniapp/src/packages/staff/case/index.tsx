import { Page } from '@/components';
import { useHiddenOnCapture } from '@/hooks';
import { usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { CaseBody } from './case-body';
import { DecisionBar } from './decision-bar';
import { useReviewDesk } from './use-review-desk';

/** 审核报名 (QH-11): photos side by side, a decision that can be undone for ten seconds, then the next case by itself. */
export default function CasePage() {
  useHiddenOnCapture();
  const { id } = usePageParams(routes.staff.case);
  const desk = useReviewDesk({ first: id });
  return (
    <Page access={['INSTITUTION_STAFF']} footer={<DecisionBar file={desk.query.data} desk={desk} />}>
      <CaseBody desk={desk} />
    </Page>
  );
}
