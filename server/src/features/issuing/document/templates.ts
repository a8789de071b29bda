import { SAFETY_CODES, type CertificateKind, type SafetyCode } from '@jzt/shared/domain/categories';
import { provinceName } from '@jzt/shared/domain/provinces';
import type { CertificateTemplate, FieldKey, Palette, ProvincePrint } from './content';

const LABELS: Record<FieldKey, string> = {
  postName: '岗位名称',
  name: '姓名',
  sex: '性别',
  idNumber: '身份证号',
  certificateNo: '证书编号',
  enterpriseName: '企业名称',
  validTo: '有效期至',
};
const lines = (...keys: FieldKey[]) => keys.map((key) => ({ key, label: LABELS[key] }));

const BLUE: Palette = { dark: '#1d4473', mid: '#6f96bf', light: '#cfdeec' };
const GREEN: Palette = { dark: '#1c5546', mid: '#6ea591', light: '#cde4da' };
const BRONZE: Palette = { dark: '#5f4117', mid: '#b6945a', light: '#eadfc8' };
const TEAL: Palette = { dark: '#0f5260', mid: '#6ba4af', light: '#cce3e7' };
const PLUM: Palette = { dark: '#4b3a66', mid: '#9384ad', light: '#ded7e8' };

/** JS-17: 安管人员, one template a sub-code; only the role differs. */
const safety = (role: string): CertificateTemplate => ({
  title: [`建筑施工企业${role}`, '安全生产知识考核合格证书'],
  fields: lines('name', 'idNumber', 'certificateNo', 'enterpriseName', 'validTo'),
  statement: `本电子证书由{issuer}核发。本证书表明持证人通过{region}建筑施工企业${role}安全生产知识考核，成绩合格。`,
  sealOwner: 'AUTHORITY',
  palette: BRONZE,
});

/** The printed form of every certificate kind, by template id. A province that differs adds a template here, not a branch in the code. */
export const TEMPLATES = {
  /** JS-15: with sex, without an end date or an enterprise. */
  SITE_MANAGER: {
    title: ['住房和城乡建设领域专业人员岗位培训', '考核合格证书'],
    heading: { key: 'postName', label: LABELS.postName },
    fields: lines('name', 'sex', 'idNumber', 'certificateNo'),
    statement: '本电子证书由{issuer}核发。本证书表明持证人已通过住房和城乡建设领域专业人员岗位培训考核，成绩合格。',
    sealOwner: 'AUTHORITY',
    palette: BLUE,
  },
  /** The same person's certificate after the exchange (HN-09): the ministry's title, else as JS-15. */
  SITE_MANAGER_ELECTRONIC: {
    title: ['住房和城乡建设领域施工现场专业人员', '职业培训合格证'],
    heading: { key: 'postName', label: LABELS.postName },
    fields: lines('name', 'sex', 'idNumber', 'certificateNo'),
    statement: '本电子证书由{issuer}核发。本证书表明持证人已参加住房和城乡建设领域施工现场专业人员职业培训，考核合格。',
    sealOwner: 'AUTHORITY',
    palette: BLUE,
  },
  /** JS-16: with an end date, without sex or enterprise. */
  SPECIAL_OP: {
    title: ['建筑施工特种作业操作资格证书'],
    heading: { key: 'postName', label: LABELS.postName },
    fields: lines('name', 'idNumber', 'certificateNo', 'validTo'),
    statement: '本电子证书由{issuer}核发。本证书表明持证人通过{region}建筑施工特种作业操作资格考核，成绩合格。',
    sealOwner: 'AUTHORITY',
    palette: GREEN,
  },
  SAFETY_MGMT_A: safety('主要负责人'),
  SAFETY_MGMT_B: safety('项目负责人'),
  SAFETY_MGMT_C: safety('专职安全生产管理人员'),
  SAFETY_MGMT_C1: safety('机械类专职安全生产管理人员'),
  SAFETY_MGMT_C2: safety('土建类专职安全生产管理人员'),
  SAFETY_MGMT_C3: safety('综合类专职安全生产管理人员'),
  /** QH-30, QH-33, QH-36: province only, no end date, the institution's seal. */
  SKILLED_WORKER: {
    title: ['建筑工人培训合格证书'],
    heading: { key: 'postName', label: '工种名称' },
    fields: lines('name', 'sex', 'idNumber', 'certificateNo'),
    statement: '本电子证书由{issuer}发放。本证书表明持证人已通过{region}建筑工人培训考核，成绩合格。本证书仅限在{region}范围内使用。',
    sealOwner: 'INSTITUTION',
    palette: PLUM,
  },
  /** QH-30, QH-34, QH-36: province only, kept alive by continuing education, the institution's seal. */
  QUALITY_TESTER: {
    title: ['工程质量检测人员证书'],
    heading: { key: 'postName', label: '检测专业' },
    fields: lines('name', 'idNumber', 'certificateNo', 'enterpriseName', 'validTo'),
    statement:
      '本电子证书由{issuer}发放。本证书表明持证人已通过{region}工程质量检测人员培训考核，成绩合格。本证书仅限在{region}范围内使用。',
    sealOwner: 'INSTITUTION',
    palette: TEAL,
  },
} satisfies Record<string, CertificateTemplate>;

/** The template of a kind; `code` is the sub-code and matters only for SAFETY_MGMT, where an unknown one throws RangeError. */
export function templateOf(kind: CertificateKind, code: string): CertificateTemplate {
  if (kind === 'SAFETY_MGMT') {
    if (!(SAFETY_CODES as readonly string[]).includes(code)) throw new RangeError(`no template for SAFETY_MGMT ${code}`);
    return TEMPLATES[`SAFETY_MGMT_${code as SafetyCode}`];
  }
  return TEMPLATES[kind === 'SITE_MANAGER_PAPER' || kind === 'SITE_SAFETY_OFFICER' ? 'SITE_MANAGER' : kind];
}

const print = (province: string, authorityName: string, portal: string): ProvincePrint => ({
  regionName: provinceName(province),
  authorityName,
  portalLine: `${portal}验证`,
});

/**
 * What each province prints as its own, by GB/T 2260 code. Jiangsu's portal line is its notice's (JS-18); the others name the
 * platform that their notices name.
 */
export const PROVINCE_PRINTS: Readonly<Record<string, ProvincePrint>> = {
  '320000': print('320000', '江苏省住房和城乡建设厅', '“江苏政务服务网-江苏住建厅旗舰店”'),
  '360000': print('360000', '江西省住房和城乡建设厅', '“江西省住房和城乡建设培训网”'),
  '460000': print('460000', '海南省住房和城乡建设厅', '“住房和城乡建设行业从业人员培训管理信息系统”'),
  '500000': print('500000', '重庆市住房和城乡建设委员会', '“重庆建筑施工安全教育”小程序'),
  '630000': print('630000', '青海省住房和城乡建设厅', '“青海省工程建设云服务平台”'),
};
