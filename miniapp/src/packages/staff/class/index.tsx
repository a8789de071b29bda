import { Page } from '@/components';
import { usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { ClassBody } from './class-body';

/** One class: 编班 and 名册. */
export default function ClassPage() {
  const { id } = usePageParams(routes.staff.class);
  return (
    <Page acting access={['INSTITUTION_STAFF']}>
      {id && <ClassBody id={id} />}
    </Page>
  );
}
