import { View } from '@tarojs/components';
import { useState } from 'react';
import { certificateRoutes as api, type Certificate } from '@jzt/shared/contract/certificate';
import { asApiError, type ApiError } from '@/api';
import {
  BottomBar,
  Button,
  Card,
  ErrorNotice,
  Facts,
  ListRow,
  Notice,
  NoticeButton,
  Page,
  Screen,
  StateBlock,
  StatusChip,
  stepsOf,
  Timeline,
  useConfirm,
} from '@/components';
import { openPdf } from '@/documents';
import { formatDate, formatTime } from '@/format';
import { useAction, useQuery } from '@/hooks';
import { open, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { chipTone, validityOf } from '../validity';
import { CodeCard } from './code-card';
import './index.scss';

/** What may befall a certificate while it lies in the wallet: its end comes near, or somebody acts on it. */
const LIFE_NOTICES = [
  'ce.windowOpens',
  'ce.windowCloses',
  'certificate.expired',
  'certificate.suspended',
  'certificate.deactivated',
] as const;

function Live({ certificate, at }: { certificate: Certificate; at?: number }) {
  return (
    <View className={`cert-live ${certificate.status === 'ACTIVE' ? '' : 'cert-live-off'}`}>
      <View className="cert-live-head">
        <View className="cert-live-title">{certificate.titleZh}</View>
        <StatusChip status={certificate.status} tone={chipTone(certificate)}>
          {certificate.statusZh}
        </StatusChip>
      </View>
      <View className="cert-live-subject">{certificate.subject.labelZh}</View>
      <View className="cert-live-line">{validityOf(certificate)}</View>
      <View className="cert-live-small">{`适用范围：${certificate.territoryZh}`}</View>
      {at !== undefined && <View className="cert-live-small">{`${formatTime(at)}的状态`}</View>}
    </View>
  );
}

/** 下载电子证书 (QH-21): WeChat's own reader can send and save it. */
function useDownload(certificate: Certificate | undefined) {
  const [state, setState] = useState<{ busy: boolean; error?: ApiError }>({ busy: false });
  const download = async () => {
    if (!certificate || state.busy) return;
    setState({ busy: true });
    try {
      await openPdf(api.file, { params: { id: certificate.id } }, `${certificate.titleZh} ${certificate.number}.pdf`);
      setState({ busy: false });
    } catch (thrown) {
      setState({ busy: false, error: asApiError(thrown) });
    }
  };
  return { ...state, download };
}

/** One certificate of one's own: live state, code, facts, what happened to it, PDF (QH-21, CQ-22). */
export default function DetailPage() {
  const { id } = usePageParams(routes.certificate.detail);
  const certificate = useQuery(api.view, { params: { id: id ?? '' } }, { enabled: Boolean(id) });
  const activate = useAction(api.activate, { changes: ['certificate.listMine', 'certificate.view'] });
  const { data } = certificate;
  const pdf = useDownload(data);
  const [dialog, ask] = useConfirm();
  const turnOn = async () => {
    if (!data || !(await ask({ title: '要激活这张证书吗？', text: '激活后证书开始使用，别人扫码会看到“有效”。', yes: '激活' }))) return;
    const active = await activate.run({ params: { id: data.id }, body: { version: data.version } });
    if (active) certificate.put(active);
  };
  const identityFirst = data?.notice && data.status === 'DEACTIVATED' && !data.canActivate;
  return (
    <Page
      access={['WORKER']}
      demoRules={data && (data.demoRules ?? false)}
      footer={
        data &&
        (data.canActivate || data.canDownload) && (
          <BottomBar
            above={
              <>
                <ErrorNotice error={activate.error} />
                <ErrorNotice error={pdf.error} />
              </>
            }
          >
            {data.canActivate && (
              <Button block busy={activate.busy} onTap={() => void turnOn()}>
                激活证书
              </Button>
            )}
            {data.canDownload && (
              <Button block kind={data.canActivate ? 'plain' : 'primary'} busy={pdf.busy} onTap={() => void pdf.download()}>
                下载电子证书
              </Button>
            )}
          </BottomBar>
        )
      }
    >
      {!id && (
        <StateBlock kind="empty" title="没有选证书" action={<Button onTap={() => void open(routes.tab.wallet)}>看我的证书</Button>} />
      )}
      <Screen state={certificate} skeleton="detail">
        {(one) => (
          <>
            {one.canActivate && (
              <Notice tone="warn" title="证书还没有激活">
                点下面的“激活证书”就可以使用，也才能出示二维码。
              </Notice>
            )}
            {one.downloadBy && <Notice tone="note" title="电子证书由单位下载">{`${one.downloadBy}，需要时请向单位要。`}</Notice>}
            {!one.canActivate && one.notice && (
              <Notice
                tone={one.status === 'ACTIVE' ? 'note' : 'warn'}
                title={one.notice}
                action={
                  identityFirst ? (
                    <Button kind="plain" size="small" onTap={() => void open(routes.identity.status)}>
                      去实名认证
                    </Button>
                  ) : undefined
                }
              />
            )}
            <Live certificate={one} at={certificate.at} />
            {one.recorded && (
              <Notice title="登记信息">
                这张证书不是在本平台制作的，这里是登记的信息，没有电子证书可以下载。请保管好原证书；办理延期、变更等业务后，会发新的电子证书。
              </Notice>
            )}
            {one.status !== 'ISSUED' && <CodeCard id={one.id} />}
            {one.status === 'ACTIVE' && <NoticeButton keys={LIFE_NOTICES}>快到期、有变化时微信通知我</NoticeButton>}
            <Card>
              {one.validTo && one.keepsAlive && (
                <ListRow
                  title="继续教育与延期"
                  hint="什么时候报名、还剩几天"
                  onTap={() => void open(routes.life.education, { id: one.id })}
                />
              )}
              {['EXPIRED', 'VOIDED', 'CANCELLED'].includes(one.status) && (
                <ListRow
                  title="重新报名取证"
                  hint="这张证书不能再用；要继续从业，重新参加培训考试"
                  onTap={() => void open(routes.application.types)}
                />
              )}
              <ListRow
                title="证书业务"
                hint="变更、复核、补办、注销、调出：能不能办，为什么"
                onTap={() => void open(routes.life.services, { id: one.id })}
              />
            </Card>
            <Card title="证书信息">
              <Facts
                rows={[
                  { name: '证书编号', value: one.number },
                  { name: '持证人', value: one.holderName },
                  { name: '身份证号', value: one.idNumberMasked },
                  { name: '所在企业', value: one.enterpriseName },
                  { name: '发证单位', value: one.issuerZh },
                  { name: '发证日期', value: formatDate(one.issuedOn) },
                  { name: '有效期至', value: one.validTo ? formatDate(one.validTo) : '长期' },
                ]}
              />
            </Card>
            <Card title="办理记录">
              <Timeline steps={stepsOf(one.timeline)} />
            </Card>
          </>
        )}
      </Screen>
      {dialog}
    </Page>
  );
}
