import { describe, expect, it } from '@jest/globals';
import { formatHours } from './format';

describe('hours of study', () => {
  it.each([
    ['0', '0学时'],
    ['0.00', '0学时'],
    ['8.00', '8学时'],
    ['10', '10学时'],
    ['40.00', '40学时'],
    ['12.50', '12.5学时'],
    ['7.99', '7.99学时'],
  ])('%s reads %s', (hours, words) => expect(formatHours(hours)).toBe(words));
});
