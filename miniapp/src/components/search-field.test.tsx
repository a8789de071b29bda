import { describe, expect, it, jest } from '@jest/globals';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { on } from '../../testing/target';
import { SearchField } from './search-field';

const heard = jest.fn();
function Form({ from = '' }) {
  const [q, setQ] = useState(from);
  return (
    <SearchField
      label="按名称找"
      hint="按登记先后排列"
      placeholder="例如：西宁"
      value={q}
      onChange={(next) => {
        heard(next);
        setQ(next);
      }}
    />
  );
}
const input = () => screen.getByRole<HTMLInputElement>('textbox', { name: '按名称找' });

describe('SearchField', () => {
  it('is named by its label, with its hint and an example', () => {
    render(<Form />);
    expect(input().placeholder).toBe('例如：西宁');
    expect(screen.getByText('按登记先后排列')).toBeDefined();
  });

  it('tells what is typed, and paints it in the colour of the page', async () => {
    render(<Form />);
    await userEvent.type(input(), '西宁');
    expect([heard.mock.calls, input().value, input().style.color]).toEqual([[['西'], ['西宁']], '西宁', '']);
  });

  it('has nothing to clear while it is empty', () => {
    render(<Form />);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it.each(['Enter', ' '])('is cleared by a finger and by the key “%s”', async (key) => {
    const { unmount } = render(<Form from="西宁" />);
    await userEvent.click(screen.getByRole('button', { name: '清空' }));
    expect(input().value).toBe('');
    unmount();
    render(<Form from="西宁" />);
    fireEvent.keyDown(screen.getByRole('button', { name: '清空' }), { key });
    expect(input().value).toBe('');
  });

  it('in WeChat is not written back while it is typed into, and is cleared all the same', async () => {
    on('weapp');
    render(<Form />);
    const sent = () => input().getAttribute('value');
    fireEvent.change(input(), { target: { value: '西宁' } });
    expect([heard.mock.calls, sent()]).toEqual([[['西宁']], '']);
    fireEvent.click(screen.getByLabelText('清空'));
    // What was typed goes down first: an empty value after an empty value would change nothing on the phone.
    expect(sent()).toBe('西宁');
    await waitFor(() => expect(sent()).toBe(''));
  });
});
