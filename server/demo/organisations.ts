import type { Category } from '@jzt/shared/domain/categories';
import { makeCreditCode } from '@jzt/shared/domain/creditCode';
import type { OrganisationKind, StaffRole } from '@jzt/shared/domain/organisations';
import { OrganisationModel } from '../src/features/organisation/organisation.model';
import { ensureOperator } from '../src/features/organisation/organisation.service';
import type { Caller } from '../src/platform/http/tokens';
import { callerOf, type DemoPeople, type DemoPerson } from './people';
import { FIRST, SCHOOL_ADMIN, SYSTEM_ADMIN, type DemoProvince } from './provinces';

/** Who acts in a province's stories: of its institutions and enterprises the first. */
export interface Desk {
  institutionId: string;
  enterpriseId: string;
  address: string;
  teacher: Caller;
  clerk: Caller;
  reviewer: Caller;
  second?: Caller;
  issuer: Caller;
}

const LETTERS: Record<Exclude<OrganisationKind, 'AUTHORITY' | 'OPERATOR'>, string> = {
  INSTITUTION: '0',
  ENTERPRISE: '1',
  BASE: '2',
  CE_PLATFORM: '3',
};
const SINCE = '2017-01-01';

/** Opens a province: its authority with two officers, two institutions, two enterprises, a base and CE platforms where there are any, each with who acts for it. */
export async function openProvince(province: DemoProvince, people: DemoPeople): Promise<Desk> {
  const { jurisdiction, city, dialling, authority, institutions, enterprises, base, platforms } = province;
  const region = jurisdiction.slice(0, 2);
  let built = 0;
  const create = async (
    kind: Exclude<OrganisationKind, 'OPERATOR'>,
    name: string,
    at: number,
    categories: readonly Category[] = [],
    where = city,
  ) => {
    const number = ++built;
    const made = await OrganisationModel.create({
      kind,
      name,
      jurisdictions: [jurisdiction],
      address: `${where}演示路${number}号`,
      city: /^.+?[市州]/.exec(where)?.[0],
      phone: `${dialling}-60000${String(number).padStart(2, '0')}`,
      ...(kind !== 'AUTHORITY' && { creditCode: makeCreditCode(`91${region}0100MA${LETTERS[kind]}00000${at}`) }),
      authorisations: categories.map((category) => ({ category, from: SINCE })),
    });
    return made._id.toHexString();
  };
  const member = async (who: DemoPerson, role: StaffRole, organisationId: string) =>
    callerOf(await people.staff(who, { role, organisationId }), role, { organisationId, jurisdiction });

  const office = await create('AUTHORITY', authority.name, 0);
  await member(authority.admin, 'AUTHORITY_ADMIN', office);
  const [reviewer, issuer] = await Promise.all([
    member(authority.reviewer, 'AUTHORITY_REVIEWER', office),
    member(authority.issuer, 'AUTHORITY_ISSUER', office),
  ]);
  const second = authority.second && (await member(authority.second, 'AUTHORITY_REVIEWER', office));
  const schools = await Promise.all(
    institutions.map(async ({ name, staff }, at) => {
      const id = await create('INSTITUTION', name, at, (at && province.secondCategories) || province.categories);
      return { id, staff: await member(staff, 'INSTITUTION_STAFF', id) };
    }),
  );
  if (jurisdiction === FIRST) await member(SCHOOL_ADMIN, 'INSTITUTION_ADMIN', schools[0]!.id);
  const companies = await Promise.all(
    enterprises.map(async ({ name, staff, city: elsewhere }, at) => {
      const id = await create('ENTERPRISE', name, at, [], elsewhere);
      return { id, staff: await member(staff, 'ENTERPRISE_STAFF', id) };
    }),
  );
  if (base) await member(base.staff, 'BASE_AGENT', await create('BASE', base.name, 0, ['SPECIAL_OP']));
  const offered = [...(platforms?.approved ?? []), ...(platforms?.others ?? [])];
  await Promise.all(
    offered.map((name, at) => create('CE_PLATFORM', name, at, platforms!.approved.includes(name) ? ['SAFETY_MGMT', 'SPECIAL_OP'] : [])),
  );
  return {
    institutionId: schools[0]!.id,
    enterpriseId: companies[0]!.id,
    address: `${city}演示路2号3楼`,
    teacher: schools[0]!.staff,
    clerk: companies[0]!.staff,
    reviewer,
    ...(second && { second }),
    issuer,
  };
}

/** 平台运营单位 with its administrator. */
export async function openOperator(people: DemoPeople): Promise<void> {
  const organisationId = (await ensureOperator())._id.toHexString();
  await people.staff(SYSTEM_ADMIN, { role: 'SYSTEM_ADMIN', organisationId });
}

/** The institutions' own seals at the development seal service (QH-36); a real one has them already. */
export async function orderSeals(simulatorUrl: string): Promise<void> {
  const seals = (await OrganisationModel.find({ kind: 'INSTITUTION' }).lean()).map((one) => ({
    sealId: `ORG-${one.creditCode}`,
    holder: one.name,
  }));
  await fetch(`${simulatorUrl}/_seed`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ system: 'seal', seals }),
  });
}
