import { Page } from '@/components';
import { usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { OFFICERS } from '../officers';
import { PassListBody } from './pass-list-body';

/** One pass list, from the import to the certificates. */
export default function PassListPage() {
  const { id } = usePageParams(routes.authority.passList);
  return (
    <Page acting access={OFFICERS}>
      {id && <PassListBody id={id} />}
    </Page>
  );
}
