import { describe, expect, it } from '@jest/globals';
import { planWords, urgency } from './urgency';

const plans = (...states: string[]) => states.map((status) => ({ status }));

describe('what the institution has to do about its plans', () => {
  it('QH-15 puts a returned plan before one to arrange, and both before what waits for the authority', () => {
    const order = plans('SUBMITTED', 'APPROVED', 'RETURNED')
      .sort((a, b) => urgency(a) - urgency(b))
      .map((plan) => plan.status);
    expect(order).toEqual(['RETURNED', 'APPROVED', 'SUBMITTED']);
  });
  it('says the most urgent thing, and counts only what is open', () => {
    expect(planWords(plans('CLOSED', 'SUBMITTED', 'APPROVED', 'APPROVED'))).toEqual({ open: 3, hint: '2份待安排考场', due: true });
    expect(planWords(plans('SUBMITTED', 'CANCELLED'))).toEqual({ open: 1, hint: '等主管部门审批', due: false });
    expect(planWords([])).toEqual({ open: 0, hint: '没有在办的计划', due: false });
  });
});
