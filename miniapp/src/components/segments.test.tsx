import { describe, expect, it, jest } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { whatStopsGrowth } from '../../testing/growth';
import { on } from '../../testing/target';
import { Segments } from './segments';

const SEGMENTS = [
  { value: 'open', title: '待审核', count: 3 },
  { value: 'done', title: '已办结', count: 0 },
  { value: 'all', title: '全部' },
] as const;
type Value = (typeof SEGMENTS)[number]['value'];

const chosen = jest.fn();
function List() {
  const [value, setValue] = useState<Value>('open');
  return (
    <Segments
      label="报名"
      segments={SEGMENTS}
      value={value}
      onChange={(next) => {
        chosen(next);
        setValue(next);
      }}
    />
  );
}
const ticked = () => screen.getAllByRole('radio').map((each) => each.getAttribute('aria-checked'));

describe('Segments', () => {
  it('is one group with a name, whose parts are read with their number, also when it is none', () => {
    render(<List />);
    expect(screen.getByRole('radiogroup', { name: '报名' })).toBeDefined();
    expect(screen.getAllByRole('radio').map((each) => each.getAttribute('aria-label'))).toEqual(['待审核，3', '已办结，0', '全部']);
  });

  it('has exactly one part chosen, the one that was tapped last', async () => {
    render(<List />);
    expect(ticked()).toEqual(['true', 'false', 'false']);
    await userEvent.click(screen.getByRole('radio', { name: '全部' }));
    expect(chosen).toHaveBeenCalledWith('all');
    expect(ticked()).toEqual(['false', 'false', 'true']);
    expect(screen.getByRole('radio', { name: '全部' }).className).toContain('jz-segment-on');
  });

  it.each(['Enter', ' '])('is chosen by Tab and the key “%s”', async (key) => {
    render(<List />);
    await userEvent.tab();
    await userEvent.tab();
    fireEvent.keyDown(document.activeElement!, { key });
    expect(ticked()).toEqual(['false', 'true', 'false']);
  });

  it('shows a number only where there is one', () => {
    render(<List />);
    expect(screen.getAllByRole('radio').map((each) => each.textContent)).toEqual(['待审核3', '已办结0', '全部']);
  });

  it('tells WeChat the role of each part in WeChat’s word', () => {
    on('weapp');
    render(<List />);
    expect(screen.getByLabelText('全部').getAttribute('data-aria-role')).toBe('radio');
  });

  it('grows with the largest type, and wraps instead of hiding what is at the right', () => {
    expect(whatStopsGrowth('segments.scss')).toEqual([]);
  });
});
