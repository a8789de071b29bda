import { View } from '@tarojs/components';
import { useState } from 'react';
import { transferInRoutes as api, type TransferIn, type TransferInDesk } from '@jzt/shared/contract/transferIn';
import {
  ActionError,
  BottomBar,
  Button,
  Card,
  ChoiceField,
  Facts,
  Notice,
  Page,
  Portrait,
  Screen,
  StatusChip,
  stepsOf,
  Timeline,
  useConfirm,
} from '@/components';
import { formatDate } from '@/format';
import { useAction, useQuery } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';

const CHANGES = ['transferIn', 'account'];
const NEXT: Partial<Record<string, string>> = {
  SUBMITTED: '主管部门正在审核，有结果会通知您。',
  APPROVED: '已经同意，正在制作新证书，一般几分钟。',
  ISSUED: '已调入本省，新证书在“证书”里，有效期不变。',
  WITHDRAWN: '已经撤回。需要时可以重新申请。',
};

/** Whether something is to be sent: for the first time, once more after it came back, anew after an end. */
const toSend = ({ request, released }: TransferInDesk): boolean =>
  request?.status === 'RETURNED' || ((!request || ['REJECTED', 'WITHDRAWN', 'ISSUED'].includes(request.status)) && released.length > 0);

function Standing({ one }: { one: TransferIn }) {
  const bad = one.status === 'RETURNED' || one.status === 'REJECTED';
  return (
    <>
      <Card title={`从${one.from.provinceZh}调入`} extra={<StatusChip status={one.status}>{one.statusZh}</StatusChip>}>
        {one.reason && (
          <Notice tone={bad ? 'bad' : 'warn'} title="原因">
            {one.reason}
          </Notice>
        )}
        {NEXT[one.status] && !one.reason && <Notice tone={one.status === 'ISSUED' ? 'ok' : 'note'} title={NEXT[one.status]} live />}
        <Facts
          rows={[
            { name: '证书', value: one.from.subject.labelZh },
            { name: '原编号', value: one.from.number },
            { name: '有效期至', value: formatDate(one.from.validTo) },
            { name: '新编号', value: one.certificateNumber },
          ]}
        />
      </Card>
      <Card title="办理经过">
        <Timeline steps={stepsOf(one.timeline)} />
      </Card>
    </>
  );
}

/** 证书调入 (QH-03): what another province has let go, the photo for the new certificate, and how far it has come. */
export default function TransferInPage() {
  const desk = useQuery(api.desk, {});
  const submit = useAction(api.submit, { changes: CHANGES });
  const withdraw = useAction(api.withdraw, { changes: CHANGES });
  const [chosen, setChosen] = useState<string>();
  const [photo, setPhoto] = useState<string | null>();
  const [dialog, ask] = useConfirm();
  const { data } = desk;
  const before = data?.request?.status === 'RETURNED' ? data.request : undefined;
  const number = chosen ?? before?.from.number ?? (data?.released.length === 1 ? data.released[0]!.number : undefined);
  const portraitFileId = photo === undefined ? before?.portraitFileId : photo;
  const missing = !number
    ? '请选择要调入的证书'
    : portraitFileId === null
      ? '照片还没有传好'
      : !portraitFileId
        ? '请上传本人照片'
        : undefined;
  const send = async () => {
    if (!data || !number || !portraitFileId) return;
    const request = await submit.run({ body: { number, portraitFileId } });
    if (request) desk.put({ ...data, request });
    else void desk.refetch();
  };
  const takeBack = async (one: TransferIn) => {
    const sure = await ask({
      title: '要撤回调入申请吗？',
      text: '撤回后可以重新申请，也可以在原省收回调出。',
      yes: '撤回',
      no: '不撤回',
      danger: true,
    });
    if (!sure) return;
    const request = await withdraw.run({ params: { id: one.id }, body: { version: one.version } });
    if (request && data) desk.put({ ...data, request });
  };
  const request = data?.request;
  const sends = data !== undefined && data.verdict.allowed && toSend(data);
  return (
    <Page
      access={['WORKER']}
      footer={
        data && (sends || request?.canWithdraw || request?.certificateId) ? (
          <BottomBar above={<ActionError error={submit.error ?? withdraw.error} />}>
            {request?.canWithdraw && (
              <Button kind="danger" busy={withdraw.busy} onTap={() => void takeBack(request)}>
                撤回申请
              </Button>
            )}
            {sends && (
              <Button block={!request?.canWithdraw} busy={submit.busy} disabled={missing !== undefined} onTap={() => void send()}>
                {missing ?? (before ? '改好了，重新提交' : '申请调入')}
              </Button>
            )}
            {!sends && request?.certificateId && (
              <Button block onTap={() => void open(routes.certificate.detail, { id: request.certificateId! })}>
                看新证书
              </Button>
            )}
          </BottomBar>
        ) : undefined
      }
    >
      <Screen state={desk} skeleton="detail">
        {(each) => (
          <>
            {!each.offered && (
              <Notice tone="warn" title="这里不办证书调入">
                证书调入由调入省办理。请在首页换到要调入的省份；青海省的安管人员证书可以调入。
              </Notice>
            )}
            {each.request && <Standing one={each.request} />}
            {each.offered && (!each.request || toSend(each)) && !each.verdict.allowed && (
              <Notice tone="warn" title={each.verdict.refusals[0]?.message ?? each.verdict.pending[0]?.message}>
                {each.verdict.refusals.map((one) => (
                  <View key={one.code}>{one.nextStep}</View>
                ))}
                <View>先在原来的省办理“调出”，原省同意后，证书会出现在这里。</View>
              </Notice>
            )}
            {each.verdict.allowed && toSend(each) && (
              <>
                {each.released.length > 0 && (
                  <Card>
                    <ChoiceField
                      label={`调入${each.provinceZh ?? ''}的证书`}
                      required
                      options={each.released.map((one) => ({
                        value: one.number,
                        title: `${one.provinceZh} · ${one.subject.labelZh}`,
                        hint: `${one.number}，有效期至${formatDate(one.validTo)}`,
                      }))}
                      value={number}
                      onChange={setChosen}
                    />
                  </Card>
                )}
                <Card title="新证书上的照片">
                  <Portrait fileId={before?.portraitFileId} onUploaded={setPhoto} />
                </Card>
                <Notice tone="note">同意后发本省的新证书和新编号，有效期不变。</Notice>
              </>
            )}
          </>
        )}
      </Screen>
      {dialog}
    </Page>
  );
}
