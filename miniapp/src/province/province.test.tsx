import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, render, screen, waitFor } from '@testing-library/react';
import Taro from '@tarojs/taro';
import userEvent from '@testing-library/user-event';
import { provinceRoutes, type Province } from '@jzt/shared/contract/province';
import type { Session } from '@jzt/shared/contract/session';
import { whatStopsGrowth } from '../../testing/growth';
import { ApiError, session } from '@/api';
import { province } from '.';
import { AskProvince, ProvinceForAct } from './ask-province';
import { DemoRules } from './demo-rules';
import { Hotlines } from './hotlines';
import { ProvinceSwitch } from './province-switch';

const open = (code: Province['code'], name: string, demoRules: boolean): Province => ({
  code,
  name,
  demoRules,
  offers: [{ service: 'APPLY', labelZh: '证书报名' }],
  instead: [],
  hotlines: [{ labelZh: '咨询电话', phone: `0${code}` }],
});
const ITEMS = [open('500000', '重庆市', false), open('630000', '青海省', true)];
const worker = { personId: 'p1', role: 'WORKER', memberships: [], accessToken: 'a', refreshToken: 'r' } as unknown as Session;

/** The server: the list, and what it was told. */
const told: unknown[] = [];
function serve(): void {
  jest.spyOn(Taro, 'request').mockImplementation((async ({ url, data }: { url: string; data?: string }) => {
    if (url.endsWith(provinceRoutes.list.path)) return { statusCode: 200, header: {}, data: { items: ITEMS } };
    const body = JSON.parse(data!) as { jurisdiction: string; by: string };
    told.push(body);
    const { code, name, demoRules } = ITEMS.find((each) => each.code === body.jurisdiction)!;
    return { statusCode: 200, header: {}, data: { province: { code, name, demoRules, by: body.by } } };
  }) as never);
}
const sheet = () => screen.queryByRole('dialog', { name: '在哪个省办理？' });

beforeEach(() => {
  told.length = 0;
  act(() => {
    session.end();
    province.wipe();
    province.listed([]);
  });
  serve();
});

describe('the province at the top of 首页', () => {
  it('is chosen with two taps, says so to a screen reader, and is remembered', async () => {
    render(<ProvinceSwitch />);
    await userEvent.click(screen.getByRole('button', { name: '选择办理的省份' }));
    await userEvent.click(await screen.findByRole('radio', { name: /重庆市/ }));
    expect(screen.getByRole('button', { name: '办理省份：重庆市，点击更换' }).textContent).toBe('重庆');
    expect(sheet()).toBeNull();
    expect(told).toEqual([]);
    act(() => session.keep(worker));
    await waitFor(() => expect(told).toEqual([{ jurisdiction: '500000', by: 'CHOICE' }]));
  });

  it('is changed with two taps; the list shows what stands now and what each offers', async () => {
    act(() => session.keep(worker));
    act(() => province.told({ ...ITEMS[0]!, by: 'EMPLOYER' }));
    render(<ProvinceSwitch />);
    await userEvent.click(screen.getByRole('button', { name: /重庆市/ }));
    expect((await screen.findByRole('radio', { name: /重庆市/ })).getAttribute('aria-checked')).toBe('true');
    expect(sheet()!.textContent).toContain('可办：证书报名');
    await userEvent.click(screen.getByRole('radio', { name: /青海省/ }));
    await waitFor(() => expect(told).toEqual([{ jurisdiction: '630000', by: 'CHOICE' }]));
    expect(screen.getByRole('button', { name: '办理省份：青海省，点击更换' })).toBeDefined();
  });

  it('grows with the type', () => expect(whatStopsGrowth('../province/province-switch.scss')).toEqual([]));
});

describe('what needs a province', () => {
  it('brings the list by itself once; closed, a button leads there', async () => {
    render(<AskProvince />);
    expect(sheet()).not.toBeNull();
    await userEvent.click(screen.getByRole('button', { name: '关闭' }));
    await waitFor(() => expect(sheet()).toBeNull());
    await userEvent.click(screen.getByRole('button', { name: '选择省份' }));
    expect(sheet()).not.toBeNull();
  });

  it('does not ask while what was chosen is on its way', () => {
    act(() => void province.choose(ITEMS[0]!));
    render(<AskProvince />);
    expect(sheet()).toBeNull();
  });

  it('an act that was refused goes on with what is chosen, and shows what the server said', async () => {
    const goOn = jest.fn<(chosen: Province) => void>();
    const { rerender } = render(<ProvinceForAct onChoose={goOn} />);
    expect(sheet()).toBeNull();
    rerender(<ProvinceForAct error={new ApiError('PROVINCE_REQUIRED', '登记在重庆市、江苏省', 400)} onChoose={goOn} />);
    expect(sheet()!.textContent).toContain('登记在重庆市、江苏省');
    await userEvent.click(await screen.findByRole('radio', { name: /青海省/ }));
    expect(goOn.mock.calls.map(([chosen]) => chosen.code)).toEqual(['630000']);
    expect(sheet()).toBeNull();
  });

  it('QH-09 lists only where the enterprise is registered', async () => {
    render(<ProvinceForAct error={new ApiError('PROVINCE_REQUIRED', '登记在重庆市、江苏省', 400)} among={['500000', '320000']} />);
    expect(await screen.findByRole('radio', { name: /重庆市/ })).toBeDefined();
    expect(screen.queryByRole('radio', { name: /青海省/ })).toBeNull();
  });
});

describe('what follows from the province', () => {
  it('A-25 one quiet line where its rules are to be tried out; the content’s own data goes before it', () => {
    act(() => session.keep(worker));
    const line = () => screen.queryAllByText(/演示规则/);
    const { rerender } = render(<DemoRules />);
    expect(line()).toHaveLength(0);
    act(() => province.told({ ...ITEMS[1]!, by: 'CHOICE' }));
    expect(line()).toHaveLength(1);
    rerender(<DemoRules of={false} />);
    expect(line()).toHaveLength(0);
    act(() => province.told({ ...ITEMS[0]!, by: 'CHOICE' }));
    rerender(<DemoRules of />);
    expect(line()).toHaveLength(1);
  });

  it('A-25 who acts for an organisation is told of its province, not of the one that serves them as a worker', () => {
    const line = () => screen.queryAllByText(/演示规则/);
    const acting = (demoRules?: boolean) =>
      ({
        ...worker,
        role: 'AUTHORITY_REVIEWER',
        organisationId: 'o1',
        memberships: [{ role: 'AUTHORITY_REVIEWER', organisationId: 'o1', demoRules }],
      }) as never;
    act(() => session.keep(worker));
    act(() => province.told({ ...ITEMS[1]!, by: 'CHOICE' }));
    render(<DemoRules />);
    act(() => session.keep(acting()));
    expect(line()).toHaveLength(0);
    act(() => session.keep(acting(true)));
    expect(line()).toHaveLength(1);
  });

  it('CQ-31 its hotline is the one to call', async () => {
    act(() => session.keep(worker));
    act(() => province.told({ ...ITEMS[1]!, by: 'CHOICE' }));
    render(<Hotlines />);
    await userEvent.click(await screen.findByRole('button', { name: '拨打青海省咨询电话0630000' }));
    expect(Taro.makePhoneCall).toHaveBeenCalledWith({ phoneNumber: '0630000' });
  });
});
