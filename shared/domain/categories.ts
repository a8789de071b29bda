/** Categories of people (domain.md 1.2). The order is the order on the screens. */
export const CATEGORIES = ['SAFETY_MGMT', 'SPECIAL_OP', 'SITE_MANAGER', 'SKILLED_WORKER', 'QUALITY_TESTER', 'ASSOC_CONSTRUCTOR'] as const;

export type Category = (typeof CATEGORIES)[number];

export const CATEGORY_LABELS: Record<Category, string> = {
  SAFETY_MGMT: '安管人员',
  SPECIAL_OP: '特种作业人员',
  SITE_MANAGER: '现场专业人员',
  SKILLED_WORKER: '技术工人',
  QUALITY_TESTER: '质量检测人员',
  ASSOC_CONSTRUCTOR: '二级建造师',
};

/** Sub-codes of SAFETY_MGMT: C is the old, undivided one; C1 机械, C2 土建, C3 综合 (O-05). */
export const SAFETY_CODES = ['A', 'B', 'C', 'C1', 'C2', 'C3'] as const;

export type SafetyCode = (typeof SAFETY_CODES)[number];

export const SAFETY_CODE_LABELS: Record<SafetyCode, string> = {
  A: '企业主要负责人（A证）',
  B: '项目负责人（B证）',
  C: '专职安全生产管理人员（C证）',
  C1: '机械类专职安全生产管理人员（C1证）',
  C2: '土建类专职安全生产管理人员（C2证）',
  C3: '综合类专职安全生产管理人员（C3证）',
};

/** Where a certificate may be used; null where the sources do not say. */
type Territory = 'NATIONAL' | 'PROVINCE' | null;

export const TERRITORY_LABELS: Record<NonNullable<Territory>, string> = { NATIONAL: '全国通用', PROVINCE: '仅限本省使用' };

/**
 * Kinds of certificates (domain.md 1.5). SITE_SAFETY_OFFICER (现场专业人员·安全员) and the C certificate of SAFETY_MGMT (安全员C证) have nearly
 * the same name and are never the same thing. How many years a kind lasts is the pack's word.
 */
export const CERTIFICATE_KINDS = {
  SAFETY_MGMT: { category: 'SAFETY_MGMT', label: '安全生产知识考核合格证书', territory: 'NATIONAL' },
  SPECIAL_OP: { category: 'SPECIAL_OP', label: '建筑施工特种作业操作资格证书', territory: 'NATIONAL' },
  SITE_MANAGER_PAPER: { category: 'SITE_MANAGER', label: '住房和城乡建设领域专业人员岗位培训考核合格证书', territory: null },
  SITE_MANAGER_ELECTRONIC: { category: 'SITE_MANAGER', label: '住房和城乡建设领域施工现场专业人员职业培训合格证', territory: null },
  SITE_SAFETY_OFFICER: { category: 'SITE_MANAGER', label: '现场专业人员（安全员）证书', territory: null },
  SKILLED_WORKER: { category: 'SKILLED_WORKER', label: '建筑工人培训合格证书', territory: 'PROVINCE' },
  QUALITY_TESTER: { category: 'QUALITY_TESTER', label: '工程质量检测人员证书', territory: 'PROVINCE' },
  // Never issued here: only recorded (QH-23).
  ASSOC_CONSTRUCTOR: { category: 'ASSOC_CONSTRUCTOR', label: '二级建造师注册证书', territory: null },
} as const satisfies Record<string, { category: Category; label: string; territory: Territory }>;

export type CertificateKind = keyof typeof CERTIFICATE_KINDS;
