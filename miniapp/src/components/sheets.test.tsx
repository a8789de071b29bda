import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { act, fireEvent, render, screen } from '@testing-library/react';
import Taro from '@tarojs/taro';
import userEvent from '@testing-library/user-event';
import { api, ApiError, outbox } from '@/api';
import { privacy } from '@/privacy';
import { on } from '../../testing/target';
import { page } from '../../testing/tarojs-taro';
import { IdNumber } from './id-number';
import { InParts } from './in-parts';
import { OutboxBar } from './outbox-bar';
import { PersonRow } from './person-row';
import { PrivacyPopup } from './privacy-popup';
import { ReasonSheet, type ReasonSheetProps } from './reason-sheet';
import { ResultsSheet } from './results-sheet';

const button = (name: string | RegExp) => screen.getByRole('button', { name });

describe('ReasonSheet', () => {
  const confirmed = jest.fn();
  const sheet = (props: Partial<ReasonSheetProps> = {}) =>
    render(
      <ReasonSheet
        open
        onClose={() => undefined}
        title="退回修改"
        reasons={['照片不清晰', '不是本人']}
        confirm="退回"
        onConfirm={confirmed}
        {...props}
      />,
    );
  const reason = (name: string) => screen.getByRole('checkbox', { name });

  it('lets nothing go without a reason', async () => {
    sheet();
    await userEvent.click(button('退回'));
    expect([confirmed.mock.calls.length, button('退回').getAttribute('aria-disabled')]).toEqual([0, 'true']);
  });

  it('sends the chosen sentences, by finger or key, and the words added', async () => {
    sheet();
    await userEvent.click(reason('照片不清晰'));
    fireEvent.keyDown(reason('不是本人'), { key: ' ' });
    await userEvent.type(screen.getByRole('textbox', { name: '补充说明' }), '请重拍');
    await userEvent.click(button('退回'));
    expect(confirmed).toHaveBeenCalledWith('照片不清晰；不是本人；请重拍');
  });

  it('takes a reason back with a second tap', async () => {
    sheet();
    await userEvent.click(reason('照片不清晰'));
    expect(reason('照片不清晰').getAttribute('aria-checked')).toBe('true');
    await userEvent.click(reason('照片不清晰'));
    expect([reason('照片不清晰').getAttribute('aria-checked'), button('退回').getAttribute('aria-disabled')]).toEqual(['false', 'true']);
  });

  it('is busy while it is sent, and says why it was refused', () => {
    sheet({ busy: true, error: new ApiError('OWN_CASE', '不能审核自己的报名', 409) });
    expect([button('退回，请稍候').getAttribute('aria-disabled'), screen.getByRole('alert').textContent]).toEqual([
      'true',
      '不能审核自己的报名',
    ]);
  });
});

describe('ResultsSheet', () => {
  const results = [
    { id: 'a', ok: true, message: '' },
    { id: 'b', ok: false, message: '已由别人办理' },
  ];
  const sheet = (given?: typeof results, onClose = () => undefined) =>
    render(<ResultsSheet results={given} nameOf={(id) => (id === 'b' ? '王强' : '李四')} done="已通过" onClose={onClose} />);

  it('tells how many were done, and of each that was not why', () => {
    sheet(results);
    const words = screen.getByRole('dialog', { name: '办理结果' }).textContent!;
    for (const each of ['1人已通过', '1人没有办成，请单独处理', '王强', '已由别人办理']) expect(words).toContain(each);
    expect(words).not.toContain('李四');
  });

  it('is closed by its button, and not there without results', async () => {
    const closed = jest.fn();
    const { unmount } = sheet(results, closed as never);
    await userEvent.click(button('知道了'));
    expect(closed).toHaveBeenCalledTimes(1);
    unmount();
    sheet();
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('IdNumber', () => {
  const look = async () => {
    await userEvent.click(button('查看完整身份证号'));
    await userEvent.click(screen.getByRole('checkbox', { name: '电话核实报名信息' }));
    await userEvent.click(button('查看（会留痕）'));
  };
  const number = () => render(<IdNumber applicationId="a1" masked="6301**********0012" />);

  it('is masked until a purpose is given, then in full for a minute', async () => {
    const call = jest.spyOn(api, 'call').mockResolvedValue({ idNumber: '630102199003070012' } as never);
    number();
    expect(screen.getByText('6301**********0012')).toBeDefined();
    await look();
    expect(call.mock.calls[0]![1]).toEqual({ params: { id: 'a1' }, body: { purpose: '电话核实报名信息' } });
    expect(await screen.findByText('630102 19900307 0012')).toBeDefined();
    await userEvent.click(button('收起'));
    expect(screen.getByText('6301**********0012')).toBeDefined();
  });

  it('is masked again when the page is left', async () => {
    jest.spyOn(api, 'call').mockResolvedValue({ idNumber: '630102199003070012' } as never);
    number();
    await look();
    await screen.findByText('630102 19900307 0012');
    act(() => page('hide'));
    expect(screen.getByText('6301**********0012')).toBeDefined();
  });

  it('stays masked, and says why, when it was refused', async () => {
    jest.spyOn(api, 'call').mockRejectedValue(new ApiError('FORBIDDEN', '现在不能看', 403));
    number();
    await look();
    expect((await screen.findByRole('alert')).textContent).toBe('现在不能看');
    expect(screen.getByText('6301**********0012')).toBeDefined();
  });
});

describe('InParts', () => {
  const people = (count: number) =>
    render(<InParts people={Array.from({ length: count }, (_, at) => at)}>{(at) => <i key={at} />}</InParts>);
  const drawn = () => document.querySelectorAll('i').length;

  it.each([0, 1, 40])('draws %d people at once', (count) => {
    people(count);
    expect([drawn(), screen.queryByRole('button')]).toEqual([count, null]);
  });

  it('draws the rest in parts, and says how many are left', async () => {
    people(95);
    await userEvent.click(button('再看40人，还有55人'));
    expect(drawn()).toBe(80);
    await userEvent.click(button('再看15人，还有15人'));
    expect([drawn(), screen.queryByRole('button')]).toEqual([95, null]);
  });
});

describe('PersonRow', () => {
  it('draws name, number and what matters here', () => {
    const { container } = render(<PersonRow name="王强" idNumberMasked="6301**" value={<b>已签</b>} more={<i>青海建工</i>} />);
    expect([container.textContent, screen.queryByRole('checkbox')]).toEqual(['王强已签6301**青海建工', null]);
  });

  it.each([true, false])('is ticked as a whole line where somebody is to be chosen: %s', async (checked) => {
    const ticked = jest.fn();
    render(<PersonRow name="王强" idNumberMasked="6301**" checked={checked} onTick={ticked} />);
    const box = screen.getByRole('checkbox', { name: '王强，6301**' });
    await userEvent.click(screen.getByText('6301**'));
    fireEvent.keyDown(box, { key: ' ' });
    expect([box.getAttribute('aria-checked'), ticked.mock.calls.length]).toEqual([String(checked), 2]);
  });
});

describe('OutboxBar', () => {
  const item = (id: string, as: string, refused?: string) => ({ id, label: `审核${id}`, at: 0, as, refused }) as never;
  const holds = (...items: never[]) => {
    jest.spyOn(outbox, 'get').mockReturnValue(items);
    jest.spyOn(outbox, 'isMine').mockImplementation((each) => (each as { as?: string }).as === 'me');
    return {
      send: jest.spyOn(outbox, 'send').mockResolvedValue(undefined as never),
      dismiss: jest.spyOn(outbox, 'dismiss').mockReturnValue(undefined as never),
    };
  };

  it('is nothing while nothing waits', () => {
    holds();
    expect(render(<OutboxBar />).container.innerHTML).toBe('');
  });

  it('tells what waits, what waits for another role, and what was refused', () => {
    holds(item('1', 'me'), item('2', 'other'), item('3', 'me', '已由别人办理'));
    render(<OutboxBar />);
    expect(button(/点击查看/).getAttribute('aria-label')).toBe(
      '1项等网络恢复后发送，1项等您切换回原来的身份后发送，1项没有被接受，点击查看',
    );
  });

  it('is opened by a key, sends now, and lets go of what was refused', async () => {
    const { send, dismiss } = holds(item('1', 'me'), item('3', 'me', '已由别人办理'));
    render(<OutboxBar />);
    fireEvent.keyDown(button(/点击查看/), { key: 'Enter' });
    expect(screen.getByText('已由别人办理')).toBeDefined();
    await userEvent.click(button('知道了'));
    await userEvent.click(button('现在发送'));
    expect([dismiss.mock.calls, send.mock.calls.length]).toEqual([[['3']], 1]);
  });
});

describe('PrivacyPopup', () => {
  let ask: (resolve: (answer: unknown) => void) => void;
  const wechatAsks = () => {
    on('weapp');
    Object.assign(globalThis, { wx: { onNeedPrivacyAuthorization: (listener: typeof ask) => (ask = listener) } });
    privacy.watch();
    const answer = jest.fn();
    act(() => ask(answer));
    return answer;
  };
  const asked = () => screen.queryByText('使用前请您同意');
  afterEach(() => {
    act(() => privacy.answer({ event: 'disagree' }));
    Reflect.deleteProperty(globalThis, 'wx');
  });

  it('is not there in a browser', () => {
    wechatAsks();
    on('h5');
    render(<PrivacyPopup />);
    expect(asked()).toBeNull();
  });

  it('asks in WeChat, has no way out but its buttons, and takes no for an answer', async () => {
    const answer = wechatAsks();
    render(<PrivacyPopup />);
    expect([asked() !== null, screen.queryByLabelText('关闭')]).toEqual([true, null]);
    await userEvent.click(screen.getByText('暂不同意'));
    expect([answer.mock.calls, asked()]).toEqual([[[{ event: 'disagree' }]], null]);
  });

  it('leads to the text', async () => {
    wechatAsks();
    render(<PrivacyPopup />);
    await userEvent.click(screen.getByText('看隐私政策'));
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: expect.stringContaining('doc=privacy') });
  });
});
