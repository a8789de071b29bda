import { Page } from '@/components';
import { usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { OFFICERS } from '../officers';
import { DuplicateBody } from './duplicate-body';

/** One 重复持证 before the authority, on a phone. */
export default function DuplicateCasePage() {
  const { id } = usePageParams(routes.authority.duplicate);
  return (
    <Page acting access={OFFICERS}>
      {id && <DuplicateBody id={id} />}
    </Page>
  );
}
