import { Page } from '@/components';
import { usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { PlanBody } from './plan-body';

/** One exam plan, with what its state asks of the institution. */
export default function PlanPage() {
  const { id } = usePageParams(routes.staff.plan);
  return (
    <Page acting access={['INSTITUTION_STAFF']}>
      {id && <PlanBody id={id} />}
    </Page>
  );
}
