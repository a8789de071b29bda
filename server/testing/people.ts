import { makeCreditCode } from '@jzt/shared/domain/creditCode';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { makeIdNumber, parseIdNumber } from '@jzt/shared/domain/idNumber';
import type { AdminRole } from '@jzt/shared/domain/duties';
import type { StaffRole } from '@jzt/shared/domain/organisations';
import { application } from '@jzt/shared/workflow/machines/application';
import { Types } from 'mongoose';
import sharp from 'sharp';
import { ApplicationModel, type Application, type ApplicationSubject } from '../src/features/application/application.model';
import { Applications } from '../src/features/application/application.service';
import { EmploymentModel } from '../src/features/employment/employment.model';
import { OrganisationModel, type EnterpriseRecord, type InstitutionRecord } from '../src/features/organisation/organisation.model';
import { ensureOperator, Organisations } from '../src/features/organisation/organisation.service';
import { PersonModel } from '../src/features/person/person.model';
import { Persons } from '../src/features/person/person.service';
import { FieldCipher } from '../src/platform/crypto';
import { Files, type FilePurpose } from '../src/platform/files';
import { Law } from '../src/platform/law';
import type { World } from './world';

/** A person put into the database; `signIn(world, phone)` gives their client. */
export interface SeededPerson {
  id: string;
  phone: string;
  name: string;
  idNumber: string;
}

export interface WorkerSeed {
  name?: string;
  /** Default: a new one of a region no place has. */
  idNumber?: string;
  phone?: string;
  /** The province they chose; default Qinghai. */
  jurisdiction?: Jurisdiction;
}

/** Where a test stands that does not care. */
export const HERE: Jurisdiction = '630000';

let count = 0;
const next = (): number => ++count;
const newPhone = (): string => `139${String(next()).padStart(8, '0')}`;

/** A new ID number that answers "nothing special" at every simulator: man or woman by turns, born 1980-01-01 and later. */
export const newIdNumber = (): string => {
  const at = next();
  return makeIdNumber(`${1980 + Math.floor(at / 800)}-01-01`, at % 800);
};

/** A person whose real-name check is done and whose record is in the ledger: both badges (CQ-30). */
export const ledgeredWorker = (world: World, seed: WorkerSeed = {}): Promise<SeededPerson> => seedWorker(world, 'LEDGERED', seed);

/** 已认证, not yet 已入库. */
export const verifiedWorker = (world: World, seed: WorkerSeed = {}): Promise<SeededPerson> => seedWorker(world, 'VERIFIED', seed);

async function seedWorker(world: World, status: 'VERIFIED' | 'LEDGERED', seed: WorkerSeed): Promise<SeededPerson> {
  const { name = '测试工人', idNumber = newIdNumber(), phone = newPhone(), jurisdiction = HERE } = seed;
  const parsed = parseIdNumber(idNumber);
  if (!parsed) throw new RangeError('the seed has no right ID number');
  const persons = await world.server.get(Persons);
  const person = await persons.ensure({ phone });
  const id = person._id.toHexString();
  const cipher = new FieldCipher(world.settings.secrets);
  const now = world.clock.now();
  const identity = {
    'identity.cardFileId': await seedFile(world, id, 'ID_CARD'),
    'identity.verifiedAt': now,
    ...(status === 'LEDGERED' && { 'identity.ledgeredAt': now }),
  };
  await PersonModel.updateOne(
    { _id: person._id },
    {
      $set: {
        status,
        nameSealed: cipher.seal(name, id),
        idNumberSealed: cipher.seal(idNumber, id),
        idNumberIndex: cipher.blindIndex(idNumber, 'idNumber'),
        sex: parsed.sex,
        birthDate: parsed.birthDate,
        // Long ago: an employer found since then has the say.
        served: { jurisdiction, by: 'CHOICE', at: new Date(0) },
        ...identity,
      },
    },
  );
  return { id, phone, name, idNumber };
}

/** A member of staff as appointed by phone. */
async function seedStaff(world: World, role: StaffRole, organisationId: string, name: string): Promise<SeededPerson> {
  const person = await seedWorker(world, 'LEDGERED', { name });
  await (await world.server.get(Organisations)).appoint(organisationId, person.phone, role);
  return person;
}

export const institutionStaff = (world: World, institutionId: string, name = '测试机构老师'): Promise<SeededPerson> =>
  seedStaff(world, 'INSTITUTION_STAFF', institutionId, name);
export const enterpriseStaff = (world: World, enterpriseId: string, name = '测试企业经办'): Promise<SeededPerson> =>
  seedStaff(world, 'ENTERPRISE_STAFF', enterpriseId, name);
export const baseAgent = (world: World, baseId: string, name = '测试基地经办'): Promise<SeededPerson> =>
  seedStaff(world, 'BASE_AGENT', baseId, name);
/** An officer of the province's authority, or of another one. */
export const officer = async (
  world: World,
  role: 'AUTHORITY_REVIEWER' | 'AUTHORITY_ISSUER' = 'AUTHORITY_REVIEWER',
  name = '测试审核员',
  authorityId?: string,
): Promise<SeededPerson> => seedStaff(world, role, authorityId ?? (await authority()), name);

const AUTHORITIES = new Map<Jurisdiction, Types.ObjectId>();

/** The province's authority, in the connected database; its id. */
export async function authority(jurisdiction: Jurisdiction = HERE): Promise<string> {
  const _id = AUTHORITIES.get(jurisdiction) ?? new Types.ObjectId();
  AUTHORITIES.set(jurisdiction, _id);
  const fields = {
    kind: 'AUTHORITY',
    jurisdictions: [jurisdiction],
    name: '测试省住房和城乡建设厅',
    address: '西宁市城东区测试路9号',
    authorisations: [],
  };
  await OrganisationModel.updateOne({ _id }, { $setOnInsert: fields }, { upsert: true });
  return _id.toHexString();
}

/** 平台运营单位, whose members are the system administrators; its id. */
export async function operator(): Promise<string> {
  return (await ensureOperator())._id.toHexString();
}

/** An administrator of an organisation of the role's kind. */
export const administrator = (world: World, role: AdminRole, organisationId: string, name = '测试管理员'): Promise<SeededPerson> =>
  seedStaff(world, role, organisationId, name);

const ALL_CATEGORIES = (['SAFETY_MGMT', 'SPECIAL_OP', 'SKILLED_WORKER', 'QUALITY_TESTER'] as const).map((category) => ({
  category,
  from: '2020-01-01',
}));
const newCreditCode = (): string => makeCreditCode(`9163010${String(next()).padStart(10, '0')}`);

/** An institution, by default authorised for every category since 2020. Needs no world: it goes into the connected database. */
export async function institution(
  seed: Partial<Omit<InstitutionRecord, '_id' | 'kind'>> = {},
): Promise<InstitutionRecord & { id: string }> {
  const fields = {
    kind: 'INSTITUTION' as const,
    jurisdictions: [HERE],
    name: `测试培训中心${next()}`,
    address: '西宁市城东区测试路1号',
    phone: '0971-0000001',
    creditCode: newCreditCode(),
    authorisations: ALL_CATEGORIES,
    ...seed,
  };
  const made = (await OrganisationModel.create(fields)).toObject() as InstitutionRecord;
  return { ...made, id: made._id.toHexString() };
}

export async function enterprise(seed: Partial<Omit<EnterpriseRecord, '_id' | 'kind'>> = {}): Promise<EnterpriseRecord & { id: string }> {
  const fields = {
    kind: 'ENTERPRISE' as const,
    jurisdictions: [HERE],
    name: `测试建筑公司${next()}`,
    address: '西宁市城西区测试路2号',
    creditCode: newCreditCode(),
    authorisations: [],
    ...seed,
  };
  const made = (await OrganisationModel.create(fields)).toObject() as EnterpriseRecord;
  return { ...made, id: made._id.toHexString() };
}

/** 考核基地; its id. */
export async function assessmentBase(name = `测试考核基地${next()}`): Promise<string> {
  const _id = new Types.ObjectId();
  const authorisations = [{ category: 'SPECIAL_OP' as const, code: '01', from: '2020-01-01' }];
  await OrganisationModel.create({
    _id,
    kind: 'BASE',
    jurisdictions: [HERE],
    name,
    address: '西宁市城北区测试路3号',
    creditCode: newCreditCode(),
    authorisations,
  });
  return _id.toHexString();
}

/** A stored portrait of the person, each a picture of its own. */
export const portraitOf = (world: World, personId: string): Promise<string> => seedFile(world, personId, 'PORTRAIT');

async function seedFile(world: World, ownerId: string, purpose: FilePurpose): Promise<string> {
  const at = next();
  const background = { r: at % 256, g: (at >> 4) % 256, b: Math.floor(at * 7) % 256 };
  const [width, height] = purpose === 'ID_CARD' ? [856, 540] : [413, 579];
  const content = await sharp({ create: { width: width!, height: height!, channels: 3, background } })
    .jpeg()
    .toBuffer();
  return (await (await world.server.get(Files)).save(content, { ownerId, purpose, contentType: 'image/jpeg' })).id;
}

/** A confirmed employment; its id. */
export async function employ(
  world: World,
  personId: string,
  enterpriseId: string,
  position = '塔吊司机',
  jurisdiction: Jurisdiction = HERE,
): Promise<string> {
  const now = world.clock.now();
  const created = await EmploymentModel.create({
    jurisdiction,
    ...((await world.server.get(Law)).in(jurisdiction).pack.oneEmployer && { exclusive: true }),
    personId,
    enterpriseId,
    position,
    askedBy: 'WORKER',
    round: await EmploymentModel.countDocuments({ personId, jurisdiction, enterpriseId }),
    status: 'CONFIRMED',
    version: 2,
    confirmedAt: now,
    createdAt: now,
    updatedAt: now,
  });
  return created._id.toHexString();
}

/** An application that stands in `status`, put straight into the database with what its way up to there would have left; its id. */
export async function applicationIn(
  world: World,
  status: Application['status'],
  of: { personId: string; institutionId?: string; enterpriseId?: string; subject?: ApplicationSubject } & Partial<
    Omit<Application, 'subject' | 'personId' | 'institutionId' | 'enterpriseId'>
  >,
): Promise<string> {
  const now = world.clock.now();
  const applications = await world.server.get(Applications);
  const jurisdiction = of.jurisdiction ?? HERE;
  const number = await applications.newNumber(jurisdiction);
  const subject = of.subject ?? { category: 'SPECIAL_OP' as const, code: '05' };
  const portraitFileId = of.portraitFileId ?? (await portraitOf(world, of.personId));
  const created = await ApplicationModel.create({
    number,
    jurisdiction,
    status,
    version: 1,
    subject,
    round: await applications.nextRound(of.personId, jurisdiction, subject),
    education: '高中',
    portraitFileId,
    portraitHash: portraitFileId,
    submittedAt: now,
    waitingSince: now,
    open: !application.terminal.includes(status),
    packVersion: 'QH-1',
    createdAt: now,
    updatedAt: now,
    ...of,
  });
  return created._id.toHexString();
}
