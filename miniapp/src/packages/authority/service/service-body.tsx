import { View } from '@tarojs/components';
import { useState } from 'react';
import { certificateServiceRoutes as api, type ServiceCase } from '@jzt/shared/contract/certificateService';
import {
  ActionError,
  BottomBar,
  Button,
  Card,
  Facts,
  Notice,
  PrivateImage,
  ReasonSheet,
  Screen,
  StatusChip,
  useConfirm,
} from '@/components';
import { CaseRecord } from '@/components/case-record';
import { formatDate, formatTime } from '@/format';
import { useAction, usePolling, useQuery, useSession } from '@/hooks';
import { OnlyBy } from '../components/only-by';
import './service-body.scss';

const LOOK_EVERY_MS = 3_000;
const DATE = /^\d{4}-\d\d-\d\d$/;
const REASONS = [
  '照片不符合要求，请重新上传近期证件照',
  '继续教育记录有误，请联系教育机构',
  '单位信息与社保不一致，请核实',
  '材料与本人情况不符',
];

const WORDS = {
  RETURN: { title: '退回补正，请写明哪里要改', placeholder: '申请人会看到，有30天时间改好再交', confirm: '退回补正' },
  REFUSE: { title: '不予办理，请写明原因', placeholder: '持证人会看到这里写的内容', confirm: '不予办理', danger: true },
};

/** One request before the authority: what is asked, what it rests on, and the decision. */
export function ServiceBody({ id }: { id: string }) {
  const role = useSession()?.role;
  const query = useQuery(api.view, { params: { id } });
  const decide = useAction(api.decide, { changes: ['certificateService', 'account'] });
  const [asking, setAsking] = useState<'RETURN' | 'REFUSE'>();
  const [dialog, ask] = useConfirm();
  usePolling(query.data?.status === 'APPROVED', LOOK_EVERY_MS, query.refetch);

  const settle = (answer: ServiceCase | undefined) => {
    if (!answer) return void query.refetch();
    query.put(answer);
    setAsking(undefined);
  };
  const approve = async (one: ServiceCase) => {
    const until = one.newValidTo ? `，有效期改为${formatDate(one.newValidTo)}` : '';
    const sure = await ask({
      title: `同意${one.nameZh}吗？`,
      text: `${one.holderName}，${one.certificateNumber}${until}。同意后立即办理，不能收回。`,
      yes: '同意办理',
    });
    if (sure) settle(await decide.run({ params: { id }, body: { decision: 'APPROVE', version: one.version } }));
  };
  const sendBack = async (one: ServiceCase, decision: 'RETURN' | 'REFUSE', reason: string) =>
    settle(await decide.run({ params: { id }, body: { decision, reason, version: one.version } }));
  const begin = (decision: 'RETURN' | 'REFUSE') => {
    decide.reset();
    setAsking(decision);
  };
  return (
    <Screen state={query} skeleton="detail">
      {(one) => (
        <>
          <Card title={`${one.nameZh} · ${one.holderName}`} extra={<StatusChip status={one.status}>{one.statusZh}</StatusChip>}>
            {one.decisionReason && (
              <Notice tone={one.status === 'STUCK' ? 'bad' : 'note'} title={one.status === 'STUCK' ? '没有制成的原因' : '审核意见'}>
                {one.decisionReason}
              </Notice>
            )}
            <Facts
              rows={[
                { name: '证书', value: one.subject.labelZh },
                { name: '证书编号', value: one.certificateNumber },
                { name: '身份证号', value: one.idNumberMasked },
                { name: '现有效期至', value: one.validTo && formatDate(one.validTo) },
                { name: '同意后至', value: one.newValidTo && formatDate(one.newValidTo) },
                { name: '调入省份', value: one.toProvinceZh },
                { name: '申请原因', value: one.reason },
                { name: '申请人', value: one.askedBy },
                { name: '提交时间', value: formatTime(one.askedAt) },
                { name: '补正期限', value: one.correctBy && formatDate(one.correctBy) },
                ...one.basis.map(({ label, value }) => ({ name: label, value: DATE.test(value) ? formatDate(value) : value })),
                ...one.changes.map((change) => ({ name: change.item, value: change.from ? `${change.from} → ${change.to}` : change.to })),
              ]}
            />
            {one.portraitFileId && (
              <View className="service-portrait">
                <PrivateImage fileId={one.portraitFileId} label="新证书的照片" shape="portrait" />
              </View>
            )}
          </Card>
          <CaseRecord timeline={one.timeline} />
          {one.status === 'SUBMITTED' && !one.canApprove && role === 'AUTHORITY_REVIEWER' && (
            <OnlyBy role="AUTHORITY_ISSUER" act="同意办理" />
          )}
          {(one.canApprove || one.canRefuse) && (
            <BottomBar above={<ActionError error={asking ? undefined : decide.error} />}>
              {one.canRefuse && (
                <Button kind="danger" onTap={() => begin('REFUSE')}>
                  不予办理
                </Button>
              )}
              {one.canReturn && (
                <Button kind="plain" onTap={() => begin('RETURN')}>
                  退回补正
                </Button>
              )}
              {one.canApprove && (
                <Button busy={decide.busy} onTap={() => void approve(one)}>
                  {one.status === 'STUCK' ? '重新制证' : '同意办理'}
                </Button>
              )}
            </BottomBar>
          )}
          {asking && (
            <ReasonSheet
              key={asking}
              open
              onClose={() => setAsking(undefined)}
              {...WORDS[asking]}
              reasons={REASONS}
              busy={decide.busy}
              error={decide.error}
              onConfirm={(reason) => void sendBack(one, asking, reason)}
            />
          )}
          {dialog}
        </>
      )}
    </Screen>
  );
}
