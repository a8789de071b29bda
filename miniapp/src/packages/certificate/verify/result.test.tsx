import { describe, expect, it } from '@jest/globals';
import { render } from '@testing-library/react';
import type { Verification } from '@jzt/shared/contract/certificate';
import { Result } from './result';

const FOUND: Verification = {
  found: true,
  message: '证书真实，现在可以使用',
  checkedAt: '2026-11-01T01:00:00Z',
  certificate: {
    kind: 'SAFETY_MGMT',
    titleZh: '建筑施工企业安全生产管理人员考核合格证书',
    subject: { category: 'SAFETY_MGMT', code: 'C1', labelZh: '专职安全员' } as never,
    number: '苏建安C1(2026)00000001',
    holderName: '王强',
    idNumberMasked: '3201**********0016',
    status: 'ACTIVE',
    statusZh: '有效',
    valid: true,
    issuerZh: '江苏省住房和城乡建设厅',
    issuedOn: '2026-11-01',
    territoryZh: '全国',
    effectZh: '与同名纸质证书相同效力',
    acceptedZh: '竣工验收及备案中应当认可',
  },
};

describe('the answer of the verify page', () => {
  it('JS-12 JS-13 says what it is worth, and where it must be accepted', () => {
    const { container } = render(<Result verification={FOUND} />);
    expect(container.textContent).toContain('证书效力与同名纸质证书相同效力');
    expect(container.textContent).toContain('应当认可竣工验收及备案中应当认可');
  });

  it('says nothing of either where nothing was found', () => {
    const { container } = render(<Result verification={{ found: false, message: '未查询到该证书', checkedAt: FOUND.checkedAt }} />);
    expect(container.textContent).toMatch(/^未查询到该证书/);
    expect(container.textContent).not.toContain('应当认可');
  });
});
