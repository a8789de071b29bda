import { randomBytes } from 'node:crypto';
import type { mongo } from 'mongoose';
import mongoose, { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connectDatabase, disconnectDatabase } from '../src/platform/database';
import { PowerCut } from '../testing/powerCut';
import { organisation } from './0009-organisation';

let db: mongo.Db;
let power: PowerCut;

/** More than one batch. */
const MANY = 230;
const school = (at: number) => ({
  _id: new Types.ObjectId(),
  name: `机构${at}`,
  address: '测试路',
  phone: '0971',
  creditCode: `I${at}`,
  authorisations: [{ category: 'SAFETY_MGMT', from: '2020-01-01', ...(at % 2 && { to: '2030-01-01' }) }],
});
const company = (at: number) => ({ _id: new Types.ObjectId(), name: `企业${at}`, creditCode: `E${at}`, address: '测试路' });
const schools = Array.from({ length: MANY }, (_, at) => school(at));
// An enterprise that trains as well: the same code in both collections.
const companies = [...Array.from({ length: MANY }, (_, at) => company(at)), { ...company(MANY), creditCode: 'I0' }];
const [schoolId, companyId] = [schools[0]!._id.toHexString(), companies[0]!._id.toHexString()];
const worker = { role: 'WORKER' };
const memberships: mongo.Document[][] = [
  [worker],
  [worker, { role: 'INSTITUTION_STAFF', organisationId: schoolId }],
  [worker, { role: 'ENTERPRISE_STAFF', organisationId: companyId }],
  [worker, { role: 'AUTHORITY_REVIEWER' }],
  [{ role: 'AUTHORITY_ISSUER' }, worker, { role: 'AUTHORITY_REVIEWER' }, { role: 'INSTITUTION_STAFF', organisationId: schoolId }],
];
const OLD: Record<string, mongo.Document[]> = {
  institutions: schools,
  enterprises: companies,
  persons: memberships.map((list, at) => ({ _id: new Types.ObjectId(), phoneIndex: `p${at}`, memberships: list })),
  sessions: [
    { _id: new Types.ObjectId(), role: 'WORKER' },
    { _id: new Types.ObjectId(), role: 'AUTHORITY_ISSUER' },
    { _id: new Types.ObjectId(), role: 'INSTITUTION_STAFF', organisationId: schoolId },
  ],
};

beforeAll(async () => {
  const uri = new URL(process.env.TEST_MONGODB_URI!);
  uri.pathname = `/test_${randomBytes(6).toString('hex')}`;
  await connectDatabase(uri.href);
  db = mongoose.connection.db as never;
  power = new PowerCut();
});
afterAll(async () => {
  power.remove();
  await db.dropDatabase();
  await disconnectDatabase();
});

const all = (name: string) => db.collection(name).find().sort({ _id: 1 }).toArray();
const fill = async () => {
  for (const name of ['organisations', ...Object.keys(OLD)]) await db.dropCollection(name).catch(() => undefined);
  for (const [name, documents] of Object.entries(OLD)) await db.collection(name).insertMany(documents.map((one) => ({ ...one })));
};
beforeEach(fill);

async function expectWhole(): Promise<void> {
  const found = await all('organisations');
  const of = (kind: string) => found.filter((one) => one.kind === kind);
  expect(of('INSTITUTION')).toEqual(schools.map((one) => ({ kind: 'INSTITUTION', ...one })));
  expect(of('ENTERPRISE')).toEqual(companies.map((one) => ({ kind: 'ENTERPRISE', authorisations: [], ...one })));
  expect(of('AUTHORITY').map((one) => one.name)).toEqual(['青海省住房和城乡建设厅']);
  expect(found).toHaveLength(schools.length + companies.length + 1);
  const authorityId = of('AUTHORITY')[0]!._id.toHexString();
  const appointed = (one: mongo.Document): mongo.Document =>
    /^AUTHORITY/.test(one.role as string) ? { ...one, organisationId: authorityId } : one;
  expect((await all('persons')).map((one) => one.memberships)).toEqual(memberships.map((list) => list.map(appointed)));
  expect(await all('sessions')).toEqual(OLD.sessions!.map(appointed));
  const names = (await db.listCollections().toArray()).map((one) => one.name);
  expect(names).not.toContain('institutions');
  expect(names).not.toContain('enterprises');
}

describe('0009-organisation', () => {
  it('brings every institution and enterprise into one collection with its id, and officers into the authority', async () => {
    await organisation.up(db);
    await expectWhole();
    await organisation.up(db);
    await expectWhole();
    const code = { kind: 'ENTERPRISE', creditCode: 'E1', name: '又一家', address: '' };
    await expect(db.collection('organisations').insertOne(code)).rejects.toMatchObject({ code: 11000 });
  });

  it('interrupted at any write it goes on where it stopped', async () => {
    await power.atEveryWrite({ before: fill, work: () => organisation.up(db), after: expectWhole });
  }, 180_000);

  it('makes no authority where there are no officers', async () => {
    await db.collection('persons').deleteMany({ 'memberships.role': /^AUTHORITY/ });
    await db.collection('sessions').deleteMany({ role: /^AUTHORITY/ });
    await organisation.up(db);
    expect(await db.collection('organisations').countDocuments({ kind: 'AUTHORITY' })).toBe(0);
  });

  it('leaves the old collection when a document did not get across', async () => {
    await db.collection('organisations').insertOne({ _id: schools[3]!._id, kind: 'BASE' });
    await expect(organisation.up(db)).rejects.toThrow(`organisations holds ${MANY - 1} of ${MANY} institutions`);
    expect(await db.collection('institutions').countDocuments()).toBe(MANY);
  });
});
