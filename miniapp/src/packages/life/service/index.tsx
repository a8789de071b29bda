import { View } from '@tarojs/components';
import { certificateServiceRoutes as api, type ServiceCase } from '@jzt/shared/contract/certificateService';
import {
  BottomBar,
  Button,
  Card,
  ErrorNotice,
  Facts,
  Notice,
  NoticeButton,
  Page,
  PrivateImage,
  Screen,
  StatusChip,
  stepsOf,
  Timeline,
  useConfirm,
} from '@/components';
import { formatDate, formatTime } from '@/format';
import { useAction, usePolling, useQuery, useSession } from '@/hooks';
import { open, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { withdrawWords } from '../words';
import './index.scss';

const LOOK_EVERY_MS = 3_000;
const NOTICES = ['certificate.extended', 'certificate.extensionRefused', 'certificate.changed', 'certificate.changeRefused'] as const;
const NEXT: Record<string, string> = {
  SUBMITTED: '主管部门正在审核，有结果会通知您。审核期间证书照样有效。',
  RETURNED: '材料有问题，改好后重新提交就行，不用从头申请。',
  APPROVED: '已经同意，正在制作新证书，一般几分钟就好。',
  STUCK: '已经同意，但新证书没有制成，主管部门会处理。如果是照片等材料有问题，您可以撤回，换好后重新申请。',
  DONE: '已经办好，新证书在“证书”里。',
  REFUSED: '没有通过。看清原因、改好后可以重新申请。',
  WITHDRAWN: '已经撤回，证书和原来一样。需要时可以重新申请。',
};

/** Nothing is printed of these: the certificate ends here. */
const ENDING: Record<string, string> = {
  SUBMITTED: '主管部门正在审核，有结果会通知您。同意前可以撤回。',
  APPROVED: '已经同意，正在办理，一般几分钟就好。',
  RELEASED: '已经同意调出，请到调入省办理调入。对方接收前可以撤回。',
  DONE: '已经办好，这本证书在本省不能再用了。',
};
const nextOf = ({ service, status }: ServiceCase): string | undefined =>
  (['CANCEL', 'TRANSFER_OUT'].includes(service) ? ENDING[status] : undefined) ?? NEXT[status];

/** One request and where it stands: why, what next, what may still be done. */
export default function ServicePage() {
  const { id = '' } = usePageParams(routes.life.service);
  const role = useSession()?.role;
  const query = useQuery(api.view, { params: { id } }, { enabled: Boolean(id) });
  const withdraw = useAction(api.withdraw, { changes: ['certificateService', 'continuingEducation', 'certificate', 'account'] });
  const [dialog, ask] = useConfirm();
  usePolling(query.data?.status === 'APPROVED', LOOK_EVERY_MS, query.refetch);
  const takeBack = async (one: ServiceCase) => {
    const sure = await ask({
      title: `要撤回${one.nameZh}申请吗？`,
      text: withdrawWords(one),
      yes: '撤回',
      no: '不撤回',
      danger: true,
    });
    if (!sure) return;
    const answer = await withdraw.run({ params: { id }, body: { version: one.version } });
    if (answer) query.put(answer);
    else void query.refetch();
  };
  const one = query.data;
  return (
    <Page
      access={['WORKER', 'ENTERPRISE_STAFF', 'BASE_AGENT']}
      footer={
        one &&
        (one.canWithdraw ||
          one.canCorrect ||
          ['REFUSED', 'WITHDRAWN'].includes(one.status) ||
          (one.status === 'DONE' && role === 'WORKER')) ? (
          <BottomBar above={<ErrorNotice error={withdraw.error} />}>
            {one.canWithdraw && (
              <Button kind="danger" block={!one.canCorrect} busy={withdraw.busy} onTap={() => void takeBack(one)}>
                撤回申请
              </Button>
            )}
            {one.canCorrect && <Button onTap={() => void open(routes.life.correct, { id: one.id })}>去补正</Button>}
            {['REFUSED', 'WITHDRAWN'].includes(one.status) && (
              <Button block onTap={() => void open(routes.life.services, { id: one.certificateId })}>
                重新申请
              </Button>
            )}
            {one.status === 'DONE' && role === 'WORKER' && (
              <Button block onTap={() => void open(routes.certificate.detail, { id: one.certificateId })}>
                看证书
              </Button>
            )}
          </BottomBar>
        ) : undefined
      }
    >
      <Screen state={query} skeleton="detail">
        {(data) => (
          <>
            <Card title={`证书${data.nameZh}`} extra={<StatusChip status={data.status}>{data.statusZh}</StatusChip>}>
              {data.decisionReason && (
                <Notice tone="bad" title="原因">
                  {data.decisionReason}
                  {data.correctBy && `。请最迟在${formatDate(data.correctBy)}当天改好后重新提交，到时没有补正，申请作废。`}
                </Notice>
              )}
              <Notice tone={data.status === 'DONE' ? 'ok' : 'note'} title={nextOf(data)} live />
              <Facts
                rows={[
                  { name: '证书', value: data.subject.labelZh },
                  { name: '证书编号', value: data.certificateNumber },
                  { name: '持证人', value: data.holderName },
                  { name: '现有效期至', value: data.validTo && formatDate(data.validTo) },
                  { name: '延期后至', value: data.newValidTo && formatDate(data.newValidTo) },
                  { name: '调入省份', value: data.toProvinceZh },
                  { name: '申请原因', value: data.reason },
                  { name: '申请人', value: data.askedBy },
                  { name: '提交时间', value: formatTime(data.askedAt) },
                  ...data.changes.map((change) => ({
                    name: change.item,
                    value: change.from ? `${change.from} → ${change.to}` : change.to,
                  })),
                ]}
              />
              {data.portraitFileId && role === 'WORKER' && (
                <View className="service-own-portrait">
                  <PrivateImage fileId={data.portraitFileId} label="新证书的照片" shape="portrait" />
                </View>
              )}
            </Card>
            {data.status === 'SUBMITTED' && role === 'WORKER' && <NoticeButton keys={NOTICES}>有结果时微信通知我</NoticeButton>}
            <Card title="办理经过">
              <Timeline steps={stepsOf(data.timeline)} />
            </Card>
          </>
        )}
      </Screen>
      {dialog}
    </Page>
  );
}
