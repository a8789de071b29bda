import { PlanForm } from '@/components/plan-form';
import { replace, usePageParams } from '@/navigation';
import { routes } from '@/routes';

/** The authority's own plan, for people trained by their enterprise (QH-07). */
export default function PlanFormPage() {
  const { id } = usePageParams(routes.authority.planForm);
  return <PlanForm by="AUTHORITY" id={id} onMade={(made) => replace(routes.authority.plan, { id: made })} />;
}
