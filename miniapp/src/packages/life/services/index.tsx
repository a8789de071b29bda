import { View } from '@tarojs/components';
import { useState } from 'react';
import { certificateServiceRoutes as api, type ServiceOffer } from '@jzt/shared/contract/certificateService';
import { asApiError, type ApiError } from '@/api';
import { Button, Card, ErrorNotice, ListRow, Notice, Page, Screen, Sheet, StatusChip } from '@/components';
import { openPdf } from '@/documents';
import { useAction, useQuery, useSession } from '@/hooks';
import { open, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { windowWords } from '../words';
import './index.scss';

/** Why not, and what next; or until when. */
function hintOf({ verdict, window }: ServiceOffer): string {
  const [refusal] = verdict.refusals;
  if (refusal) return [refusal.message, refusal.nextStep].filter(Boolean).join('，');
  if (verdict.pending[0]) return verdict.pending[0].message;
  return window.state === 'UNLIMITED' ? '现在可以办' : windowWords(window);
}

/** The e-certificate for the employer, or the base that stands for it (JS-07, JS-08). */
function Download({ id, download }: { id: string; download: { allowed: boolean; why?: string } }) {
  const [problem, setProblem] = useState<ApiError>();
  const get = async () => {
    setProblem(undefined);
    try {
      await openPdf(api.file, { params: { id } }, '电子证书.pdf');
    } catch (error) {
      setProblem(asApiError(error));
    }
  };
  return (
    <Card>
      <ListRow title="下载电子证书" hint={download.why ?? 'PDF，可以打印'} {...(download.allowed && { onTap: () => void get() })} />
      <ErrorNotice error={problem} />
    </Card>
  );
}

/** What can be done with one certificate, when, and why not (JS-06…09); with one tap the employer is asked where it must do it. */
export default function ServicesPage() {
  const { id = '' } = usePageParams(routes.life.services);
  const role = useSession()?.role ?? 'WORKER';
  const query = useQuery(api.offers, { params: { id } }, { enabled: Boolean(id) });
  const ask = useAction(api.ask);
  const tell = async (offer: ServiceOffer) => ask.run({ params: { id }, body: { service: offer.service } });
  const [told, setTold] = useState<string>();
  const [forBase, setForBase] = useState<ServiceOffer>();
  const bases = useQuery(api.bases, { params: { id } }, { enabled: Boolean(id && forBase) });
  const askBase = useAction(api.askBase, { changes: [api.offers.id] });
  const tellBase = async (baseId: string) => {
    const answer = await askBase.run({ params: { id }, body: { service: forBase!.service, baseId } });
    if (!answer) return;
    setForBase(undefined);
    setTold(answer.message);
  };
  const takeBack = useAction(api.takeBackBase, { changes: [api.offers.id] });
  const recall = async (offer: ServiceOffer, base: { id: string; name: string }) => {
    const done = await takeBack.run({ params: { id }, body: { service: offer.service, baseId: base.id } });
    if (done) setTold(`已收回，${base.name}不能再代办${offer.nameZh}`);
  };
  return (
    <Page access={['WORKER', 'ENTERPRISE_STAFF', 'BASE_AGENT']}>
      <Screen state={query} skeleton="detail">
        {(data) => (
          <>
            {data.open && (
              <Card title="正在办理">
                <ListRow
                  title={data.open.nameZh}
                  hint={data.open.certificateNumber}
                  value={<StatusChip status={data.open.status}>{data.open.statusZh}</StatusChip>}
                  onTap={() => void open(routes.life.service, { id: data.open!.id })}
                />
              </Card>
            )}
            {data.busy && !data.open && <Notice tone="note" title="这本证书正在办理其他业务，办完后才能办新的" />}
            {told && <Notice tone="ok" title={told} live />}
            <ErrorNotice error={ask.error} />
            <ErrorNotice error={takeBack.error} />
            {data.download && role !== 'WORKER' && <Download id={id} download={data.download} />}
            {data.items.map((offer) => (
              <Card key={offer.service}>
                <ListRow
                  title={offer.nameZh}
                  hint={hintOf(offer)}
                  value={
                    <StatusChip tone={offer.verdict.allowed && !data.busy ? 'ok' : 'note'}>
                      {offer.verdict.allowed && !data.busy ? '可以办' : '现在不能办'}
                    </StatusChip>
                  }
                  onTap={
                    offer.verdict.allowed && !data.busy ? () => void open(routes.life.apply, { id, service: offer.service }) : undefined
                  }
                />
                <View className="services-asks">
                  {offer.askedBy && (
                    <Button
                      kind="plain"
                      size="small"
                      busy={ask.busy}
                      onTap={() => void tell(offer).then((answer) => answer && setTold(answer.message))}
                    >
                      请单位办理
                    </Button>
                  )}
                  {offer.byBase && (
                    <Button kind="plain" size="small" onTap={() => setForBase(offer)}>
                      请考核基地代办
                    </Button>
                  )}
                </View>
                {offer.basesAsked?.map((base) => (
                  <ListRow
                    key={base.id}
                    title={`已请${base.name}代办${offer.nameZh}`}
                    value={
                      <Button kind="plain" size="small" busy={takeBack.busy} onTap={() => void recall(offer, base)}>
                        收回
                      </Button>
                    }
                  />
                ))}
              </Card>
            ))}
          </>
        )}
      </Screen>
      <Sheet open={forBase !== undefined} onClose={() => setForBase(undefined)} title={`请哪个考核基地代办${forBase?.nameZh ?? ''}`}>
        <ErrorNotice error={askBase.error} />
        <Screen
          state={bases}
          isEmpty={(data) => data.items.length === 0}
          empty={{ title: '本省还没有登记考核基地', hint: '请由所在企业办理。' }}
        >
          {(data) =>
            data.items.map((base) => (
              <ListRow
                key={base.id}
                title={base.name}
                hint={[base.address, base.phone].filter(Boolean).join('，')}
                label={`请${base.name}代办`}
                onTap={() => void tellBase(base.id)}
              />
            ))
          }
        </Screen>
      </Sheet>
    </Page>
  );
}
