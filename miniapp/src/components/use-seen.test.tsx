import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { Button } from './button';
import { useSeen, type PhotoState } from './use-seen';

const CARD = 'card';
const PORTRAIT = 'portrait';

function Desk({ caseId, passed }: { caseId: string; passed: (caseId: string) => void }) {
  const { mark, rested, seen, notice } = useSeen(caseId, [CARD, PORTRAIT]);
  const photo = (file: string, state: PhotoState) => <button onClick={() => mark(file, state)}>{`${file} ${state}`}</button>;
  return (
    <>
      {notice}
      {photo(CARD, 'drawn')}
      {photo(PORTRAIT, 'drawn')}
      {photo(PORTRAIT, 'failed')}
      <Button disabled={!rested}>驳回</Button>
      <Button disabled={!seen} onTap={() => passed(caseId)}>
        通过
      </Button>
    </>
  );
}

describe('useSeen', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  const passed = jest.fn<(caseId: string) => void>();
  const desk = (caseId = 'first') => <Desk caseId={caseId} passed={passed} />;
  const tap = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
  const pass = (ms: number) => act(() => void jest.advanceTimersByTime(ms));
  const off = (name: string) => screen.getByRole('button', { name }).getAttribute('aria-disabled');
  const drawBoth = () => {
    tap('card drawn');
    tap('portrait drawn');
  };

  it('lets nobody pass before both photos are in sight, and says which way on when one does not come', () => {
    render(desk());
    pass(600);
    tap('card drawn');
    tap('portrait failed');
    tap('通过');
    expect([passed.mock.calls.length, off('通过'), off('驳回')]).toEqual([0, 'true', null]);
    expect(screen.getByText(/请点照片上的“重新读取”/)).toBeDefined();
    tap('portrait drawn');
    tap('通过');
    expect([passed.mock.calls, screen.queryByText(/请点照片上的/)]).toEqual([[['first']], null]);
  });

  it('rests 600 ms after the case has changed: the second tap of a double tap passes nobody', () => {
    const { rerender } = render(desk());
    pass(600);
    drawBoth();
    tap('通过');
    rerender(desk('next'));
    pass(599);
    tap('通过');
    expect([passed.mock.calls, off('驳回')]).toEqual([[['first']], 'true']);
    pass(1);
    tap('通过');
    expect(passed.mock.calls).toEqual([['first'], ['next']]);
  });
});
