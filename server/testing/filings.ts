import { filingRoutes as routes, FILING_PARTS, type Filing } from '@jzt/shared/contract/filing';
import sharp from 'sharp';
import { signIn, type Client } from './client';
import { HOUSE } from './passwordAccounts';
import { authority, enterprise, enterpriseStaff, newIdNumber, officer } from './people';
import { seedOutside } from './simulators';
import type { World } from './world';

let count = 0;

/** The desks of a province with such filings. */
export async function filingDesks(world: World) {
  const office = await authority(HOUSE);
  const company = await enterprise({ jurisdictions: [HOUSE], name: `南昌样例建设公司${++count}` });
  const other = await enterprise({ jurisdictions: [HOUSE], name: `九江样例建设公司${count}` });
  const enter = async (id: string) => signIn(world, (await enterpriseStaff(world, id)).phone, 'ENTERPRISE_STAFF');
  const officers = async (role: 'AUTHORITY_REVIEWER' | 'AUTHORITY_ISSUER') =>
    signIn(world, (await officer(world, role, '余审核', office)).phone, role);
  return {
    company,
    clerk: await enter(company.id),
    stranger: await enter(other.id),
    reviewer: await officers('AUTHORITY_REVIEWER'),
    issuer: await officers('AUTHORITY_ISSUER'),
  };
}

/** Puts somebody into the register of people on site: a safety officer of the province, and holder of `posts` beside. */
export async function inRegister(
  world: World,
  {
    idNumber = newIdNumber(),
    name = '测试安全员',
    posts = [],
    provinceNum = HOUSE as string,
    safety = true,
  }: {
    idNumber?: string;
    name?: string;
    posts?: string[];
    provinceNum?: string;
    safety?: boolean;
  } = {},
) {
  const held = [...(safety ? ['190'] : []), ...posts];
  await seedOutside(world, 'national', {
    siteCertificates: held.map((postCode) => ({
      idNumber,
      name,
      postCode,
      provinceNum,
      certTitle: '2',
      certNum: `R${postCode}${idNumber}`,
      issueDate: '2019-05-06',
    })),
  });
  return { idNumber, name };
}

const photo = () =>
  sharp({ create: { width: 600, height: 400, channels: 3, background: { r: ++count % 256, g: 90, b: 120 } } })
    .jpeg()
    .toBuffer();

/** Everything that is asked for a draft, uploaded. */
export async function complete(
  clerk: Client,
  filing: Filing,
  post: '101' | '104' | '106' | '109' | '111' | '112' = '111',
): Promise<Filing> {
  let last = await clerk.ok(routes.choosePost, { params: { id: filing.id }, body: { post } });
  for (const part of FILING_PARTS) last = await clerk.ok(routes.upload, { params: { id: filing.id, part }, file: await photo() });
  return last;
}

export const submit = (clerk: Client, { id, version }: Filing): Promise<Filing> =>
  clerk.ok(routes.submit, { params: { id }, body: { version, channel: 'H5' } });

/** Somebody of the register, filed and waiting for the province. */
export async function filed(
  world: World,
  clerk: Client,
  of: Parameters<typeof inRegister>[1] & { post?: Parameters<typeof complete>[2] } = {},
): Promise<Filing & { idNumber: string }> {
  const { idNumber } = await inRegister(world, of);
  const draft = await clerk.ok(routes.add, { body: { idNumber, channel: 'H5' } });
  return { ...(await submit(clerk, await complete(clerk, draft, of.post))), idNumber };
}

export const review = (reviewer: Client, filings: readonly Pick<Filing, 'id' | 'version'>[], over: object = {}) =>
  reviewer.ok(routes.review, {
    body: {
      items: filings.map(({ id, version }) => ({ id, version })),
      decision: 'PASS' as const,
      signatureSeen: true,
      sealSeen: true,
      ...over,
    },
  });
