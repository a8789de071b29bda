import { randomUUID } from 'node:crypto';
import { FILING_PARTS, type Filing, type FilingPart } from '@jzt/shared/contract/filing';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { StaffRole } from '@jzt/shared/domain/organisations';
import { Types } from 'mongoose';
import sharp from 'sharp';
import { FilingReviews } from '../src/features/filing/filingReviews.service';
import { Filings } from '../src/features/filing/filings.service';
import { PasswordAccountModel } from '../src/features/passwordAccount/passwordAccount.model';
import { hashPassword } from '../src/features/passwordAccount/passwordHash';
import { Persons } from '../src/features/person/person.service';
import type { RunningServer } from '../src/platform/boot';
import { FieldCipher } from '../src/platform/crypto';
import type { Settings } from '../src/platform/settings';
import type { Desk } from './organisations';
import { cardOf, idNumberOf, person, portraitOf, type DemoPerson } from './people';
import { DEMO_ACCOUNTS } from './provinces';

/** Where enterprises file safety officers for exchange. */
export const FILING_PROVINCE: Jurisdiction = '360000';

type Standing = 'DRAFT' | 'PENDING_REVIEW' | 'PASSED' | 'REJECTED' | 'KNOWN';
/** Safety officers of the register, and how far their filing is; KNOWN: to be added by a visitor. */
export const FILED: readonly {
  person: DemoPerson;
  post: '101' | '106' | '111' | '113' | '114' | '115';
  standing: Standing;
  posts?: readonly string[];
}[] = [
  { person: person('熊国强', '13900000051', '1984-03-12', 151), post: '101', standing: 'PASSED' },
  { person: person('涂秀兰', '13900000052', '1979-11-02', 152), post: '114', standing: 'PENDING_REVIEW' },
  { person: person('万里行', '13900000053', '1988-07-25', 153), post: '111', standing: 'PENDING_REVIEW' },
  // Holds 质量员 since the filing: the review finds it.
  { person: person('龚建华', '13900000054', '1982-01-19', 155), post: '101', standing: 'PENDING_REVIEW', posts: ['106'] },
  { person: person('邹小平', '13900000055', '1990-09-08', 156), post: '113', standing: 'REJECTED' },
  { person: person('胡志远', '13900000056', '1986-05-30', 157), post: '115', standing: 'DRAFT' },
  { person: person('曾庆红梅', '13900000057', '1991-12-01', 158), post: '106', standing: 'KNOWN' },
];

/** A sheet of paper with lines of writing, a signature and a round red seal, as a phone sees it. */
const letterPhoto = (): Promise<Buffer> => {
  const lines = Array.from(
    { length: 16 },
    (_, at) => `<rect x="90" y="${190 + at * 42}" width="${at % 5 === 4 ? 320 : 620}" height="9" fill="#5a5f63"/>`,
  );
  const sheet = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="1120"><rect width="800" height="1120" fill="#fbfaf6"/><rect x="260" y="90" width="280" height="34" fill="#33383b"/>${lines.join('')}<path d="M430 930 q30 -50 60 0 t60 -6 t50 12" fill="none" stroke="#22304a" stroke-width="6"/><circle cx="560" cy="960" r="92" fill="none" stroke="#c8321f" stroke-width="8" opacity="0.85"/><circle cx="560" cy="960" r="24" fill="#c8321f" opacity="0.8"/></svg>`;
  return sharp(Buffer.from(sheet)).jpeg().toBuffer();
};

/** Puts the people into the development register; a real one has them already. */
async function register(simulatorUrl: string, people: readonly { person: DemoPerson; codes: readonly string[] }[]): Promise<void> {
  const siteCertificates = people.flatMap(({ person: who, codes }) =>
    codes.map((postCode, at) => ({
      idNumber: idNumberOf(who),
      name: who.name,
      postCode,
      provinceNum: FILING_PROVINCE,
      certTitle: '2',
      certNum: `赣建教${postCode}2019${String(who.sequence).padStart(4, '0')}${at}`,
      issueDate: '2019-05-06',
    })),
  );
  await fetch(`${simulatorUrl}/_seed`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ system: 'national', siteCertificates }),
  });
}

/** Accounts with a password that can be tried out, and filings at each state. */
export async function fileDemo(
  server: RunningServer,
  settings: Pick<Settings, 'secrets'> & { simulatorUrl?: string },
  desk: Desk,
): Promise<void> {
  await openAccounts(server, settings, desk);
  if (!settings.simulatorUrl) return;
  await register(
    settings.simulatorUrl,
    FILED.map((one) => ({ person: one.person, codes: ['190'] })),
  );
  const [filings, reviews] = [await server.get(Filings), await server.get(FilingReviews)];
  const letter = await letterPhoto();
  const photos: Record<FilingPart, (who: DemoPerson) => Promise<Buffer>> = {
    idFront: (who) => cardOf(who, 'portrait', 640),
    idBack: (who) => cardOf(who, 'authority', 640),
    letter: async () => letter,
    portrait: portraitOf,
  };
  for (const { person: who, post, standing } of FILED.filter((one) => one.standing !== 'KNOWN')) {
    const draft = await filings.add(desk.clerk, { idNumber: idNumberOf(who), channel: 'H5' }, randomUUID());
    let now: Filing = await filings.choosePost(desk.clerk, draft.id, post);
    for (const part of FILING_PARTS)
      if (standing !== 'DRAFT' || part.startsWith('id')) now = await filings.upload(desk.clerk, draft.id, part, await photos[part](who));
    if (standing === 'DRAFT') continue;
    now = await filings.submit(desk.clerk, draft.id, { version: now.version, channel: 'H5' }, randomUUID());
    if (standing === 'PENDING_REVIEW') continue;
    const decision =
      standing === 'PASSED' ? { decision: 'PASS' as const } : { decision: 'REJECT' as const, reason: '承诺书没有盖换证公章' };
    await reviews.review(desk.reviewer, {
      items: [{ id: now.id, version: now.version }],
      signatureSeen: true,
      sealSeen: true,
      ...decision,
    });
  }
  await register(
    settings.simulatorUrl,
    FILED.flatMap((one) => (one.posts ? [{ person: one.person, codes: ['190', ...one.posts] }] : [])),
  );
}

async function openAccounts(server: RunningServer, settings: Pick<Settings, 'secrets'>, { clerk, reviewer }: Desk): Promise<void> {
  const persons = await server.get(Persons);
  const cipher = new FieldCipher(settings.secrets);
  const enter = async (
    of: { account: string; password: string },
    role: StaffRole,
    organisationId: string,
    personId: string,
    phone: string,
  ) => {
    const _id = new Types.ObjectId();
    await PasswordAccountModel.create({
      _id,
      account: of.account,
      jurisdiction: FILING_PROVINCE,
      personId,
      role,
      organisationId,
      phoneSealed: cipher.seal(phone, _id.toHexString()),
      hash: await hashPassword(of.password),
      createdAt: new Date(),
    });
  };
  const role = 'ENTERPRISE_STAFF' as const;
  const company = await persons.ensureDesk('江西滕王阁建筑工程有限公司', { role, organisationId: clerk.organisationId! });
  await enter(DEMO_ACCOUNTS.enterprise, role, clerk.organisationId!, company._id.toHexString(), '13800000044');
  await enter(DEMO_ACCOUNTS.officer, 'AUTHORITY_REVIEWER', reviewer.organisationId!, reviewer.personId, '13800000041');
}
