import { describe, expect, it } from '@jest/globals';
import type { ApplicationType } from '@jzt/shared/contract/application';
import { commonOf, groupsOf, ownOf } from './verdicts';

const refusal = (code: string) => ({ ruleId: 'QH-09', code, message: code });
const type = (groupZh: string, code: string, refusals: string[] = [], territoryZh = '全国通用'): ApplicationType => ({
  subject: { category: 'SPECIAL_OP', code, labelZh: code },
  groupZh,
  territoryZh,
  verdict: { allowed: refusals.length === 0, refusals: refusals.map(refusal), pending: [] },
});

describe('QH-09 what keeps somebody from signing up', () => {
  it('is said once when it refuses every type, and at its type when it does not', () => {
    const items = [type('特种', '01', ['EMPLOYMENT_REQUIRED', 'APPLICATION_EXISTS']), type('特种', '02', ['EMPLOYMENT_REQUIRED'])];
    expect(commonOf(items).map((each) => each.code)).toEqual(['EMPLOYMENT_REQUIRED']);
    expect(items.map((each) => ownOf(each, commonOf(items)).map((one) => one.code))).toEqual([['APPLICATION_EXISTS'], []]);
  });

  it('has nothing in common when one type is open, and nothing of nothing', () => {
    expect(commonOf([type('特种', '01', ['X']), type('特种', '02')])).toEqual([]);
    expect(commonOf([])).toEqual([]);
  });
});

describe('groups of types', () => {
  it('keep the order of the server and name a territory only when it holds for all', () => {
    const groups = groupsOf([type('安管', 'A'), type('特种', '01'), type('安管', 'B', [], '仅限本省使用')]);
    expect(groups.map((each) => [each.groupZh, each.territoryZh, each.types.map((one) => one.subject.code)])).toEqual([
      ['安管', undefined, ['A', 'B']],
      ['特种', '全国通用', ['01']],
    ]);
  });
});
