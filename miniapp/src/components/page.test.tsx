import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { act, render, screen } from '@testing-library/react';
import Taro from '@tarojs/taro';
import userEvent from '@testing-library/user-event';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { answers, api, network, session } from '@/api';
import { typeScale } from '@/hooks/type-scale';
import { on } from '../../testing/target';
import { NoticeButton } from './notice-button';
import { Page, type PageProps } from './page';
import { Split } from './split';

const signIn = (role: string, memberships: unknown[] = []) =>
  act(() => session.keep({ personId: 'p1', role, memberships, accessToken: 'a', refreshToken: 'r' } as never));
const draw = (props: PageProps = {}) =>
  render(
    <Page title="我的报名" {...props}>
      内容
    </Page>,
  );
const root = () => document.querySelector<HTMLElement>('.jz-page')!;

describe('Page', () => {
  afterEach(() =>
    act(() => {
      typeScale.choose('system');
      network.answered();
      session.end();
    }),
  );

  it('carries its title, to the browser too, and the way back', async () => {
    draw();
    expect([root().querySelector('.jz-head-title')?.textContent, document.title]).toEqual(['我的报名', '我的报名 · 建证通']);
    await userEvent.click(screen.getByRole('button', { name: '回首页' }));
    expect(Taro.switchTab).toHaveBeenCalled();
  });

  it.each([
    ['normal', '1'],
    ['large', '1.2'],
    ['largest', '1.4'],
  ] as const)('hands the type of the size %s to everything on it, by NutUI’s ConfigProvider', (size, scale) => {
    act(() => typeScale.choose(size));
    draw();
    expect([root().style.getPropertyValue('--type'), root().classList.contains('nut-configprovider')]).toEqual([scale, true]);
  });

  it('says when the network is gone', () => {
    act(() => network.unanswered());
    draw();
    expect(screen.getByText(/网络断开了/)).toBeDefined();
  });

  it.each<[string, PageProps['access'], string | undefined, string]>([
    ['anybody', undefined, undefined, '内容'],
    ['a guest, where one must be signed in,', 'SIGNED_IN', undefined, '请先登录'],
    ['somebody signed in', 'SIGNED_IN', 'WORKER', '内容'],
    ['the role it is for', ['WORKER'], 'WORKER', '内容'],
    ['another role', ['AUTHORITY_ISSUER'], 'WORKER', '现在的身份不能看这一页'],
  ])('shows %s what is theirs', (_who, access, role, words) => {
    if (role) signIn(role);
    draw({ access });
    expect(screen.getByText(words)).toBeDefined();
    if (words !== '内容') expect(screen.queryByText('内容')).toBeNull();
  });

  it('tells who holds the role, and acts in another, where to change', () => {
    signIn('WORKER', [{ role: 'INSTITUTION_STAFF', labelZh: '西宁一校审核员' }]);
    draw({ access: ['INSTITUTION_STAFF'] });
    expect([screen.getByText(/切换为“西宁一校审核员”/) !== null, screen.getByRole('button', { name: '去切换身份' }) !== null]).toEqual([
      true,
      true,
    ]);
  });

  it('leaves the title to WeChat there', () => {
    on('weapp');
    draw();
    expect(root().querySelector('.jz-head')).toBeNull();
    expect(Taro.setNavigationBarTitle).toHaveBeenCalledWith({ title: '我的报名' });
  });
});

describe('Split', () => {
  afterEach(() => void Reflect.deleteProperty(window, 'matchMedia'));
  const draw = (wide: boolean, detail?: string) => {
    Object.assign(window, {
      matchMedia: () => ({ matches: wide, addEventListener: () => undefined, removeEventListener: () => undefined }),
    });
    return render(<Split list="名单" detail={detail} choose="请选一份" />).container.textContent;
  };

  it.each([
    [false, '一份', '名单'],
    [true, '一份', '名单一份'],
    [true, undefined, '名单请选一份'],
  ])('in a wide window: %s, with %s chosen, shows %s', (wide, detail, words) => {
    expect(draw(wide, detail)).toBe(words);
  });
});

describe('NoticeButton', () => {
  const TEMPLATES = { items: [{ key: 'application.result', templateId: 't1', titleZh: '审核结果' }] };
  afterEach(() => act(() => answers.clear()));
  const ready = async (target: 'h5' | 'weapp' = 'weapp') => {
    on(target);
    signIn('WORKER');
    const call = jest.spyOn(api, 'call').mockResolvedValue(TEMPLATES as never);
    await act(async () => void render(<NoticeButton keys={['application.result']}>有结果时微信通知我</NoticeButton>));
    return call;
  };
  const wechat = (answer: string) => jest.spyOn(Taro, 'requestSubscribeMessage').mockResolvedValue({ t1: answer } as never);
  const tap = () => act(async () => screen.getByText('有结果时微信通知我').click());

  it('is not there in a browser, which has no such messages', async () => {
    await ready('h5');
    expect(screen.queryByText('有结果时微信通知我')).toBeNull();
  });

  it('asks WeChat, and tells the server what was accepted', async () => {
    const call = await ready();
    wechat('accept');
    await tap();
    expect(call.mock.lastCall).toEqual([inboxRoutes.grant, { body: { accepted: ['application.result'] } }]);
    expect(Taro.showToast).toHaveBeenCalledWith(expect.objectContaining({ title: '有结果会通知您' }));
  });

  it('says what a no means, and grants nothing', async () => {
    const call = await ready();
    wechat('reject');
    await tap();
    expect([screen.getByText(/微信通知没有开通/) !== null, call.mock.calls.some(([route]) => route.id === 'inbox.grant')]).toEqual([
      true,
      false,
    ]);
  });
});
