import { describe, expect, it, jest } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { whatStopsGrowth } from '../../testing/growth';
import { on } from '../../testing/target';
import { Tap } from './tap';

describe('Tap', () => {
  it('is a button with the words it holds, and says when it is tapped', async () => {
    const tapped = jest.fn();
    render(<Tap onTap={tapped}>查看证书</Tap>);
    await userEvent.click(screen.getByRole('button', { name: '查看证书' }));
    expect(tapped).toHaveBeenCalledTimes(1);
  });

  it('is read by its label instead of what it holds', () => {
    render(<Tap label="查看证书，建筑电工">›</Tap>);
    expect(screen.getByRole('button').getAttribute('aria-label')).toBe('查看证书，建筑电工');
  });

  it.each(['Enter', ' '])('is reached by Tab and answers to the key “%s”, and only once', async (key) => {
    const tapped = jest.fn();
    render(<Tap onTap={tapped}>提交</Tap>);
    await userEvent.tab();
    expect(document.activeElement).toBe(screen.getByRole('button'));
    const scrolls = fireEvent.keyDown(document.activeElement!, { key });
    expect({ scrolls, taps: tapped.mock.calls.length }).toEqual({ scrolls: false, taps: 1 });
  });

  it('leaves every other key to the browser', () => {
    const tapped = jest.fn();
    render(<Tap onTap={tapped}>提交</Tap>);
    expect(fireEvent.keyDown(screen.getByRole('button'), { key: 'a' })).toBe(true);
    expect(tapped).not.toHaveBeenCalled();
  });

  it('does nothing while it is off, says so, and is passed over by Tab', async () => {
    const tapped = jest.fn();
    render(
      <Tap onTap={tapped} disabled>
        提交
      </Tap>,
    );
    const button = screen.getByRole('button');
    await userEvent.tab();
    expect(document.activeElement).toBe(document.body);
    await userEvent.click(button);
    fireEvent.keyDown(button, { key: 'Enter' });
    expect(tapped).not.toHaveBeenCalled();
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(button.className).toContain('jz-tap-off');
  });

  it.each([true, false])('as a box to tick it tells %s', (checked) => {
    render(
      <Tap role="checkbox" checked={checked}>
        我已阅读
      </Tap>,
    );
    expect(screen.getByRole('checkbox', { name: '我已阅读' }).getAttribute('aria-checked')).toBe(String(checked));
  });

  it('tells its role to WeChat in WeChat’s word', () => {
    on('weapp');
    const { container } = render(<Tap label="查看证书" />);
    const node = container.firstElementChild!;
    expect([
      node.getAttribute('data-aria-role'),
      node.getAttribute('aria-label'),
      node.getAttribute('role'),
      node.getAttribute('tabindex'),
    ]).toEqual(['button', '查看证书', null, null]);
  });

  it('grows with the largest type', () => {
    expect(whatStopsGrowth('tap.scss')).toEqual([]);
  });
});
