import { Page } from '@/components';
import { usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { OFFICERS } from '../officers';
import { PlanBody } from './plan-body';

/** One exam plan before the authority. */
export default function PlanPage() {
  const { id } = usePageParams(routes.authority.plan);
  return (
    <Page acting access={OFFICERS}>
      {id && <PlanBody id={id} />}
    </Page>
  );
}
