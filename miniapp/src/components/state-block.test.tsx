import { describe, expect, it, jest } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Button } from './button';
import { StateBlock } from './state-block';

describe('StateBlock', () => {
  it('says what is so, why, and offers one thing to do', async () => {
    const again = jest.fn();
    render(<StateBlock kind="error" title="没有读到内容" hint="请稍后再试" action={<Button onTap={again}>重新读取</Button>} />);
    expect(screen.getByText('没有读到内容')).toBeDefined();
    expect(screen.getByText('请稍后再试')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: '重新读取' }));
    expect(again).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['empty', null],
    ['error', 'polite'],
    ['offline', 'polite'],
    ['denied', 'polite'],
    ['guest', 'polite'],
  ] as const)('%s is read out when it comes: %s', (kind, live) => {
    const { container } = render(<StateBlock kind={kind} title="这里还没有内容" />);
    expect(container.firstElementChild!.getAttribute('aria-live')).toBe(live);
  });

  it('is NutUI’s Empty with a sign of our own, which is not read, and no picture from elsewhere', () => {
    const { container } = render(<StateBlock kind="empty" title="这里还没有内容" />);
    expect([container.querySelector('.nut-empty') !== null, container.querySelector('img')]).toEqual([true, null]);
    expect(container.querySelector('.jz-state-board')!.parentElement!.getAttribute('aria-hidden')).toBe('true');
  });
});
