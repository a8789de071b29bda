import { describe, expect, it } from 'vitest';
import { evaluate } from '../engine';
import { qinghai } from '../packs/qinghai';
import { applyFacts, at, codes, holding, identity, refusedBy } from '../testing';

const DAY = at('2023-06-01');

describe('applying in Qinghai', () => {
  it('QH-09 both the real-name check and an employer come first', () => {
    expect(evaluate(qinghai, 'APPLY', applyFacts(), DAY)).toMatchObject({ allowed: true, refusals: [], pending: [], packVersion: qinghai.version });
    const alone = evaluate(qinghai, 'APPLY', applyFacts({ employments: [] }), DAY);
    expect(alone.refusals).toEqual([
      { ruleId: 'QH-09', code: 'EMPLOYMENT_REQUIRED', messageZh: '请先完成实名认证并与企业建立聘用关系', nextStepZh: expect.stringContaining('聘用关系') },
    ]);
    expect(refusedBy(evaluate(qinghai, 'APPLY', applyFacts({ employments: [], identity: identity(false) }), DAY))).toEqual([
      'QH-09 IDENTITY_REQUIRED', 'QH-09 EMPLOYMENT_REQUIRED',
    ]);
    const asked = [{ enterpriseName: '甲', creditCode: '91350100M000100Y43', status: 'REQUESTED' as const }];
    expect(codes(evaluate(qinghai, 'APPLY', applyFacts({ employments: asked }), DAY))).toEqual(['EMPLOYMENT_REQUIRED']);
  });

  it('CQ-07 a national platform that does not answer leaves the case pending', () => {
    expect(evaluate(qinghai, 'APPLY', applyFacts({ nationalHoldings: 'UNAVAILABLE' }), DAY)).toMatchObject({
      allowed: false, refusals: [], pending: [{ ruleId: 'CQ-07', on: 'NATIONAL_HOLDINGS' }],
    });
  });

  it('CQ-05 names the province of the other certificate', () => {
    const held = applyFacts({ nationalHoldings: [holding({ category: 'SAFETY_MGMT', code: 'B' })] });
    expect(evaluate(qinghai, 'APPLY', held, DAY).refusals).toMatchObject([{ ruleId: 'CQ-05', messageZh: '您在四川省持有有效安管人员证书，不受理' }]);
  });
});
