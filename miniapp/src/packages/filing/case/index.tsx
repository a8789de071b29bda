import { useState } from 'react';
import { filingRoutes as api } from '@jzt/shared/contract/filing';
import { BottomBar, Button, Card, Facts, Notice, Page, ReasonSheet, Screen, StatusChip, stepsOf, Timeline } from '@/components';
import { useAction, useQuery, useSession } from '@/hooks';
import { usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { addedWords, NO_NUMBER } from '../components/desk-words';
import { FilingPhotos } from '../components/filing-photos';
import { ReviewSheet } from '../review/review-sheet';

const REASONS = ['审核有误，需要重新审核', '承诺书不合要求', '本人申请撤回'];

/** One filing for the province: what was uploaded, what the rules say of it now, the review, and ★撤回资质审核 (JX-18). */
export default function FilingCasePage() {
  const { id } = usePageParams(routes.filing.case);
  const role = useSession()?.role;
  const query = useQuery(api.viewForAuthority, { params: { id: id ?? '' } }, { enabled: id !== undefined });
  const withdraw = useAction(api.withdraw, { changes: ['filing', 'account'] });
  const [sheet, setSheet] = useState<'REVIEW' | 'WITHDRAW'>();
  const openWithdraw = () => {
    withdraw.reset();
    setSheet('WITHDRAW');
  };
  const may = role === 'AUTHORITY_REVIEWER';
  return (
    <Page wide acting access={['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER']}>
      <Screen state={query} skeleton="detail">
        {(filing) => (
          <>
            <Card title={filing.name} extra={<StatusChip status={filing.status}>{filing.statusZh}</StatusChip>}>
              <Facts
                rows={[
                  { name: '身份证', value: filing.idNumberMasked },
                  { name: '公司', value: filing.enterpriseName },
                  { name: '岗位', value: filing.postZh },
                  { name: '原安全员证书', value: filing.oldNumber },
                  { name: '证书编号', value: filing.certificateNo ?? NO_NUMBER },
                  { name: '说明', value: filing.certificateNote },
                  { name: '已作废的编号', value: filing.retiredNumbers.join('、') },
                  { name: '添加时间', value: addedWords(filing.addedAt) },
                ]}
              />
              {filing.objections.map((one) => (
                <Notice key={one.message} tone="bad">
                  {one.message}
                </Notice>
              ))}
            </Card>
            <FilingPhotos filing={filing} />
            <Card title="办理经过">
              <Timeline steps={stepsOf(filing.timeline)} />
            </Card>
            {may && (filing.status === 'PENDING_REVIEW' || filing.status === 'PASSED') && (
              <BottomBar>
                {filing.status === 'PENDING_REVIEW' && <Button onTap={() => setSheet('REVIEW')}>证书审核</Button>}
                {filing.status === 'PASSED' && (
                  <Button kind="danger" onTap={openWithdraw}>
                    撤回资质审核
                  </Button>
                )}
              </BottomBar>
            )}
            <ReviewSheet
              items={[filing]}
              open={sheet === 'REVIEW'}
              onClose={() => setSheet(undefined)}
              onDone={() => void query.refetch()}
            />
            {sheet === 'WITHDRAW' && (
              <ReasonSheet
                open
                onClose={() => setSheet(undefined)}
                title="撤回后回到待审核：证书编号作废，已发的证书撤销，本人会收到消息"
                reasons={REASONS}
                placeholder="企业和持证人会看到"
                confirm="撤回资质审核"
                danger
                busy={withdraw.busy}
                error={withdraw.error}
                onConfirm={(reason) =>
                  void withdraw.run({ params: { id: filing.id }, body: { version: filing.version, reason } }).then((next) => {
                    if (!next) return void query.refetch();
                    query.put(next);
                    setSheet(undefined);
                  })
                }
              />
            )}
          </>
        )}
      </Screen>
    </Page>
  );
}
