import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { on } from '../../testing/target';
import { page } from '../../testing/tarojs-taro';
import { typeScale } from '@/hooks/type-scale';
import { Button } from './button';
import { Dialog } from './dialog';
import { useConfirm, type Question } from './use-confirm';

const close = jest.fn();
const dialog = () => screen.queryByRole('dialog', { name: '正在交卷' });
const box = (props: Partial<Parameters<typeof Dialog>[0]> = {}) => (
  <Dialog open onClose={close} title="正在交卷" footer={<Button>再试一次</Button>} {...props}>
    请稍候
  </Dialog>
);
const overlay = () => document.querySelector('.nut-overlay')!;

describe('Dialog', () => {
  afterEach(() => act(() => typeScale.choose('system')));

  it('has its title as its name, its words and its buttons, and lies beside the page', () => {
    const { container } = render(box());
    expect(dialog()!.textContent).toContain('请稍候');
    expect(dialog()!.querySelector('.nut-dialog-header')?.textContent).toBe('正在交卷');
    expect(screen.getByRole('button', { name: '再试一次' })).toBeDefined();
    expect(container.contains(dialog())).toBe(false);
  });

  it('is there only while it is open, and with the page it belongs to', () => {
    const { rerender } = render(box({ open: false }));
    expect(dialog()).toBeNull();
    rerender(box());
    expect(dialog()).not.toBeNull();
    act(() => page('hide'));
    expect(dialog()).toBeNull();
    act(() => page('show'));
    expect(dialog()).not.toBeNull();
    rerender(box({ open: false }));
    expect(dialog()).toBeNull();
    expect(close).not.toHaveBeenCalled();
  });

  it('is closed by its cross, by a key on it, and by a tap beside it', async () => {
    render(box());
    await userEvent.click(screen.getByRole('button', { name: '关闭' }));
    fireEvent.keyDown(screen.getByRole('button', { name: '关闭' }), { key: 'Enter' });
    await userEvent.click(overlay());
    expect(close).toHaveBeenCalledTimes(3);
  });

  it('that is fixed has no way out but its buttons', async () => {
    render(box({ fixed: true }));
    expect(screen.queryByRole('button', { name: '关闭' })).toBeNull();
    await userEvent.click(overlay());
    expect(close).not.toHaveBeenCalled();
  });

  it.each([
    ['normal', '1'],
    ['largest', '1.4'],
  ] as const)('grows with the type of the size %s', (size, scale) => {
    act(() => typeScale.choose(size));
    render(box());
    expect(dialog()!.style.getPropertyValue('--type')).toBe(scale);
  });

  it('is a dialog by WeChat’s word, inside the page', () => {
    on('weapp');
    const { container } = render(box());
    expect(container.querySelector('[data-aria-role="dialog"]')?.getAttribute('aria-label')).toBe('正在交卷');
  });
});

describe('useConfirm', () => {
  const answers: boolean[] = [];
  function Page({ questions }: { questions: Question[] }) {
    const [question, ask] = useConfirm();
    return (
      <>
        {questions.map((each) => (
          <Button key={each.title} onTap={() => void ask(each).then((yes) => answers.push(yes))}>
            {`问${each.title}`}
          </Button>
        ))}
        {question}
      </>
    );
  }
  const withdraw: Question = { title: '要撤回报名吗？', text: '撤回后要重新填写。', yes: '撤回', danger: true };
  const submit: Question = { title: '要交卷吗？', yes: '交卷', no: '继续答题' };
  const tap = (name: string) => userEvent.click(screen.getByRole('button', { name }));
  afterEach(() => void answers.splice(0));

  it.each([
    ['撤回', true],
    ['再想想', false],
    ['关闭', false],
  ])('asked, and answered with “%s”, gives %s', async (button, answer) => {
    render(<Page questions={[withdraw]} />);
    await tap('问要撤回报名吗？');
    expect(screen.getByRole('dialog', { name: '要撤回报名吗？' }).textContent).toContain('撤回后要重新填写。');
    await tap(button);
    expect([answers, screen.queryByRole('dialog')]).toEqual([[answer], null]);
  });

  it('names both acts in the question’s own words, the one that cannot be undone in its colour', async () => {
    render(<Page questions={[withdraw, submit]} />);
    await tap('问要撤回报名吗？');
    expect(screen.getByRole('button', { name: '撤回' }).className).toContain('jz-button-danger');
    await tap('再想想');
    await tap('问要交卷吗？');
    expect(screen.getByRole('button', { name: '交卷' }).className).toContain('jz-button-primary');
    expect(screen.getByRole('button', { name: '继续答题' })).toBeDefined();
  });

  it('on the heels of another takes its place, and the first was not agreed to', async () => {
    render(<Page questions={[withdraw, submit]} />);
    await tap('问要撤回报名吗？');
    await tap('问要交卷吗？');
    expect(answers).toEqual([false]);
    await tap('交卷');
    expect(answers).toEqual([false, true]);
  });
});
