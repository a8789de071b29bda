import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { heldDecisions, labelOf } from '../held-decisions';
import { UndoBar } from './undo-bar';

const undone = jest.fn<(caseId: string) => void>();
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const decide = (id: string, name: string) =>
  act(() => heldDecisions.add({ params: { id }, body: { decision: 'PASS', version: 1 } }, labelOf('通过', name)));
const namesHeld = () => heldDecisions.get().map((each) => each.label);

describe('UndoBar', () => {
  beforeEach(() => void render(<UndoBar onUndone={undone} />));
  afterEach(() => act(heldDecisions.clear));

  it('is not there while nothing can be taken back', () => {
    expect(screen.queryByText('撤销')).toBeNull();
  });

  it('names what was just decided and takes it back', async () => {
    decide('1', '王强');
    expect(screen.getByText('通过：王强')).toBeDefined();
    await userEvent.click(button('撤销，通过：王强'));
    expect([namesHeld(), undone.mock.calls]).toEqual([[], [['1']]]);
  });

  it('stays one line however many there are, and lists them with a way back for each', async () => {
    decide('1', '王强');
    decide('2', '李梅');
    decide('3', '马成');
    expect(document.querySelectorAll('.undo')).toHaveLength(1);
    expect(screen.getByText('已通过3份，最后：马成')).toBeDefined();
    await userEvent.click(button(/^已通过3份/));
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: '撤销，通过：王强' }));
    expect([namesHeld(), undone.mock.calls]).toEqual([['通过：李梅', '通过：马成'], [['1']]]);
  });
});
