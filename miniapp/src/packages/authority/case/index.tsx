import { Page } from '@/components';
import { useHiddenOnCapture } from '@/hooks';
import { usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { OFFICERS } from '../officers';
import { CaseBody } from './case-body';

/** One application before the authority. */
export default function CasePage() {
  useHiddenOnCapture();
  const { id } = usePageParams(routes.authority.case);
  return (
    <Page acting access={OFFICERS}>
      {id && <CaseBody id={id} />}
    </Page>
  );
}
