import { describe, expect, it, jest } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { on } from '../../testing/target';
import { Field } from './field';
import { TextArea, TextField, type TextFieldProps } from './text-field';

const heard = jest.fn();
function Form({ of: Of = TextField, ...props }: Partial<TextFieldProps> & { of?: typeof TextField | typeof TextArea }) {
  const [value, setValue] = useState(props.value ?? '');
  return (
    <Of
      label="姓名"
      {...props}
      value={value}
      onChange={(next) => {
        heard(next);
        setValue(next);
      }}
    />
  );
}
const box = (name = '姓名') => screen.getByRole<HTMLInputElement>('textbox', { name });

describe('Field', () => {
  it('says what must be filled in, and why it is asked', () => {
    const { container } = render(
      <Field label="手机号" required hint="接收通知">
        <input />
      </Field>,
    );
    expect(container.textContent).toBe('手机号必填接收通知');
  });

  it('says what is wrong instead, at once and aloud', () => {
    const { container } = render(
      <Field label="手机号" hint="接收通知" error="请填写11位手机号">
        <input />
      </Field>,
    );
    expect(screen.getByRole('alert').textContent).toBe('请填写11位手机号');
    expect([container.textContent?.includes('接收通知'), container.querySelector('.jz-field-wrong') !== null]).toEqual([false, true]);
  });
});

describe('TextField', () => {
  it('tells what is typed, no more than it takes', async () => {
    render(<Form max={3} />);
    await userEvent.type(box(), '王小强强');
    expect([heard.mock.lastCall, box().value]).toEqual([['王小强'], '王小强']);
  });

  it('is read with what is wrong in it', () => {
    render(<Form error="请填写姓名" />);
    expect(box('姓名，请填写姓名')).toBeDefined();
  });

  it('goes on with the keyboard’s own button', async () => {
    const done = jest.fn();
    render(<Form onDone={done} />);
    await userEvent.type(box(), '王{Enter}');
    expect(done).toHaveBeenCalledTimes(1);
  });

  it('that is off takes nothing', async () => {
    render(<Form disabled />);
    await userEvent.type(box(), '王');
    expect(heard).not.toHaveBeenCalled();
  });

  it('keeps a password from being read over the shoulder', () => {
    render(<Form password />);
    expect(screen.getByLabelText('姓名').getAttribute('type')).toBe('password');
  });

  it('holds what belongs to it inside its frame', () => {
    const { container } = render(<Form extra={<b>获取验证码</b>} />);
    expect(container.querySelector('.jz-input')?.textContent).toBe('获取验证码');
  });

  it('in WeChat is not written back while it is typed into', () => {
    on('weapp');
    render(<Form />);
    fireEvent.change(box(), { target: { value: '王强' } });
    expect([heard.mock.lastCall, box().getAttribute('value')]).toEqual([['王强'], '']);
  });
});

describe('TextArea', () => {
  it('tells what is typed, and how much room is left when little is', async () => {
    const { container } = render(<Form of={TextArea} max={10} />);
    await userEvent.type(box(), '一二三四五六七八');
    expect(container.textContent).not.toContain('还可以写');
    await userEvent.type(box(), '九');
    expect(container.textContent).toContain('还可以写1个字');
  });
});
