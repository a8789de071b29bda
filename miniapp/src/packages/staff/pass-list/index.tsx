import { Page } from '@/components';
import { usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { PassListBody } from './pass-list-body';

/** One list of people to whom this institution issues certificates. */
export default function PassListPage() {
  const { id } = usePageParams(routes.staff.passList);
  return (
    <Page acting access={['INSTITUTION_STAFF']}>
      {id && <PassListBody id={id} />}
    </Page>
  );
}
