import { View } from '@tarojs/components';
import { Skeleton } from '@nutui/nutui-react-taro';
import '@nutui/nutui-react-taro/dist/es/packages/skeleton/style/css';
import type { ReactNode } from 'react';
import type { Query } from '@/hooks/use-query';
import { formatTime } from '@/format';
import { openSignIn } from '@/navigation';
import { a11y } from './a11y';
import { Button } from './button';
import { Notice } from './notice';
import { StateBlock } from './state-block';
import './screen.scss';

export interface ScreenProps<T> {
  /** A query of useQuery or usePages. */
  state: Query<T>;
  children: (data: T) => ReactNode;
  /** When there is nothing, and what to say then. */
  isEmpty?: (data: T) => boolean;
  empty?: { title: string; hint?: ReactNode; action?: ReactNode };
  /** The shape that is coming: rows of a list, or one card with facts. */
  skeleton?: 'list' | 'detail';
}

function Waiting({ shape }: { shape: 'list' | 'detail' }) {
  return (
    <View {...a11y({ label: '正在读取', live: true })}>
      {(shape === 'list' ? [0, 1, 2] : [0]).map((each) => (
        <View className="jz-bones" key={each}>
          <Skeleton rows={shape === 'list' ? 2 : 6} animated />
        </View>
      ))}
    </View>
  );
}

/** Draws a query in all its states: waiting, guest, denied, offline, error, empty, and the data (with a word when it is an old answer). */
export function Screen<T>({ state, children, isEmpty, empty, skeleton = 'list' }: ScreenProps<T>) {
  const again = (
    <Button kind="plain" busy={state.busy} onTap={() => void state.refetch()}>
      重新读取
    </Button>
  );
  switch (state.state) {
    case 'idle':
      return null;
    case 'loading':
      return <Waiting shape={skeleton} />;
    case 'guest':
      return (
        <StateBlock
          kind="guest"
          title="请先登录"
          hint="登录后可以看到本人的内容。"
          action={<Button onTap={() => void openSignIn()}>去登录</Button>}
        />
      );
    case 'denied':
      return (
        <StateBlock
          kind="denied"
          title={state.error?.messageZh ?? '现在的身份不能看这里'}
          hint="如果您有几种身份，请到“我的”切换后再来。"
        />
      );
    case 'offline':
      return <StateBlock kind="offline" title="现在连不上" hint={state.error?.messageZh} action={again} />;
    case 'error':
      return <StateBlock kind="error" title={state.error?.messageZh ?? '没有读到内容'} action={again} />;
    case 'ready':
      break;
  }
  const data = state.data as T;
  return (
    <>
      {state.isOld && <Notice tone="warn" live>{`这是${state.at ? formatTime(state.at) : '上次'}的内容，网络恢复后自动更新。`}</Notice>}
      {isEmpty?.(data) ? (
        <StateBlock kind="empty" title={empty?.title ?? '这里还没有内容'} hint={empty?.hint} action={empty?.action} />
      ) : (
        children(data)
      )}
    </>
  );
}

/** Below a list of usePages: loads more on a tap, says when that failed. No InfiniteLoading of NutUI's: it scrolls in a box of its own, so pull-down and the page's own scroll end. */
export function MoreRow({
  pages,
}: {
  pages: { hasMore: boolean; loadingMore: boolean; moreError?: { messageZh: string }; loadMore(): Promise<void>; items: unknown[] };
}) {
  if (!pages.hasMore) return pages.items.length > 10 ? <View className="jz-end">没有更多了</View> : null;
  return (
    <View className="jz-more">
      {pages.moreError && <View className="jz-end">{pages.moreError.messageZh}</View>}
      <Button kind="quiet" busy={pages.loadingMore} onTap={() => void pages.loadMore()}>
        加载更多
      </Button>
    </View>
  );
}
