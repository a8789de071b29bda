import { View } from '@tarojs/components';
import { useState } from 'react';
import { exemptClaimRoutes as api, type ClaimDesk, type ExemptClaim } from '@jzt/shared/contract/exemptClaim';
import {
  ActionError,
  BottomBar,
  Button,
  Card,
  Facts,
  Notice,
  NoticeButton,
  Page,
  Portrait,
  Screen,
  StatusChip,
  stepsOf,
  Timeline,
} from '@/components';
import { formatDate } from '@/format';
import { useAction, useQuery } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { Proof } from './proof';
import '../home/index.scss';

const NOTICES = ['exemptClaim.issued', 'exemptClaim.returned', 'exemptClaim.rejected'] as const;

const WAIT: Partial<Record<string, string>> = {
  SUBMITTED: '主管部门正在审核，结果会发消息给您。',
  APPROVED: '审核已通过，正在制证，一般几分钟。',
};

function Standing({ claim }: { claim: ExemptClaim }) {
  const bad = claim.status === 'RETURNED' || claim.status === 'REJECTED';
  return (
    <>
      {claim.reason && (
        <Notice tone={bad ? 'bad' : 'warn'} title={claim.statusZh}>
          {claim.reason}
        </Notice>
      )}
      {claim.status === 'CLOSED' && (
        <Notice tone="warn" title="免试申领已截止">
          没有在规定时间内提交。如需取证，请报名考试。
        </Notice>
      )}
      {claim.status === 'ISSUED' && (
        <Notice tone="ok" title="安全员C证已签发">{`证书编号${claim.certificateNumber}，请到“证书”里激活和下载。`}</Notice>
      )}
      <Card title={`免试申领${claim.number}`} extra={<StatusChip status={claim.status}>{claim.statusZh}</StatusChip>}>
        <Facts
          rows={[
            { name: '合格证书', value: claim.proofNumber },
            { name: '新证书', value: claim.certificateNumber },
          ]}
        />
        {WAIT[claim.status] && !claim.reason && <View className="transfer-why">{WAIT[claim.status]}</View>}
        {WAIT[claim.status] && <NoticeButton keys={NOTICES}>有结果、证书签发时微信通知我</NoticeButton>}
      </Card>
      <Card title="办理经过">
        <Timeline steps={stepsOf(claim.timeline)} />
      </Card>
    </>
  );
}

/** Whether something is to be sent: for the first time, once more after it came back, anew after a refusal. */
const toSend = ({ claim, verdict }: ClaimDesk): boolean =>
  verdict.allowed && (!claim || claim.status === 'RETURNED' || claim.status === 'REJECTED');

/** 安全员C证免试申领 (CQ-15): the proof, the photo for the certificate, and how far it has come. */
export default function ClaimPage() {
  const desk = useQuery(api.desk, {});
  const submit = useAction(api.submit, { changes: ['exemptClaim', 'account'] });
  const [proof, setProof] = useState<string | null>();
  const [photo, setPhoto] = useState<string | null>();
  const [tried, setTried] = useState(false);
  const { data } = desk;
  const before = data?.claim?.status === 'RETURNED' ? data.claim : undefined;
  // A new picture that is on its way (null) is not the one before.
  const [proofFileId, portraitFileId] = [
    proof === undefined ? before?.proofFileId : proof,
    photo === undefined ? before?.portraitFileId : photo,
  ];
  const onItsWay = proofFileId === null || portraitFileId === null;
  const missing = onItsWay
    ? '照片还没有传好。请等它传完，传不上的再发送一次。'
    : !proofFileId
      ? '请上传合格证书照片。'
      : !portraitFileId
        ? '请上传本人照片，会印在新证书上。'
        : undefined;
  const sending = data !== undefined && toSend(data);
  const send = async () => {
    setTried(true);
    if (missing || !proofFileId || !portraitFileId || !data) return;
    const claim = await submit.run({ body: { proofFileId, portraitFileId } });
    if (claim) desk.put({ ...data, claim });
  };
  return (
    <Page
      access={['WORKER']}
      footer={
        sending ? (
          <BottomBar
            above={
              submit.error ? (
                <ActionError error={submit.error} />
              ) : (
                tried &&
                missing && (
                  <Notice tone="bad" live>
                    {missing}
                  </Notice>
                )
              )
            }
          >
            <Button block busy={submit.busy} onTap={() => void send()}>
              {before ? '重新提交' : '提交免试申领'}
            </Button>
          </BottomBar>
        ) : (
          data?.claim?.certificateId && (
            <BottomBar>
              <Button block onTap={() => void open(routes.certificate.detail, { id: data.claim!.certificateId! })}>
                证书查询
              </Button>
            </BottomBar>
          )
        )
      }
    >
      <Screen state={desk} skeleton="detail">
        {(each) => (
          <>
            {each.claim && <Standing claim={each.claim} />}
            {(!each.claim || each.claim.status === 'RETURNED' || each.claim.status === 'REJECTED') && !each.verdict.allowed && (
              <Notice tone="warn" title={each.verdict.refusals[0]?.message ?? '请先选择在哪个省办理'}>
                {each.verdict.refusals.map((one) => (
                  <View key={one.code}>{one.nextStep}</View>
                ))}
              </Notice>
            )}
            {toSend(each) && (
              <>
                {!each.claim && (
                  <Card title="凭合格证书免试申领">
                    <View className="transfer-words">有安全员培训考核合格证书的，不用考试，审核通过后发安全员C证。</View>
                    <Facts
                      rows={[
                        { name: '合格证书', value: each.proofNumber },
                        { name: '最后一天', value: each.closesOn && formatDate(each.closesOn) },
                      ]}
                    />
                  </Card>
                )}
                <Card title="合格证书">
                  <Proof fileId={before?.proofFileId} onUploaded={setProof} />
                </Card>
                <Card title="新证书上的照片">
                  <Portrait fileId={before?.portraitFileId} onUploaded={setPhoto} />
                </Card>
              </>
            )}
          </>
        )}
      </Screen>
    </Page>
  );
}
