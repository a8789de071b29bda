import { clearingRoutes as api, type ClearingDetail } from '@jzt/shared/contract/clearing';
import { ActionError, BottomBar, Button, Card, Facts, ListRow, Page, Screen, StatusChip, useConfirm } from '@/components';
import { formatTime } from '@/format';
import { useAction, useQuery } from '@/hooks';
import { usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { OFFICERS } from '../officers';

/** One batch of the clearing: who stands on it, and what became of each certificate. */
export default function ClearingPage() {
  const { id } = usePageParams(routes.authority.clearing);
  const batch = useQuery(api.view, { params: { id: id ?? '' } }, { enabled: !!id });
  const confirm = useAction(api.confirm, { changes: ['clearing'] });
  const discard = useAction(api.discard, { changes: ['clearing'] });
  const [dialog, ask] = useConfirm();
  const carryOut = async (one: ClearingDetail) => {
    const question = {
      title: `取消${one.count}本证书的激活？`,
      text: '持证人会收到通知。其间完成实名认证的不会动；以后完成实名认证的自动恢复。',
      yes: '取消激活',
      danger: true,
    };
    if (await ask(question)) await confirm.run({ params: { id: one.id }, body: { version: one.version } });
  };
  const one = batch.data;
  return (
    <Page
      acting
      access={OFFICERS}
      wide
      footer={
        one?.canConfirm ? (
          <BottomBar above={<ActionError error={confirm.error ?? discard.error} />}>
            <Button
              kind="plain"
              busy={discard.busy}
              onTap={() => void discard.run({ params: { id: one.id }, body: { version: one.version } })}
            >
              放弃批次
            </Button>
            <Button kind="danger" busy={confirm.busy} onTap={() => void carryOut(one)}>
              {`确认清理${one.count}本`}
            </Button>
          </BottomBar>
        ) : undefined
      }
    >
      <Screen state={batch}>
        {(shown) => (
          <>
            <Card title={`批次${shown.batchNumber}`}>
              <Facts
                rows={[
                  { name: '状态', value: shown.statusZh },
                  { name: '列出', value: `${shown.madeBy}，${formatTime(shown.madeAt)}` },
                  { name: '名单', value: `${shown.count}本` },
                  { name: '已取消激活', value: `${shown.done}本` },
                  { name: '没有清理', value: `${shown.spared}本` },
                  { name: '其中已恢复', value: `${shown.back}本` },
                ]}
              />
            </Card>
            <Card title="名单">
              {shown.rows.map((row) => (
                <ListRow
                  key={row.certificateId}
                  title={`${row.holderName} · ${row.subject.labelZh}`}
                  hint={[row.number, row.note ?? row.missingZh].join('，')}
                  value={<StatusChip status={row.state}>{row.stateZh}</StatusChip>}
                  label={`${row.holderName}，${row.number}，${row.stateZh}`}
                />
              ))}
            </Card>
          </>
        )}
      </Screen>
      {dialog}
    </Page>
  );
}
