import { View } from '@tarojs/components';
import { passListRoutes as api } from '@jzt/shared/contract/passList';
import type { PassListBatch } from '@jzt/shared/contract/passList';
import { ActionError, BottomBar, Button, Screen, useConfirm } from '@/components';
import { PassListFile } from '@/components/pass-list-file';
import { useAction, usePolling, useQuery } from '@/hooks';
import './pass-list-body.scss';

const LOOK_EVERY_MS = 2_000;
const NEXT: Record<string, string> = {
  DRAFT: '主管部门正在核对名单，还不能发证。',
  CHECKED: '名单已核对，等主管部门备案。',
  APPROVED: '主管部门已备案，可以盖章发证。',
  SIGNING: '正在盖章，请稍候。可以离开这一页，办完会发消息告诉您。',
  SIGN_FAILED: '没有证书发出。处理好后可以重试，已签好的不会重复。',
  ISSUED: '证书已全部发出，本人可以在小程序里下载。',
};

/** The list, and the institution's own seal once the authority has filed it (QH-35). */
export function PassListBody({ id }: { id: string }) {
  const query = useQuery(api.viewForInstitution, { params: { id } });
  const sign = useAction(api.signForInstitution, { changes: ['passList', 'account'] });
  const [dialog, ask] = useConfirm();
  usePolling(query.data?.status === 'SIGNING', LOOK_EVERY_MS, query.refetch);

  const issue = async (batch: PassListBatch) => {
    const sure = await ask({
      title: `为这${batch.rows.length}人发放证书？`,
      text: '盖上本机构公章后证书立即生效，不能撤回。请先核对名单。',
      yes: `盖章发放${batch.rows.length}份`,
      danger: true,
    });
    if (!sure) return;
    const answer = await sign.run({ params: { id }, body: { version: batch.version } });
    if (answer) query.put(answer);
    else void query.refetch();
  };
  return (
    <Screen state={query} skeleton="detail">
      {(batch) => (
        <>
          <PassListFile batch={batch} head={NEXT[batch.status] && <View className="pass-next">{NEXT[batch.status]}</View>} />
          {batch.canSign && (
            <BottomBar above={<ActionError error={sign.error} />}>
              <Button block busy={sign.busy} onTap={() => void issue(batch)}>
                {batch.status === 'SIGN_FAILED' ? '重试发放' : '盖章发放证书'}
              </Button>
            </BottomBar>
          )}
          {dialog}
        </>
      )}
    </Screen>
  );
}
