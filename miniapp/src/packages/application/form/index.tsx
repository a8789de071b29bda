import { applicationRoutes as api } from '@jzt/shared/contract/application';
import { Button, Page, Screen, StateBlock } from '@/components';
import { useQuery } from '@/hooks';
import { back, open, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { draftOf, EMPTY, NEW_DRAFT } from '../draft';
import { ApplicationForm } from './application-form';

function Correct({ id }: { id: string }) {
  const sent = useQuery(api.view, { params: { id } });
  if (sent.data?.canEdit)
    return <ApplicationForm sent={sent.data} draftKey={`application.${id}.${sent.data.version}`} initial={draftOf(sent.data)} />;
  return (
    <Page access={['WORKER']} title="修改报名信息">
      <Screen state={sent} skeleton="detail">
        {(data) => (
          <StateBlock
            kind="empty"
            title="这份报名现在不能修改"
            hint={data.nextStepZh}
            action={<Button onTap={() => void back()}>返回</Button>}
          />
        )}
      </Screen>
    </Page>
  );
}

/** ★提交报名信息 (QH-09…11): a new application, one that a call cut off, or one that came back to be corrected. */
export default function FormPage() {
  const { id } = usePageParams(routes.application.form);
  return id ? (
    <Correct id={id} />
  ) : (
    <ApplicationForm draftKey={NEW_DRAFT} initial={EMPTY} onNothing={() => void open(routes.application.types)} />
  );
}
