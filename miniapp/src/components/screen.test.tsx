import { describe, expect, it, jest } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import Taro from '@tarojs/taro';
import userEvent from '@testing-library/user-event';
import { ApiError, localError } from '@/api';
import type { Query } from '@/hooks/use-query';
import { MoreRow, Screen } from './screen';

const refetch = jest.fn(async () => undefined);
const query = (over: Partial<Query<string[]>>): Query<string[]> => ({
  state: 'ready',
  isOld: false,
  busy: false,
  refetch,
  put: () => undefined,
  ...over,
});
const draw = (over: Partial<Query<string[]>>) =>
  render(
    <Screen state={query(over)} isEmpty={(rows) => rows.length === 0} empty={{ title: '还没有报名', hint: '从首页开始' }}>
      {(rows) => <p>{rows.join('、')}</p>}
    </Screen>,
  );

describe('Screen', () => {
  it('asks for patience while it reads', () => {
    const { container } = draw({ state: 'loading' });
    expect(screen.getByLabelText('正在读取').getAttribute('aria-live')).toBe('polite');
    expect(container.querySelectorAll('.jz-bones')).toHaveLength(3);
  });

  it('draws what was read', () => {
    draw({ data: ['建筑电工', '架子工'] });
    expect(screen.getByText('建筑电工、架子工')).toBeDefined();
  });

  it('says when there is nothing', () => {
    draw({ data: [] });
    expect(screen.getByText('还没有报名')).toBeDefined();
  });

  it('says of when an old answer is', () => {
    draw({ data: ['建筑电工'], isOld: true, at: Date.parse('2026-11-24T08:00:00Z') });
    expect(screen.getByText(/这是.*16:00的内容，网络恢复后自动更新/)).toBeDefined();
    expect(screen.getByText('建筑电工')).toBeDefined();
  });

  it.each([
    ['offline', localError('OFFLINE'), '现在连不上'],
    ['error', new ApiError('X', '服务暂时不可用', 500), '服务暂时不可用'],
  ] as const)('%s says why and reads again', async (state, error, words) => {
    draw({ state, error });
    expect(screen.getByText(words)).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: '重新读取' }));
    expect(refetch).toHaveBeenCalledTimes(1);
  });

  it('leads a guest to the sign-in', async () => {
    draw({ state: 'guest' });
    await userEvent.click(screen.getByRole('button', { name: '去登录' }));
    expect(Taro.navigateTo).toHaveBeenCalled();
  });

  it('tells who may not see it that it is the role, and offers no second try', () => {
    draw({ state: 'denied', error: new ApiError('FORBIDDEN', '这里由审核人员使用', 403) });
    expect([screen.getByText('这里由审核人员使用') !== null, screen.queryByRole('button')]).toEqual([true, null]);
  });

  it('is blank before it may ask', () => {
    expect(draw({ state: 'idle' }).container.textContent).toBe('');
  });
});

describe('MoreRow', () => {
  const loadMore = jest.fn(async () => undefined);
  const row = (over: Partial<Parameters<typeof MoreRow>[0]['pages']>) =>
    render(<MoreRow pages={{ hasMore: true, loadingMore: false, loadMore, items: [], ...over }} />);

  it('loads more on a tap', async () => {
    row({});
    await userEvent.click(screen.getByRole('button', { name: '加载更多' }));
    expect(loadMore).toHaveBeenCalledTimes(1);
  });

  it('is busy while it loads', async () => {
    row({ loadingMore: true });
    await userEvent.click(screen.getByRole('button'));
    expect([screen.getByRole('button').getAttribute('aria-disabled'), loadMore.mock.calls.length]).toEqual(['true', 0]);
  });

  it('says why more did not come', () => {
    row({ moreError: { messageZh: '网络太慢' } });
    expect(screen.getByText('网络太慢')).toBeDefined();
  });

  it.each([
    [10, ''],
    [11, '没有更多了'],
  ])('at the end of %d rows says “%s”', (count, words) => {
    expect(row({ hasMore: false, items: Array.from({ length: count }) }).container.textContent).toBe(words);
  });
});
