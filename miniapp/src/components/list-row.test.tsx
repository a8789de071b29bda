import { describe, expect, it, jest } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { on } from '../../testing/target';
import { Facts, ListRow } from './list-row';

describe('ListRow', () => {
  it('is NutUI’s Cell with its title, its hint and its value', () => {
    const { container } = render(<ListRow title="证书编号" hint="长按可以复制" value="青A123" />);
    expect(container.querySelector('.nut-cell-title')?.textContent).toBe('证书编号');
    expect(container.querySelector('.nut-cell-description')?.textContent).toBe('长按可以复制');
    expect(container.querySelector('.nut-cell-extra')?.textContent).toBe('青A123');
  });

  it('is no button where nothing follows', () => {
    const { container } = render(<ListRow title="证书编号" />);
    expect([screen.queryByRole('button'), container.querySelector('.jz-icon-arrow-right')]).toEqual([null, null]);
  });

  it.each(['Enter', ' '])('is one target with an arrow, for a finger and for the key “%s”', async (key) => {
    const tapped = jest.fn();
    const { container } = render(<ListRow title="消息" value="3" label="消息，3条未读" onTap={tapped} />);
    expect(container.querySelector('.jz-icon-arrow-right')).not.toBeNull();
    await userEvent.tab();
    fireEvent.keyDown(document.activeElement!, { key });
    await userEvent.click(screen.getByText('消息'));
    expect(tapped).toHaveBeenCalledTimes(2);
    expect(document.activeElement!.getAttribute('aria-label')).toBe('消息，3条未读');
  });

  it('that is off is not tapped, says so and has no arrow', async () => {
    const tapped = jest.fn();
    const { container } = render(<ListRow title="激活" onTap={tapped} disabled />);
    await userEvent.click(screen.getByText('激活'));
    expect(tapped).not.toHaveBeenCalled();
    expect(screen.getByRole('button').getAttribute('aria-disabled')).toBe('true');
    expect(container.querySelector('.jz-icon-arrow-right')).toBeNull();
  });

  it.each([{ icon: 'mail' as const }, { glyph: '证' }])('keeps its picture %j from a screen reader', (picture) => {
    const { container } = render(<ListRow title="消息" {...picture} />);
    expect(container.querySelector('.jz-row-icon')?.getAttribute('aria-hidden')).toBe('true');
  });

  it('is a button by WeChat’s word', () => {
    on('weapp');
    render(<ListRow title="消息" label="消息" onTap={() => undefined} />);
    expect(screen.getByLabelText('消息').getAttribute('data-aria-role')).toBe('button');
  });
});

describe('Facts', () => {
  it('draws each name with its value, and leaves out what is not known', () => {
    const { container } = render(
      <Facts
        rows={[
          { name: '姓名', value: '王强' },
          { name: '电话', value: undefined },
          { name: '地址', value: '' },
          { name: '学时', value: 0 },
        ]}
      />,
    );
    expect([...container.querySelectorAll('.jz-fact')].map((each) => each.textContent)).toEqual(['姓名王强', '学时0']);
  });
});
