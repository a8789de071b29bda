import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { duplicateRoutes as api, type DuplicateItem } from '@jzt/shared/contract/duplicate';
import { mayDo } from '@jzt/shared/domain/acts';
import { ActionError, Button, MoreRow, Notice, Page, Screen, Segments, Split, StatusChip, Tap, useConfirm } from '@/components';
import { formatDate } from '@/format';
import { useAction, usePages, useSession, useWide } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { DuplicateBody } from '../duplicate/duplicate-body';
import { OFFICERS } from '../officers';
import '../components/waiting-row.scss';
import './index.scss';

type Part = 'OPEN' | 'ENDED';
const PARTS: { value: Part; title: string }[] = [
  { value: 'OPEN', title: '没有办完' },
  { value: 'ENDED', title: '已办结' },
];

const nextOf = (one: DuplicateItem): string => (one.nextOn ? `${formatDate(one.nextOn)}${one.nextZh}` : `现在：${one.nextZh}`);

function Row({ one, selected, onTap }: { one: DuplicateItem; selected: boolean; onTap: () => void }) {
  return (
    <Tap className={`wait-row ${selected ? 'wait-row-here' : ''}`} label={[one.name, one.statusZh, nextOf(one)].join('，')} onTap={onTap}>
      <View className="wait-line">
        <View className="wait-name">{one.name}</View>
        <View className="wait-since">{one.number}</View>
      </View>
      <View className="wait-what">{`${one.subject.labelZh} · ${one.own.provinceZh}和${one.other.provinceZh}`}</View>
      <View className="wait-more">{nextOf(one)}</View>
      <View className="wait-state">
        <StatusChip status={one.status}>{one.statusZh}</StatusChip>
      </View>
    </Tap>
  );
}

/** 跨省重复持证: everybody on the lists, the next date first; lists come in from a file or from the national platform. */
export default function DuplicatesPage() {
  const wide = useWide();
  const [part, setPart] = useState<Part>('OPEN');
  const board = usePages(api.board, { query: { part } });
  const fetchList = useAction(api.fetchNational, { changes: ['duplicate', 'account'] });
  const role = useSession()?.role ?? 'WORKER';
  const may = mayDo('DUPLICATE_CASE', role);
  const [dialog, ask] = useConfirm();
  const [chosen, setChosen] = useState<string>();
  const [fetched, setFetched] = useState<{ opened: number; already: number; left: string[] }>();
  const current = board.items.some((one) => one.id === chosen) ? chosen : board.items[0]?.id;
  useReachBottom(() => void board.loadMore());
  const fromNation = async () => {
    fetchList.reset();
    setFetched(undefined);
    const sure = await ask({
      title: '从国家平台取名单？',
      text: '新列入的人会马上收到通知，5个工作日的期限从送达那天起算。',
      yes: '取名单并通知',
    });
    if (sure) setFetched(await fetchList.run({}));
  };
  const list = (
    <>
      <View className="dups-bar">
        <Segments<Part> label="办理情况" segments={PARTS} value={part} onChange={setPart} />
        {may && (
          <View className="dups-acts">
            <Button size="small" kind="plain" busy={fetchList.busy} onTap={() => void fromNation()}>
              从国家平台取
            </Button>
            <Button size="small" onTap={() => void open(routes.authority.duplicateImport)}>
              导入名单
            </Button>
          </View>
        )}
      </View>
      <ActionError error={fetchList.error} />
      {fetched && (
        <Notice tone={fetched.left.length ? 'warn' : 'ok'} title={`新列入${fetched.opened}人，原来就有${fetched.already}人`} live>
          {fetched.left.length ? `没有列入：${fetched.left.join('；')}` : '新列入的人正在通知。'}
        </Notice>
      )}
      <Screen
        state={board}
        isEmpty={() => board.items.length === 0}
        empty={{
          title: part === 'OPEN' ? '没有要办的重复持证' : '还没有办结的',
          hint: '收到部里或外省的名单后，导入或从国家平台取，每人成为一件。',
        }}
      >
        {() => (
          <>
            {board.items.map((one) => (
              <Row
                key={one.id}
                one={one}
                selected={wide && one.id === current}
                onTap={() => (wide ? setChosen(one.id) : void open(routes.authority.duplicate, { id: one.id }))}
              />
            ))}
            <MoreRow pages={board} />
          </>
        )}
      </Screen>
    </>
  );
  return (
    <Page access={OFFICERS} wide>
      <Split list={list} detail={wide && current && <DuplicateBody key={current} id={current} />} choose="没有要办的重复持证" />
      {dialog}
    </Page>
  );
}
