import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import Taro from '@tarojs/taro';
import userEvent from '@testing-library/user-event';
import { whatStopsGrowth } from '../../testing/growth';
import { on } from '../../testing/target';
import { page } from '../../testing/tarojs-taro';
import { typeScale } from '@/hooks/type-scale';
import { Button } from './button';
import { Sheet } from './sheet';

const scaleOf = (node: HTMLElement) => node.style.getPropertyValue('--type');
const dialog = () => screen.queryByRole('dialog', { name: '退回原因' });
const close = jest.fn();
const sheet = (props: Partial<Parameters<typeof Sheet>[0]> = {}) => (
  <Sheet open onClose={close} title="退回原因" footer={<Button>退回</Button>} {...props}>
    照片不清晰
  </Sheet>
);
const overlay = () => document.querySelector('.nut-overlay')!;

describe('Sheet', () => {
  afterEach(() => act(() => typeScale.choose('system')));

  it('is a dialog with its title, its content and its buttons', () => {
    render(sheet());
    expect(dialog()!.textContent).toContain('照片不清晰');
    expect(screen.getByRole('button', { name: '退回' })).toBeDefined();
  });

  it('is not there before it is opened, and leaves nothing behind when it is closed', async () => {
    const { rerender } = render(sheet({ open: false }));
    expect(dialog()).toBeNull();
    rerender(sheet());
    expect(dialog()).not.toBeNull();
    rerender(sheet({ open: false }));
    expect(dialog()).toBeNull();
    await waitFor(() => expect(document.querySelector('.nut-overlay')).toBeNull());
  });

  it('that the app closes, or that is left with its page, was not closed by the person', async () => {
    const { rerender } = render(sheet());
    act(() => page('hide'));
    act(() => page('show'));
    rerender(sheet({ open: false }));
    await waitFor(() => expect(document.querySelector('.nut-overlay')).toBeNull());
    expect(close).not.toHaveBeenCalled();
  });

  it('is closed by its cross, with a finger and at a computer', async () => {
    render(sheet());
    await userEvent.click(screen.getByRole('button', { name: '关闭' }));
    fireEvent.keyDown(screen.getByRole('button', { name: '关闭' }), { key: 'Enter' });
    expect(close).toHaveBeenCalledTimes(2);
  });

  it('is closed by a tap beside it', async () => {
    render(sheet());
    await userEvent.click(overlay());
    expect(close).toHaveBeenCalledTimes(1);
  });

  it('that is fixed has no way out but its buttons', async () => {
    render(sheet({ fixed: true }));
    expect(screen.queryByRole('button', { name: '关闭' })).toBeNull();
    await userEvent.click(overlay());
    expect(close).not.toHaveBeenCalled();
  });

  it('does not lie over the next page, and is there again when one comes back', async () => {
    render(sheet());
    act(() => page('hide'));
    await waitFor(() => expect(dialog()).toBeNull());
    act(() => page('show'));
    await waitFor(() => expect(dialog()).not.toBeNull());
  });

  it.each([
    ['normal', '1'],
    ['large', '1.2'],
    ['largest', '1.4'],
  ] as const)('grows with the type of the size %s, beside the page as it lies', (size, scale) => {
    act(() => typeScale.choose(size));
    render(sheet());
    expect(scaleOf(dialog()!)).toBe(scale);
    expect(whatStopsGrowth('sheet.scss')).toEqual([]);
  });

  it.each([
    [0.8, '1'],
    [1.3, '1.3'],
    [2, '1.6'],
  ])('follows WeChat’s own size %d', (fontSizeScaleFactor, scale) => {
    on('weapp');
    jest.spyOn(Taro, 'getAppBaseInfo').mockReturnValue({ fontSizeScaleFactor } as never);
    render(sheet());
    expect(scaleOf(screen.getByLabelText('退回原因'))).toBe(scale);
  });
});
