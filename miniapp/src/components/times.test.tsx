import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { api, ApiError, localError } from '@/api';
import { Countdown } from './countdown';
import { DateField } from './date-field';
import { ErrorNotice } from './notice';
import { SmsCodeButton } from './sms-code-button';

const NOW = Date.parse('2026-11-24T08:00:00Z');
const at = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();

beforeEach(() => {
  jest.useFakeTimers();
  jest.setSystemTime(NOW);
});
afterEach(() => void jest.useRealTimers());
const pass = (seconds: number) => act(() => void jest.advanceTimersByTime(seconds * 1000));

describe('Countdown', () => {
  const timer = () => screen.getByRole('timer');

  it('tells the time left, in whole minutes to the ear', () => {
    render(<Countdown deadline={at(3600)} />);
    expect([timer().textContent, timer().getAttribute('aria-label')]).toEqual(['剩余时间1:00:00', '剩余时间60分钟']);
    pass(61);
    expect([timer().textContent, timer().getAttribute('aria-label')]).toEqual(['剩余时间58:59', '剩余时间58分钟']);
  });

  it('goes by the server’s clock, however wrong the phone’s is', () => {
    render(<Countdown deadline={at(600)} serverTime={at(540)} />);
    expect(timer().textContent).toBe('剩余时间01:00');
  });

  it.each([
    [301, false],
    [300, true],
  ])('at %d seconds is red: %s', (left, red) => {
    render(<Countdown deadline={at(left)} />);
    expect(timer().className.includes('jz-clock-alarm')).toBe(red);
  });

  it('tells once that it is over', () => {
    const ended = jest.fn();
    render(<Countdown deadline={at(2)} onEnd={ended} />);
    pass(1);
    expect(ended).not.toHaveBeenCalled();
    pass(5);
    expect(ended).toHaveBeenCalledTimes(1);
  });
});

describe('ErrorNotice of a wait', () => {
  const refused = (seconds: number) => new ApiError('VERIFY_TOO_OFTEN', '查询太频繁，请稍后再试', 429, { retryAfterSeconds: seconds });

  it('counts the seconds down, and says when it can be tried again', () => {
    const { container } = render(<ErrorNotice error={refused(30)} />);
    expect(container.textContent).toBe('查询太频繁，请稍后再试还要等30秒');
    pass(10);
    expect(container.textContent).toContain('还要等20秒');
    pass(20);
    expect(container.textContent).toContain('现在可以再试了');
  });

  it('leaves a wait until tomorrow to the sentence', () => {
    expect(render(<ErrorNotice error={refused(901)} />).container.textContent).toBe('查询太频繁，请稍后再试');
  });
});

describe('SmsCodeButton', () => {
  const failed = jest.fn();
  const tap = () => act(async () => void fireEvent.keyDown(screen.getByRole('button'), { key: 'Enter' }));

  it('sends a code, then counts the seconds until another may be asked for', async () => {
    const call = jest.spyOn(api, 'call').mockResolvedValue({ ticket: 't1', retryAfterSeconds: 60 } as never);
    const sent = jest.fn();
    render(<SmsCodeButton phone="13900000001" onSent={sent} onError={failed} />);
    expect(screen.getByRole('button').textContent).toBe('获取验证码');
    await tap();
    expect(sent).toHaveBeenCalledWith('t1');
    expect([call.mock.calls[0]![1], screen.getByRole('button').textContent]).toEqual([{ body: { phone: '13900000001' } }, '60秒后可重发']);
    await tap();
    expect(call).toHaveBeenCalledTimes(1);
    pass(60);
    expect([screen.getByRole('button').textContent, screen.getByRole('button').getAttribute('aria-disabled')]).toEqual(['重新获取', null]);
  });

  it('hands the refusal to the field, and can be tried again at once', async () => {
    jest.spyOn(api, 'call').mockRejectedValue(localError('OFFLINE'));
    render(<SmsCodeButton phone="13900000001" onSent={() => undefined} onError={failed} />);
    await tap();
    expect([failed.mock.lastCall, screen.getByRole('button').textContent]).toEqual([
      [expect.objectContaining({ code: 'OFFLINE' })],
      '获取验证码',
    ]);
  });
});

describe('DateField', () => {
  const changed = jest.fn();
  const open = (props: Partial<Parameters<typeof DateField>[0]> = {}) => {
    render(<DateField label="开考时间" onChange={changed} {...props} />);
    fireEvent.keyDown(screen.getByRole('button', { name: /^开考时间，/ }), { key: 'Enter' });
    pass(1);
  };
  const confirm = () => act(() => void fireEvent.click(document.querySelector('.nut-picker-confirm-btn')!));

  it.each([
    [undefined, '开考时间，请选择'],
    ['2026-12-01', '开考时间，2026年12月1日'],
  ])('with %s says %s', (value, label) => {
    render(<DateField label="开考时间" value={value} onChange={changed} />);
    expect(screen.getByRole('button').getAttribute('aria-label')).toBe(label);
  });

  it('gives a day as the contract wants it', () => {
    open({ value: '2026-12-01' });
    confirm();
    expect(changed).toHaveBeenCalledWith('2026-12-01');
  });

  it('gives a moment in China’s time, on a step of five minutes', () => {
    open({ time: true, from: new Date('2026-12-01T01:00:00Z') });
    confirm();
    expect(changed).toHaveBeenCalledWith('2026-12-01T01:00:00.000Z');
  });
});
