import { expect, it } from '@jest/globals';
import { stepUp } from './step-up';

it('all requests that wait for a fresh code share one question and its answer', async () => {
  const both = [stepUp.ask(), stepUp.ask()];
  stepUp.answer(true);
  expect(await Promise.all(both)).toEqual([true, true]);
});

it('a later request asks anew, and who would rather not says so', async () => {
  const again = stepUp.ask();
  stepUp.answer(false);
  expect(await again).toBe(false);
});
