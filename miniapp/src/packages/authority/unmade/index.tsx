import { exemptClaimRoutes } from '@jzt/shared/contract/exemptClaim';
import { postTransferRoutes } from '@jzt/shared/contract/postTransfer';
import { Card, Facts, MoreRow, Notice, Page, Screen, SectionTitle, StatusChip } from '@/components';
import { formatTime } from '@/format';
import { usePages } from '@/hooks';
import { OFFICERS } from '../officers';

/** 没有制成的证书: transfers and exempt claims whose certificate could not be made, and why; what is over for good says so. */
export default function UnmadePage() {
  const transfers = usePages(postTransferRoutes.listStuck, { query: {} });
  const claims = usePages(exemptClaimRoutes.listStuck, { query: {} });
  return (
    <Page access={OFFICERS} wide>
      <Notice tone="note">
        系统每天再制一次。原因解决后（如证书发还、印章恢复）会自己制成；原证书已不在的转岗已经终止，本人收到了通知。
      </Notice>
      <SectionTitle>安全员转岗</SectionTitle>
      <Screen state={transfers} isEmpty={() => transfers.items.length === 0} empty={{ title: '没有', hint: '转岗的新证书都制成了。' }}>
        {() => (
          <>
            {transfers.items.map((one) => (
              <Card
                key={one.id}
                title={one.name}
                extra={<StatusChip tone={one.ended ? 'bad' : 'warn'}>{one.ended ? '已终止' : '每天再制'}</StatusChip>}
              >
                <Facts
                  rows={[
                    { name: '身份证号', value: one.idNumberMasked },
                    { name: '选的岗位', value: one.post.labelZh },
                    { name: '原证书', value: one.oldNumber },
                    { name: '原因', value: one.message },
                    { name: '时间', value: formatTime(one.at) },
                  ]}
                />
              </Card>
            ))}
            <MoreRow pages={transfers} />
          </>
        )}
      </Screen>
      <SectionTitle>免试申领</SectionTitle>
      <Screen state={claims} isEmpty={() => claims.items.length === 0} empty={{ title: '没有', hint: '审核通过的申领都已发证。' }}>
        {() => (
          <>
            {claims.items.map((one) => (
              <Card key={one.id} title={`${one.name} ${one.number}`} extra={<StatusChip tone="warn">每天再制</StatusChip>}>
                <Facts
                  rows={[
                    { name: '身份证号', value: one.idNumberMasked },
                    { name: '合格证书', value: one.proofNumber },
                    { name: '原因', value: one.message },
                    { name: '时间', value: formatTime(one.at) },
                  ]}
                />
              </Card>
            ))}
            <MoreRow pages={claims} />
          </>
        )}
      </Screen>
    </Page>
  );
}
