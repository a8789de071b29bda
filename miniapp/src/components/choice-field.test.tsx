import { describe, expect, it, jest } from '@jest/globals';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { on } from '../../testing/target';
import { page } from '../../testing/tarojs-taro';
import { ChoiceField, Options } from './choice-field';

const OPTIONS = [
  { value: 'A', title: '项目负责人', hint: '要有建造师' },
  { value: 'B', title: '专职安全员' },
  { value: 'C', title: '企业负责人', off: '只有企业能报' },
] as const;

describe('Options', () => {
  const choose = jest.fn();
  const list = (value?: 'A' | 'B' | 'C') => render(<Options options={OPTIONS} value={value} onChoose={choose} />);

  it('are one group, each read with its hint, with why it is off, and whether it is chosen', () => {
    list('A');
    expect(screen.getByRole('radiogroup')).toBeDefined();
    expect(screen.getAllByRole('radio').map((each) => each.getAttribute('aria-label'))).toEqual([
      '项目负责人，要有建造师，已选',
      '专职安全员',
      '企业负责人，只有企业能报',
    ]);
    expect(screen.getAllByRole('radio').map((each) => each.getAttribute('aria-checked'))).toEqual(['true', 'false', 'false']);
  });

  it.each(['Enter', ' '])('are chosen by a finger and by the key “%s”', async (key) => {
    list();
    await userEvent.tab();
    fireEvent.keyDown(document.activeElement!, { key });
    await userEvent.click(screen.getByText('专职安全员'));
    expect(choose.mock.calls).toEqual([['A'], ['B']]);
  });

  it('that are off are not chosen, and passed over by Tab', async () => {
    list();
    await userEvent.click(screen.getByText('企业负责人'));
    expect(choose).not.toHaveBeenCalled();
    expect(screen.getByRole('radio', { name: /企业负责人/ }).tabIndex).toBe(-1);
  });

  it('are radios by WeChat’s word', () => {
    on('weapp');
    list();
    expect(screen.getByLabelText('专职安全员').getAttribute('data-aria-role')).toBe('radio');
  });
});

describe('ChoiceField', () => {
  const changed = jest.fn();
  function Form() {
    const [value, setValue] = useState<'A' | 'B' | 'C'>();
    return (
      <ChoiceField
        label="岗位"
        options={OPTIONS}
        value={value}
        onChange={(next) => {
          changed(next);
          setValue(next);
        }}
      />
    );
  }
  const list = () => screen.queryByRole('dialog', { name: '岗位' });
  const open = () => userEvent.click(screen.getByRole('button', { name: /^岗位，/ }));

  it('says what is chosen, opens the list, takes one and closes it', async () => {
    render(<Form />);
    expect([screen.getByRole('button').getAttribute('aria-label'), list()]).toEqual(['岗位，请选择', null]);
    await open();
    await userEvent.click(screen.getByRole('radio', { name: '专职安全员' }));
    expect([changed.mock.calls, list()]).toEqual([[['B']], null]);
    expect(screen.getByRole('button', { name: '岗位，专职安全员' })).toBeDefined();
  });

  it.each([
    ['its button', () => screen.getByRole('button', { name: '取消' })],
    ['a tap beside it', () => document.querySelector('.nut-overlay')!],
  ])('is left by %s with nothing chosen', async (_way, what) => {
    render(<Form />);
    await open();
    await userEvent.click(what());
    expect([changed.mock.calls, list()]).toEqual([[], null]);
  });

  it('does not lie over the next page', async () => {
    render(<Form />);
    await open();
    act(() => page('hide'));
    await waitFor(() => expect(document.querySelector('.nut-overlay')).toBeNull());
    expect(list()).toBeNull();
  });

  it('opens again at once after it was closed, with the whole list', async () => {
    render(<Form />);
    await open();
    await userEvent.click(screen.getByRole('button', { name: '取消' }));
    await open();
    await new Promise((later) => setTimeout(later, 400));
    expect(screen.getAllByRole('radio')).toHaveLength(3);
  });
});
