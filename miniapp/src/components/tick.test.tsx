import { describe, expect, it, jest } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import Taro from '@tarojs/taro';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { on } from '../../testing/target';
import { AgreementTick, Tick } from './tick';

const changed = jest.fn();
function Form({ from = false, label }: { from?: boolean; label?: string }) {
  const [checked, setChecked] = useState(from);
  return (
    <Tick
      label={label}
      checked={checked}
      onChange={(next) => {
        changed(next);
        setChecked(next);
      }}
    >
      本人承诺以上内容真实
    </Tick>
  );
}
const tick = (name = '本人承诺以上内容真实') => screen.getByRole('checkbox', { name });
const ticked = () => tick().getAttribute('aria-checked');

describe('Tick', () => {
  it('is named by its words, and ticked and unticked by a tap anywhere on its line', async () => {
    const { container } = render(<Form />);
    expect(ticked()).toBe('false');
    await userEvent.click(screen.getByText('本人承诺以上内容真实'));
    expect([ticked(), container.querySelector('.jz-mark-on') !== null]).toEqual(['true', true]);
    await userEvent.click(tick());
    expect([ticked(), changed.mock.calls]).toEqual(['false', [[true], [false]]]);
  });

  it.each(['Enter', ' '])('is reached by Tab and turned by the key “%s”, and only once', async (key) => {
    render(<Form />);
    await userEvent.tab();
    expect(document.activeElement).toBe(tick());
    const scrolls = fireEvent.keyDown(tick(), { key });
    expect({ scrolls, ticked: ticked(), told: changed.mock.calls }).toEqual({ scrolls: false, ticked: 'true', told: [[true]] });
  });

  it('is read by its label where its words are more than a sentence', () => {
    render(<Form label="王强，6301**" />);
    expect(tick('王强，6301**')).toBeDefined();
  });

  it('is a target of the app’s size, and a box to tick by WeChat’s word', () => {
    on('weapp');
    const { container } = render(<Form />);
    const node = container.querySelector('.jz-tick')!;
    expect([node.classList.contains('jz-tap'), node.getAttribute('data-aria-role')]).toEqual([true, 'checkbox']);
  });
});

describe('AgreementTick', () => {
  it.each([
    ['看服务协议', 'doc=service'],
    ['看隐私政策', 'doc=privacy'],
  ])('leads to the text by “%s”, without ticking', async (link, address) => {
    render(<AgreementTick checked={false} onChange={changed} />);
    await userEvent.click(screen.getByRole('link', { name: link }));
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: expect.stringContaining(address) });
    expect(changed).not.toHaveBeenCalled();
  });
});
