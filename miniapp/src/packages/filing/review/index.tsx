import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { Button, ErrorNotice, Notice, Page, StateBlock } from '@/components';
import { useSession, useTicks } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { DeskFrame } from '../components/desk-frame';
import { FilingTable } from '../components/filing-table';
import { PORTAL } from '../portal/content';
import { ReviewSheet } from './review-sheet';
import { SearchBar } from './search-bar';
import { useSearch } from './use-search';
import './index.scss';

const MOST = 50;

/** 换证管理 → 安全员换证, the province's: found, ticked, reviewed in a batch (JX-16, JX-17, JX-21). */
export default function FilingReviewPage() {
  const role = useSession()?.role;
  const found = useSearch();
  const [reviewing, setReviewing] = useState(false);
  const [none, setNone] = useState(false);
  const waiting = found.items.filter((one) => one.status === 'PENDING_REVIEW').map((one) => one.id);
  const ticks = useTicks(waiting, MOST);
  useReachBottom(() => void found.more());
  const begin = () => {
    setNone(ticks.ticked.length === 0);
    setReviewing(ticks.ticked.length > 0);
  };
  const may = role === 'AUTHORITY_REVIEWER';
  return (
    <Page wide access={['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER']}>
      <DeskFrame
        place={PORTAL.place}
        menu={[
          { title: '安全员换证', route: routes.filing.review, on: true },
          { title: '修改密码', route: routes.filing.password },
        ]}
      >
        <SearchBar busy={found.busy} fields={found.error?.fields ?? {}} onSearch={(asked) => void found.search(asked)} />
        {found.error && Object.keys(found.error.fields).length === 0 && (
          <ErrorNotice
            error={found.error}
            action={
              <Button kind="plain" size="small" onTap={() => void found.again()}>
                再查一次
              </Button>
            }
          />
        )}
        <View className="filing-review-acts">
          {may && <Button onTap={begin}>{ticks.ticked.length > 0 ? `证书审核（${ticks.ticked.length}人）` : '证书审核'}</Button>}
          {may && waiting.length > 0 && (
            <Button kind="plain" onTap={ticks.toggleAll}>
              {ticks.all ? '全不选' : `勾选待审核的${Math.min(waiting.length, MOST)}人`}
            </Button>
          )}
        </View>
        {none && ticks.ticked.length === 0 && (
          <Notice tone="bad" live>
            请先勾选要审核的学员
          </Notice>
        )}
        {found.items.length === 0 && !found.busy && !found.error && (
          <StateBlock kind="empty" title="没有查到" hint="换一个条件再查，或点“重置”看全部。" />
        )}
        {found.items.length > 0 && (
          <FilingTable
            items={found.items}
            ticks={may ? { can: (id) => waiting.includes(id), isTicked: ticks.isTicked, toggle: ticks.toggle } : undefined}
            onOpen={(item) => void open(routes.filing.case, { id: item.id })}
          />
        )}
        {found.nextCursor && (
          <Button block kind="plain" busy={found.busy} onTap={() => void found.more()}>
            加载更多
          </Button>
        )}
      </DeskFrame>
      <ReviewSheet
        items={found.items.filter((one) => ticks.isTicked(one.id))}
        open={reviewing}
        onClose={() => setReviewing(false)}
        onDone={() => {
          ticks.clear();
          void found.again();
        }}
      />
    </Page>
  );
}
