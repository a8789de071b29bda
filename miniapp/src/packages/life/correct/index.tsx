import { certificateServiceRoutes as api, type ServiceCase } from '@jzt/shared/contract/certificateService';
import { ActionError, BottomBar, Button, Card, Facts, Notice, Page, Screen } from '@/components';
import { formatDate } from '@/format';
import { useAction, useQuery } from '@/hooks';
import { replace, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { useRequest } from '../apply/use-request';

/** 补正: what came back, why, and the same form with what was sent, to put it right. */
export default function CorrectPage() {
  const { id = '' } = usePageParams(routes.life.correct);
  const query = useQuery(api.view, { params: { id } }, { enabled: Boolean(id) });
  return (
    <Page access={['WORKER', 'ENTERPRISE_STAFF', 'BASE_AGENT']}>
      <Screen state={query} skeleton="detail">
        {(one) => <Form key={one.version} one={one} onStale={() => void query.refetch()} />}
      </Screen>
    </Page>
  );
}

function Form({ one, onStale }: { one: ServiceCase; onStale: () => void }) {
  const correct = useAction(api.correct, { changes: ['certificateService', 'continuingEducation', 'certificate', 'account'] });
  const { shown, missing, body } = useRequest({ service: one.service, needsPhoto: false, fields: correct.fields, before: one });
  const send = async () => {
    const done = await correct.run({ params: { id: one.id }, body: { ...body, version: one.version } });
    if (done) await replace(routes.life.service, { id: done.id });
    else onStale();
  };
  if (!one.canCorrect) return <Notice tone="note" title={`这件申请现在是“${one.statusZh}”，不用补正`} />;
  return (
    <>
      <Notice tone="warn" title={`退回原因：${one.decisionReason ?? ''}`}>
        {one.correctBy && `请最迟在${formatDate(one.correctBy)}当天改好后重新提交，到时没有补正，申请作废。`}
      </Notice>
      <Card title={`补正${one.nameZh}申请`}>
        <Facts
          rows={[
            { name: '证书', value: one.subject.labelZh },
            { name: '证书编号', value: one.certificateNumber },
            { name: '持证人', value: one.holderName },
          ]}
        />
      </Card>
      {shown}
      <BottomBar above={<ActionError error={correct.error} />}>
        <Button block busy={correct.busy} disabled={missing !== undefined} onTap={() => void send()}>
          {missing ?? '改好了，重新提交'}
        </Button>
      </BottomBar>
    </>
  );
}
