import { View } from '@tarojs/components';
import type { PassListBatch } from '@jzt/shared/contract/passList';
import { eventsFrom, type State } from '@jzt/shared/workflow/machine';
import { passListBatch as machine } from '@jzt/shared/workflow/machines/passListBatch';
import type { Role } from '@jzt/shared/domain/roles';
import { sourceKey } from '@jzt/shared/domain/sources';
import { ActionError, BottomBar, Button, ReasonSheet, Screen } from '@/components';
import { PassListFile } from '@/components/pass-list-file';
import { useSession } from '@/hooks';
import { nextWords } from './next';
import { usePassList } from './use-pass-list';
import './pass-list-body.scss';

type Work = ReturnType<typeof usePassList>;

function Acts({ batch, role, work }: { batch: PassListBatch; role: Role; work: Work }) {
  const may = eventsFrom(machine, batch.status as State<typeof machine>, role);
  const approve = may.includes('approve') && batch.canApprove;
  const acts = [may.includes('reject'), may.includes('check'), approve, batch.canSign];
  if (!acts.includes(true)) return <ActionError error={work.error} />;
  return (
    <BottomBar above={<ActionError error={work.error} />}>
      {may.includes('reject') && (
        <Button kind="danger" onTap={() => work.openSheet()}>
          驳回名单
        </Button>
      )}
      {may.includes('check') && (
        <Button busy={work.check.busy} onTap={() => void work.sendCheck(batch)}>
          {batch.rows.some((row) => row.errors.length > 0) ? '重新校验' : '校验名单'}
        </Button>
      )}
      {approve && (
        <Button busy={work.approve.busy} onTap={() => void work.sendApprove(batch)}>
          批准名单
        </Button>
      )}
      {batch.canSign && (
        <Button busy={work.sign.busy} onTap={() => void work.sendSign(batch)}>
          {batch.status === 'SIGN_FAILED' ? '重试签发' : '签发证书'}
        </Button>
      )}
    </BottomBar>
  );
}

/** A pass list: rows with what is wrong with them, the second officer's approval, the signing and how far it is (QH-19, QH-20). */
export function PassListBody({ id }: { id: string }) {
  const role = useSession()?.role ?? 'WORKER';
  const work = usePassList(id);
  const row = work.sheet?.row;
  return (
    <Screen state={work.query} skeleton="detail">
      {(batch) => {
        const words = nextWords(batch, role);
        const removable = eventsFrom(machine, batch.status as State<typeof machine>, role).includes('removeRow');
        return (
          <>
            <PassListFile
              batch={batch}
              head={words && <View className="list-next">{words}</View>}
              onRemove={removable ? work.openSheet : undefined}
            />
            <Acts batch={batch} role={role} work={work} />
            {work.sheet && (
              <ReasonSheet
                key={row ? sourceKey(row.source) : 'all'}
                open
                onClose={work.closeSheet}
                title={row ? `把${row.name}移出名单，请写明原因` : '驳回整份名单，请写明原因'}
                reasons={
                  row
                    ? [...row.errors.map((error) => error.message.slice(0, 100)), '本人不在这一批办理']
                    : ['名单与考试成绩不符', '证书类型有误', '需要重新核对后再导入']
                }
                placeholder="会记入操作留痕"
                confirm={row ? '移出名单' : '驳回名单'}
                danger
                busy={work.sheetAct.busy}
                error={work.sheetAct.error}
                onConfirm={(reason) => void work.sendReason(batch, reason)}
              />
            )}
            {work.dialog}
          </>
        );
      }}
    </Screen>
  );
}
