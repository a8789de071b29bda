import { Page } from '@/components';
import { usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { OFFICERS } from '../officers';
import { ServiceBody } from './service-body';

/** One request of a holder before the authority. */
export default function ServicePage() {
  const { id } = usePageParams(routes.authority.service);
  return (
    <Page acting access={OFFICERS}>
      {id && <ServiceBody id={id} />}
    </Page>
  );
}
