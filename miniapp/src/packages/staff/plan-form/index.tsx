import { PlanForm } from '@/components/plan-form';
import { replace, usePageParams } from '@/navigation';
import { routes } from '@/routes';

/** The institution's own plan (QH-14). */
export default function PlanFormPage() {
  const { id } = usePageParams(routes.staff.planForm);
  return <PlanForm by="INSTITUTION" id={id} onMade={(made) => replace(routes.staff.plan, { id: made })} />;
}
