import { CERTIFICATE_SERVICES, certificateServiceRoutes as api } from '@jzt/shared/contract/certificateService';
import { ActionError, BottomBar, Button, Card, Facts, Notice, Page, Screen } from '@/components';
import { formatDate } from '@/format';
import { useAction, useQuery } from '@/hooks';
import { replace, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { windowWords } from '../words';
import { useRequest } from './use-request';

const WARNINGS: Partial<Record<keyof typeof CERTIFICATE_SERVICES, string>> = {
  CANCEL: '注销后证书不能再用，也不能恢复；要再用，需要重新报名考试。',
  TRANSFER_OUT: '主管部门同意后，要到调入省办理调入；调入省接收后，本省证书停用。接收前可以撤回。',
};

/** One request: what it is about, what must come with it, and the button that sends it. */
export default function ApplyPage() {
  const { id = '', service = 'EXTEND' } = usePageParams(routes.life.apply);
  const offers = useQuery(api.offers, { params: { id } }, { enabled: Boolean(id) });
  const apply = useAction(api.apply, { changes: ['certificateService', 'continuingEducation', 'certificate', 'account'] });
  const offer = offers.data?.items.find((one) => one.service === service);
  const { shown, missing, body } = useRequest({
    service,
    from: offers.data?.certificate.jurisdiction,
    needsPhoto: offer?.needsPhoto ?? false,
    fields: apply.fields,
  });
  const send = async (version: number) => {
    const done = await apply.run({
      params: { id },
      body: { service, version, ...body },
    });
    if (done) await replace(routes.life.service, { id: done.id });
    else void offers.refetch();
  };
  return (
    <Page
      access={['WORKER', 'ENTERPRISE_STAFF', 'BASE_AGENT']}
      footer={
        offers.data && (
          <BottomBar above={<ActionError error={apply.error} />}>
            <Button
              block
              kind={service === 'CANCEL' ? 'danger' : 'primary'}
              busy={apply.busy}
              disabled={missing !== undefined || !offer?.verdict.allowed}
              onTap={() => void send(offers.data!.certificate.version)}
            >
              {missing ?? `提交${CERTIFICATE_SERVICES[service]}申请`}
            </Button>
          </BottomBar>
        )
      }
    >
      <Screen state={offers} skeleton="detail">
        {({ certificate: one }) => (
          <>
            <Card title={`申请${CERTIFICATE_SERVICES[service]}`}>
              <Facts
                rows={[
                  { name: '证书', value: one.subject.labelZh },
                  { name: '证书编号', value: one.number },
                  { name: '持证人', value: one.holderName },
                  { name: '有效期至', value: one.validTo && formatDate(one.validTo) },
                  { name: '办理时间', value: offer && windowWords(offer.window) },
                ]}
              />
            </Card>
            {offer && !offer.verdict.allowed && (
              <Notice tone="warn" title={offer.verdict.refusals[0]?.message ?? offer.verdict.pending[0]?.message}>
                {offer.verdict.refusals[0]?.nextStep}
              </Notice>
            )}
            {WARNINGS[service] && <Notice tone="warn" title={WARNINGS[service]} />}
            {shown}
            <Notice tone="note">
              {WARNINGS[service]
                ? '提交后由主管部门审核，有结果会通知您。'
                : '提交后由主管部门审核。审核期间证书照样有效，即使过了有效期；审核通过后会发新的电子证书。'}
            </Notice>
          </>
        )}
      </Screen>
    </Page>
  );
}
