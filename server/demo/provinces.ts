import type { Category } from '@jzt/shared/domain/categories';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { makeCreditCode } from '@jzt/shared/domain/creditCode';
import { person, type DemoPerson } from './people';

/** Where somebody of the staff works, by its place in its list. */
interface Place {
  name: string;
  staff: DemoPerson;
  /** Where it stands, if that is another city. */
  city?: string;
}

interface PasswordOf {
  account: string;
  password: string;
}

/** A province of the demo: who decides there, who trains, who employs. */
export interface DemoProvince {
  jurisdiction: Jurisdiction;
  name: string;
  /** Where its organisations stand, and the code that its phone numbers begin with. */
  city: string;
  dialling: string;
  authority: {
    name: string;
    /** Who appoints, and signs nothing. */
    admin: DemoPerson;
    reviewer: DemoPerson;
    issuer: DemoPerson;
    /** Where the authority plans exams itself, and one officer approves what another submits (QH-07). */
    second?: DemoPerson;
  };
  institutions: readonly [Place, Place];
  enterprises: readonly [Place, Place];
  /** Accounts with a password, to try out (JX-02, JX-15). */
  accounts?: { enterprise: PasswordOf; officer: PasswordOf };
  /** What its institutions may train; of the second one, where it may less. */
  categories: readonly Category[];
  secondCategories?: readonly Category[];
  /** 考核基地, where the document knows them (JS-08). */
  base?: Place;
  /** 线上继续教育平台 (QH-27): those that the authority approved, and one that it did not. */
  platforms?: { approved: readonly string[]; others: readonly string[] };
}

/** The enterprise's account is its taxpayer number. */
export const DEMO_ACCOUNTS = {
  enterprise: { account: makeCreditCode('91360100MA1000000'), password: '滕王阁上看赣江' },
  officer: { account: 'JX-SHENHE01', password: '庐山云雾山间茶' },
};

export const PROVINCES: readonly DemoProvince[] = [
  {
    jurisdiction: '630000',
    name: '青海',
    city: '西宁市城东区',
    dialling: '0971',
    authority: {
      name: '青海省住房和城乡建设厅',
      admin: person('青人事', '13800000008', '1978-05-20', 191),
      reviewer: person('祁审核', '13800000003', '1980-02-18', 103),
      issuer: person('才让签发', '13800000004', '1976-11-25', 105),
      second: person('多杰审核', '13800000007', '1984-06-15', 109),
    },
    institutions: [
      { name: '青海高原建设培训中心', staff: person('马老师', '13800000001', '1985-05-12', 101) },
      { name: '河湟职业技能培训学校', staff: person('祁老师', '13800000005', '1987-03-08', 106) },
    ],
    enterprises: [
      { name: '青海三江建筑工程有限公司', staff: person('韩会计', '13800000002', '1988-09-03', 102) },
      { name: '西宁城北劳务有限公司', staff: person('冶经理', '13800000006', '1983-01-27', 107) },
    ],
    categories: ['SAFETY_MGMT', 'SPECIAL_OP', 'SKILLED_WORKER', 'QUALITY_TESTER'],
    secondCategories: ['SPECIAL_OP', 'SKILLED_WORKER'],
    platforms: {
      approved: ['青海建设继续教育网', '三江源安全学堂', '河湟云课堂', '昆仑在线培训平台'],
      others: ['快学通（未获批准）'],
    },
  },
  {
    jurisdiction: '500000',
    name: '重庆',
    city: '重庆市渝中区',
    dialling: '023',
    authority: {
      name: '重庆市建设工程施工安全管理总站',
      admin: person('渝人事', '13800000018', '1978-05-20', 192),
      reviewer: person('余审核', '13800000011', '1981-04-16', 111),
      issuer: person('巴签发', '13800000012', '1975-08-09', 113),
    },
    institutions: [
      { name: '渝州建设培训中心', staff: person('江老师', '13800000013', '1986-02-11', 112) },
      { name: '两江建筑安全培训学校', staff: person('何老师', '13800000015', '1984-12-05', 115) },
    ],
    enterprises: [
      { name: '重庆山城建筑工程有限公司', staff: person('罗会计', '13800000014', '1989-06-23', 114) },
      { name: '重庆长江路桥劳务有限公司', staff: person('谭经理', '13800000016', '1982-10-30', 117) },
    ],
    categories: ['SAFETY_MGMT', 'SPECIAL_OP'],
  },
  {
    jurisdiction: '320000',
    name: '江苏',
    city: '南京市玄武区',
    dialling: '025',
    authority: {
      name: '江苏省住房和城乡建设厅',
      admin: person('苏人事', '13800000028', '1978-05-20', 193),
      reviewer: person('苏审核', '13800000021', '1979-07-14', 121),
      issuer: person('宁签发', '13800000022', '1974-03-02', 123),
    },
    institutions: [
      { name: '江南建设教育培训中心', staff: person('顾老师', '13800000023', '1988-01-19', 122) },
      { name: '太湖建筑职业培训学校', staff: person('沈老师', '13800000025', '1983-11-07', 125) },
    ],
    enterprises: [
      { name: '江苏钟山建设集团有限公司', staff: person('陆会计', '13800000024', '1990-05-28', 124) },
      { name: '苏州姑苏建筑劳务有限公司', staff: person('钱经理', '13800000026', '1981-09-13', 127) },
    ],
    categories: ['SITE_MANAGER', 'SAFETY_MGMT', 'SPECIAL_OP'],
    base: { name: '南京特种作业人员考核基地', staff: person('金经办', '13800000027', '1985-08-21', 129) },
  },
  {
    jurisdiction: '460000',
    name: '海南',
    city: '海口市美兰区',
    dialling: '0898',
    authority: {
      name: '海南省住房和城乡建设厅',
      admin: person('琼人事', '13800000038', '1978-05-20', 194),
      reviewer: person('符审核', '13800000031', '1982-06-06', 131),
      issuer: person('黎签发', '13800000032', '1977-12-12', 133),
    },
    institutions: [
      { name: '琼州建设职业培训中心', staff: person('王老师', '13800000033', '1987-10-10', 132) },
      { name: '椰城建筑培训学校', staff: person('吴老师', '13800000035', '1985-04-25', 135) },
    ],
    enterprises: [
      { name: '海南南海建筑工程有限公司', staff: person('陈会计', '13800000034', '1991-02-14', 134) },
      { name: '三亚天涯建设有限公司', city: '三亚市天涯区', staff: person('林经理', '13800000036', '1980-08-18', 137) },
    ],
    categories: ['SITE_MANAGER'],
  },
  {
    jurisdiction: '360000',
    name: '江西',
    city: '南昌市东湖区',
    dialling: '0791',
    authority: {
      name: '江西省住房和城乡建设厅',
      admin: person('赣人事', '13800000048', '1978-05-20', 195),
      reviewer: person('赣审核', '13800000041', '1983-05-17', 141),
      issuer: person('章签发', '13800000042', '1978-09-29', 143),
    },
    institutions: [
      { name: '赣江建设培训中心', staff: person('熊老师', '13800000043', '1986-07-03', 142) },
      { name: '鄱阳湖建筑培训学校', staff: person('涂老师', '13800000045', '1984-02-26', 145) },
    ],
    enterprises: [
      { name: '江西滕王阁建筑工程有限公司', staff: person('万会计', '13800000044', '1992-11-11', 144) },
      { name: '景德镇瓷都建设有限公司', staff: person('余经理', '13800000046', '1979-03-31', 147) },
    ],
    accounts: DEMO_ACCOUNTS,
    categories: ['SITE_MANAGER'],
  },
];

/** 平台运营单位's, and the administrator of the first province's first institution. */
export const SYSTEM_ADMIN = person('平台管理', '13800000099', '1980-01-09', 198);
export const SCHOOL_ADMIN = person('马校长', '13800000009', '1972-03-30', 197);
export const FIRST: Jurisdiction = '630000';

/** Everybody of the staff whom a visitor can sign in as. */
const withAccount = (note: string, of?: PasswordOf) => (of ? `${note}；换证平台账号${of.account}，密码${of.password}` : note);
export const staffOf = ({ jurisdiction, authority, institutions, enterprises, base, accounts }: DemoProvince) => [
  ...(jurisdiction === FIRST
    ? [
        { role: '系统管理员', person: SYSTEM_ADMIN, note: '登记各省主管部门，邀请它们的管理员' },
        { role: '机构管理员', person: SCHOOL_ADMIN, note: institutions[0].name },
      ]
    : []),
  { role: '主管部门管理员', person: authority.admin, note: '登记单位、管工作人员，不能审核和签发' },
  { role: '主管部门审核', person: authority.reviewer, note: withAccount(authority.name, accounts?.officer) },
  ...(authority.second ? [{ role: '主管部门审核', person: authority.second, note: '第二位审核，批准同事提交的考试计划' }] : []),
  { role: '主管部门签发', person: authority.issuer, note: '第二人复核、签发' },
  ...institutions.map(({ name, staff }) => ({ role: '培训机构', person: staff, note: name })),
  ...enterprises.map(({ name, staff }, at) => ({
    role: '企业',
    person: staff,
    note: withAccount(name, at === 0 ? accounts?.enterprise : undefined),
  })),
  ...(base ? [{ role: '考核基地', person: base.staff, note: base.name }] : []),
];
