import { View } from '@tarojs/components';
import { useState } from 'react';
import { duplicateRoutes as api, type DuplicateCase } from '@jzt/shared/contract/duplicate';
import {
  ActionError,
  BottomBar,
  Button,
  Card,
  Facts,
  ListRow,
  Notice,
  Page,
  Screen,
  StatusChip,
  stepsOf,
  Tap,
  Timeline,
  useConfirm,
} from '@/components';
import { formatDate } from '@/format';
import { useAction, usePolling, useQuery } from '@/hooks';
import { open, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import './index.scss';

type Side = 'OWN' | 'OTHER';
const LOOK_EVERY_MS = 4_000;

const of = (one: DuplicateCase, side: Side) => (side === 'OWN' ? one.own : one.other);

/** One of the two, large enough to tell them apart; tapped, it is the one to be cancelled. */
function Paper({ one, side, chosen, onTap }: { one: DuplicateCase; side: Side; chosen: boolean; onTap?: () => void }) {
  const { provinceZh, number, validTo } = of(one, side);
  const body = (
    <>
      <View className="dup-place">{provinceZh}</View>
      <View className="dup-number">{number}</View>
      <View className="dup-until">{validTo ? `有效期至${formatDate(validTo)}` : '有效期以证书为准'}</View>
      {side === 'OWN' && one.own.statusZh && <View className="dup-until">{`现在：${one.own.statusZh}`}</View>}
      {onTap && <View className="dup-mark">{chosen ? '✓ 注销这一本' : '点这里选择注销'}</View>}
      {!onTap && one.chosen === side && <View className="dup-mark">已选择注销</View>}
    </>
  );
  const className = `dup-paper ${chosen || one.chosen === side ? 'dup-paper-on' : ''}`;
  return onTap ? (
    <Tap className={className} label={`注销${provinceZh}的证书${number}${chosen ? '，已选' : ''}`} onTap={onTap}>
      {body}
    </Tap>
  ) : (
    <View className={className}>{body}</View>
  );
}

/** 跨省重复持证 (CQ-24): both certificates side by side, until when, and which one is to go; it cannot be taken back. */
export default function DuplicatePage() {
  const { id = '' } = usePageParams(routes.certificate.duplicate);
  const query = useQuery(api.mine, { params: { id } }, { enabled: Boolean(id) });
  const choose = useAction(api.choose, { changes: ['duplicate', 'certificate', 'account'] });
  const cancel = useAction(api.cancelMine, { changes: ['duplicate', 'certificate', 'account'] });
  const [side, setSide] = useState<Side>();
  const [dialog, ask] = useConfirm();
  const one = query.data;
  const waiting = one?.status === 'CHOSEN' || (one?.mayCancel && one.chosen !== undefined);
  usePolling(Boolean(waiting), LOOK_EVERY_MS, query.refetch);
  const late = Boolean(one?.mayCancel);
  const may = late || Boolean(one?.mayChoose);
  const send = async () => {
    if (!one || !side) return;
    const { provinceZh, number } = of(one, side);
    const sure = await ask({
      title: `注销${provinceZh}的证书？`,
      text: `${number}注销后不能再用，也不能恢复。${late ? '办完注销，这件事就处理完毕' : '选择后不能更改'}，另一本继续有效。`,
      yes: '确认注销这一本',
      danger: true,
    });
    if (!sure) return;
    const answer = await (late ? cancel : choose).run({ params: { id }, body: { cancel: side, version: one.version } });
    if (answer) query.put(answer);
    else void query.refetch();
  };
  return (
    <Page
      access={['WORKER']}
      footer={
        one && may ? (
          <BottomBar above={<ActionError error={choose.error ?? cancel.error} />}>
            <Button block kind="danger" disabled={!side} busy={choose.busy || cancel.busy} onTap={() => void send()}>
              {side ? `注销${of(one, side).provinceZh}的证书` : '先选要注销的一本'}
            </Button>
          </BottomBar>
        ) : undefined
      }
    >
      <Screen state={query} skeleton="detail">
        {(data) => (
          <>
            <Card title={data.subject.labelZh} extra={<StatusChip status={data.status}>{data.statusZh}</StatusChip>} alert={may}>
              <Next one={data} />
              <View className="dup-papers">
                {(['OWN', 'OTHER'] as const).map((each) => (
                  <Paper key={each} one={data} side={each} chosen={side === each} onTap={may ? () => setSide(each) : undefined} />
                ))}
              </View>
              {data.otherNote && <Facts rows={[{ name: '外省办理', value: data.otherNote }]} />}
            </Card>
            {data.status === 'PUBLICIZED' && (
              <Card>
                <ListRow title="看公示" hint="姓名和号码部分隐藏" onTap={() => void open(routes.certificate.notices)} />
              </Card>
            )}
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

/** Why, and what next. */
function Next({ one }: { one: DuplicateCase }) {
  const days = one.workingDaysLeft;
  switch (one.status) {
    case 'CHOSEN':
      return <Notice tone="note" title="已选择，正在办理注销" />;
    case 'OVERDUE':
      return (
        <Notice tone="bad" title="已过选择的期限，将进行公示">
          {one.chosen ? '正在办理注销，办完就处理完毕。' : '请在下面点选一本注销，办完就处理完毕。'}
        </Notice>
      );
    case 'PUBLICIZED':
      return (
        <Notice tone="bad" title={one.noticeEnds && `公示到${formatDate(one.noticeEnds)}`}>
          {one.chosen
            ? '正在办理注销，办完公示就结束；期满还没有办完的，依法注销本省的证书。'
            : '期满后依法注销本省的证书。在此之前点选一本注销，办完公示就结束。'}
        </Notice>
      );
    case 'CANCELLED':
      return <Notice tone="bad" title="公示期满，本省的证书已依法注销" />;
    case 'CLOSED':
      return <Notice tone="ok" title="已处理完毕，您不用再做什么" />;
    default:
      return (
        <Notice tone="warn" title={one.deadline ? `最迟${formatDate(one.deadline)}当天选择` : '请选择注销其中一本'}>
          {`同一种证书不能在两个省都有。${days === undefined ? '' : `算上今天还有${days}个工作日。`}逾期不选，将公示并依法注销本省的证书。`}
        </Notice>
      );
  }
}
