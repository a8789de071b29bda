import { describe, expect, it, jest } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { whatStopsGrowth } from '../../testing/growth';
import { on } from '../../testing/target';
import { Button, type ButtonProps } from './button';

describe('Button', () => {
  it('is a button with its words, and says when it is tapped', async () => {
    const tapped = jest.fn();
    render(<Button onTap={tapped}>提交申请</Button>);
    await userEvent.click(screen.getByRole('button', { name: '提交申请' }));
    expect(tapped).toHaveBeenCalledTimes(1);
  });

  it.each(['primary', 'plain', 'quiet', 'danger'] as const)('of the kind %s looks like it', (kind) => {
    render(<Button kind={kind}>提交</Button>);
    const { classList } = screen.getByRole('button');
    expect([classList.contains(`jz-button-${kind}`), classList.contains('nut-button-primary')]).toEqual([true, kind === 'primary']);
  });

  it.each(['Enter', ' '])('is reached by Tab and answers to the key “%s”, and only once', async (key) => {
    const tapped = jest.fn();
    render(<Button onTap={tapped}>提交</Button>);
    await userEvent.tab();
    expect(document.activeElement).toBe(screen.getByRole('button'));
    const scrolls = fireEvent.keyDown(document.activeElement!, { key });
    expect({ scrolls, taps: tapped.mock.calls.length }).toEqual({ scrolls: false, taps: 1 });
  });

  it.each<[string, Partial<ButtonProps>]>([
    ['busy', { busy: true }],
    ['disabled', { disabled: true }],
  ])('that is %s is not tapped a second time, by no finger and no key, and says so', async (_name, state) => {
    const tapped = jest.fn();
    render(
      <Button onTap={tapped} {...state}>
        提交
      </Button>,
    );
    const button = screen.getByRole('button');
    await userEvent.tab();
    expect(document.activeElement).toBe(document.body);
    await userEvent.click(button);
    fireEvent.keyDown(button, { key: 'Enter' });
    expect(tapped).not.toHaveBeenCalled();
    expect(button.getAttribute('aria-disabled')).toBe('true');
  });

  it('asks for patience while it is busy, and keeps its words in sight', () => {
    render(<Button busy>提交</Button>);
    const button = screen.getByRole('button', { name: '提交，请稍候' });
    expect(button.textContent).toContain('提交');
    expect(button.querySelector('.nut-icon-loading')).not.toBeNull();
  });

  it('is read by its label where it has one, also while it is busy', () => {
    render(
      <Button label="提交，建筑电工" busy>
        提交
      </Button>,
    );
    expect(screen.getByRole('button').getAttribute('aria-label')).toBe('提交，建筑电工');
  });

  it('is WeChat’s own button in WeChat, without the keys of a computer', () => {
    on('weapp');
    render(<Button label="提交">提交</Button>);
    const button = screen.getByLabelText('提交');
    expect([button.getAttribute('role'), button.getAttribute('tabindex')]).toEqual([null, null]);
  });

  it('grows with the largest type', () => {
    expect(whatStopsGrowth('button.scss')).toEqual([]);
  });
});
