import { describe, expect, it } from '@jest/globals';
import { hashPassword, isPassword } from './passwordHash';
import { weaknessOf } from './passwordRules';

const OWN = ['91360100MA0000001X', '南昌一零企业'];

describe('what a password must be', () => {
  it('has 8 signs or more, of any kind', () => {
    expect(weaknessOf('hao7zi-', OWN)).toMatch(/至少8位/);
    expect(weaknessOf('hao7zi-x', OWN)).toBeUndefined();
    expect(weaknessOf('我家门前有一条小河', OWN)).toBeUndefined();
    expect(weaknessOf('a long sentence with spaces', OWN)).toBeUndefined();
  });

  it('is none that everybody tries, no single sign, no row of digits', () => {
    for (const tried of ['password1', 'Password1', '12345678', 'qwertyuiop', '20210623', '1111111111', 'aaaaaaaaaa', 'abababab'])
      expect([tried, weaknessOf(tried, OWN)]).toEqual([tried, expect.stringMatching(/[一-龥]/)]);
  });

  it('does not hold the account or the name of the enterprise', () => {
    expect(weaknessOf('x91360100ma0000001x', OWN)).toMatch(/账号/);
    expect(weaknessOf('南昌一零企业2021', OWN)).toMatch(/账号/);
  });

  it('is kept as a hash with a salt of its own, and found again', async () => {
    const [one, other] = [await hashPassword('hao7zi-x'), await hashPassword('hao7zi-x')];
    expect(one).not.toBe(other);
    expect(one).not.toContain('hao7zi');
    expect([await isPassword('hao7zi-x', one), await isPassword('hao7zi-x ', one)]).toEqual([true, false]);
  });
});
