import { makeCreditCode } from '@jzt/shared/domain/creditCode';
import type { Category } from '@jzt/shared/domain/categories';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { OrganisationModel } from '../src/features/organisation/organisation.model';
import { Organisations } from '../src/features/organisation/organisation.service';
import type { RunningServer } from '../src/platform/boot';

/** A province of the demo beside the one of the story: who decides there, who trains, who employs. */
interface DemoProvince {
  jurisdiction: Jurisdiction;
  name: string;
  authority: string;
  city: string;
  institutions: readonly [string, string];
  enterprises: readonly [string, string];
  /** What its institutions may train. */
  categories: readonly Category[];
  /** 考核基地, where the document knows them (JS-08). */
  base?: string;
  /** Last digits of its people's phones: reviewer, issuer, teacher, clerk. */
  phones: readonly [string, string, string, string];
}

export const PROVINCES_BESIDE: readonly DemoProvince[] = [
  {
    jurisdiction: '500000',
    name: '重庆',
    authority: '重庆市建设工程施工安全管理总站',
    city: '重庆市渝中区',
    institutions: ['渝州建设培训中心', '两江建筑安全培训学校'],
    enterprises: ['重庆山城建筑工程有限公司', '重庆长江路桥劳务有限公司'],
    categories: ['SAFETY_MGMT', 'SPECIAL_OP'],
    phones: ['13800000011', '13800000012', '13800000013', '13800000014'],
  },
  {
    jurisdiction: '320000',
    name: '江苏',
    authority: '江苏省住房和城乡建设厅',
    city: '南京市玄武区',
    institutions: ['江南建设教育培训中心', '太湖建筑职业培训学校'],
    enterprises: ['江苏钟山建设集团有限公司', '苏州姑苏建筑劳务有限公司'],
    categories: ['SITE_MANAGER', 'SAFETY_MGMT', 'SPECIAL_OP'],
    base: '南京特种作业人员考核基地',
    phones: ['13800000021', '13800000022', '13800000023', '13800000024'],
  },
  {
    jurisdiction: '460000',
    name: '海南',
    authority: '海南省住房和城乡建设厅',
    city: '海口市美兰区',
    institutions: ['琼州建设职业培训中心', '椰城建筑培训学校'],
    enterprises: ['海南南海建筑工程有限公司', '三亚天涯建设有限公司'],
    categories: ['SITE_MANAGER'],
    phones: ['13800000031', '13800000032', '13800000033', '13800000034'],
  },
  {
    jurisdiction: '360000',
    name: '江西',
    authority: '江西省住房和城乡建设厅',
    city: '南昌市东湖区',
    institutions: ['赣江建设培训中心', '鄱阳湖建筑培训学校'],
    enterprises: ['江西滕王阁建筑工程有限公司', '景德镇瓷都建设有限公司'],
    categories: ['SITE_MANAGER'],
    phones: ['13800000041', '13800000042', '13800000043', '13800000044'],
  },
];

const ROLES = [
  ['AUTHORITY_REVIEWER', '主管部门审核'],
  ['AUTHORITY_ISSUER', '主管部门签发'],
  ['INSTITUTION_STAFF', '培训机构'],
  ['ENTERPRISE_STAFF', '企业'],
] as const;

/** Everybody of these provinces whom a visitor can sign in as. */
export const peopleBeside = PROVINCES_BESIDE.flatMap(({ name, authority, institutions, enterprises, phones }) =>
  ROLES.map(([, role], at) => ({
    role: `${name}·${role}`,
    name: [authority, authority, institutions[0], enterprises[0]][at]!,
    phone: phones[at]!,
  })),
);

/** Opens the other provinces: authority with its two officers, two institutions, two enterprises, and who acts for the first of each. */
export async function openProvinces(server: RunningServer): Promise<void> {
  const organisations = await server.get(Organisations);
  for (const one of PROVINCES_BESIDE) {
    const { jurisdiction, city, phones } = one;
    const region = jurisdiction.slice(0, 2);
    const authorisations = one.categories.map((category) => ({ category, from: '2017-01-01' }));
    const create = async (kind: string, name: string, at: number, more: object = {}) => {
      const made = await OrganisationModel.create({
        kind,
        name,
        jurisdictions: [jurisdiction],
        address: `${city}演示路${at + 1}号`,
        phone: `0${region}-600000${at}`,
        ...more,
      } as never);
      return made._id.toHexString();
    };
    const coded = (letter: string, at: number) => ({ creditCode: makeCreditCode(`91${region}0100MA${letter}00000${at}`) });
    const office = await create('AUTHORITY', one.authority, 0);
    const schools = await Promise.all(
      one.institutions.map((name, at) => create('INSTITUTION', name, at + 1, { authorisations, ...coded('0', at) })),
    );
    const companies = await Promise.all(one.enterprises.map((name, at) => create('ENTERPRISE', name, at + 3, coded('1', at))));
    if (one.base) await create('BASE', one.base, 5, { authorisations: [{ category: 'SPECIAL_OP', from: '2017-01-01' }], ...coded('2', 0) });
    const homes = [office, office, schools[0]!, companies[0]!];
    for (const [at, [role]] of ROLES.entries()) await organisations.appoint(homes[at]!, phones[at]!, role);
  }
}
