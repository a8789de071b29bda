import { describe, expect, it } from '@jest/globals';
import { CATEGORIES, CATEGORY_LABELS, CERTIFICATE_KINDS, SAFETY_CODES, SAFETY_CODE_LABELS, TERRITORY_LABELS } from './categories';
import { maskIdNumber, maskName, maskPhone } from './masking';
import { POST_GROUPS, SITE_POSTS, SITE_SAFETY_OFFICER, SITE_SAFETY_OFFICER_LABEL } from './posts';
import { PROVINCES, provinceName } from './provinces';
import { ROLES, ROLE_LABELS } from './roles';
import { NATIONAL_OPERATIONS, NATIONAL_STATES, readNationalState } from './stateCodes';
import { TRADES, isTrade, tradeDescription } from './trades';

describe('posts and trades', () => {
  it('HN-02 there are thirteen posts; 105, 110 and 安全员 are not among them', () => {
    expect(Object.keys(SITE_POSTS)).toHaveLength(13);
    expect(Object.keys(SITE_POSTS)).toContain('115');
    for (const code of ['105', '110', '100', '116', SITE_SAFETY_OFFICER]) expect(Object.keys(SITE_POSTS)).not.toContain(code);
    expect(new Set(Object.values(SITE_POSTS)).size).toBe(13);
  });

  it('CQ-18 JX-12 施工员 and 质量员 are the eight posts 101–104 and 106–109', () => {
    expect([...POST_GROUPS.BUILDER, ...POST_GROUPS.QUALITY]).toEqual(['101', '102', '103', '104', '106', '107', '108', '109']);
    for (const code of POST_GROUPS.BUILDER) expect(SITE_POSTS[code]).toMatch(/施工员$/);
    for (const code of POST_GROUPS.QUALITY) expect(SITE_POSTS[code]).toMatch(/质量员$/);
  });

  it('O-02 trades are 01–11 and 99, and 99 names its trade in the fixed form', () => {
    expect(Object.keys(TRADES).sort()).toEqual(['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '99']);
    expect([isTrade('11'), isTrade('12'), isTrade('1'), isTrade('constructor')]).toEqual([true, false, false, false]);
    expect(tradeDescription('01')).toBe('建筑电工');
    expect(tradeDescription('99', '桩机操作工')).toBe('经省级以上住房和城乡建设主管部门认定的其他工种类别（桩机操作工）');
    expect(() => tradeDescription('99', ' ')).toThrow(RangeError);
  });
});

describe('categories and kinds', () => {
  it('CQ-16 the two 安全员 certificates are different kinds of different categories', () => {
    expect(CERTIFICATE_KINDS.SITE_SAFETY_OFFICER.category).toBe('SITE_MANAGER');
    expect(CERTIFICATE_KINDS.SAFETY_MGMT.category).toBe('SAFETY_MGMT');
    expect(SAFETY_CODES).not.toContain(SITE_SAFETY_OFFICER);
    expect(SITE_SAFETY_OFFICER_LABEL).not.toBe(SAFETY_CODE_LABELS.C);
  });

  it('QH-01 QH-30 安管 and 特种 hold nationwide, 技术工人 and 质量检测 in the province only', () => {
    const territory = Object.fromEntries(
      Object.entries(CERTIFICATE_KINDS).map(([kind, value]) => [kind, value.territory && TERRITORY_LABELS[value.territory]]),
    );
    expect(territory).toMatchObject({
      SAFETY_MGMT: '全国通用',
      SPECIAL_OP: '全国通用',
      SKILLED_WORKER: '仅限本省使用',
      QUALITY_TESTER: '仅限本省使用',
      SITE_SAFETY_OFFICER: null,
    });
  });

  it('every category, sub-code and role has its own words', () => {
    for (const [keys, labels] of [
      [CATEGORIES, CATEGORY_LABELS],
      [SAFETY_CODES, SAFETY_CODE_LABELS],
      [ROLES, ROLE_LABELS],
    ] as const) {
      expect(Object.keys(labels).sort()).toEqual([...keys].sort());
      expect(new Set(Object.values(labels)).size).toBe(keys.length);
    }
  });
});

describe('codes of the national platform', () => {
  it('O-02 the same code means different things for the two kinds', () => {
    expect([readNationalState('SPECIAL_OP', '03'), readNationalState('SAFETY_MGMT', '03')]).toEqual(['REVOKED', 'RESCINDED']);
    expect([readNationalState('SPECIAL_OP', '06'), readNationalState('SAFETY_MGMT', '06')]).toEqual(['EXPIRED', 'TRANSFER_OUT']);
    expect([readNationalState('SPECIAL_OP', '07'), readNationalState('SAFETY_MGMT', '07')]).toEqual([null, 'REVOKED']);
    expect([
      NATIONAL_OPERATIONS.SPECIAL_OP.CHANGE,
      NATIONAL_OPERATIONS.SAFETY_MGMT.TRANSFER_IN,
      NATIONAL_OPERATIONS.SAFETY_MGMT.CHANGE,
    ]).toEqual(['08', '08', '09']);
    for (const table of [...Object.values(NATIONAL_STATES), ...Object.values(NATIONAL_OPERATIONS)])
      expect(new Set(Object.values(table)).size).toBe(Object.keys(table).length);
  });
});

describe('provinces', () => {
  it('are the 34 of GB/T 2260, each with one character of its own', () => {
    expect(Object.keys(PROVINCES)).toHaveLength(34);
    expect(new Set(Object.values(PROVINCES).map((province) => province.shortName)).size).toBe(34);
    for (const [code, { shortName, name }] of Object.entries(PROVINCES))
      expect([code, shortName, name]).toEqual([
        expect.stringMatching(/^[1-8]\d0000$/),
        expect.stringMatching(/^.$/),
        expect.stringMatching(/(省|市|自治区|特别行政区)$/),
      ]);
  });

  it('CQ-05 CQ-06 name the province in the message', () => {
    expect(PROVINCES['510000']).toEqual({ shortName: '川', name: '四川省' });
    expect(PROVINCES['520000']?.shortName).toBe('黔');
    expect(['500000', '630000', '460000', '360000', '320000'].map((code) => PROVINCES[code]?.shortName).join('')).toBe('渝青琼赣苏');
    expect([provinceName('500000'), provinceName('990000')]).toEqual(['重庆市', '外省']);
  });
});

describe('masking', () => {
  it.each([
    [maskIdNumber, '630100199001010016', '6301**********0016'],
    [maskIdNumber, '63010019900101001', '*****************'],
    [maskPhone, '13800000000', '138****0000'],
    [maskPhone, '1380000', '*******'],
    [maskName, '王五', '王*'],
    [maskName, '欧阳小明', '欧**'],
    [maskName, '𠮷田', '𠮷*'],
    [maskName, '王', '*'],
    [maskName, '', ''],
  ] as const)('%p hides %s as %s', (mask, text, expected) => {
    expect(mask(text)).toBe(expected);
  });
});
