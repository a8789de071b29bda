import { randomBytes } from 'node:crypto';
import type { mongo } from 'mongoose';
import mongoose, { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connectDatabase, disconnectDatabase } from '../src/platform/database';
import { macOf, type StoredAudit } from '../src/platform/trail/entry';
import { PowerCut } from '../testing/powerCut';
import { auditJurisdiction } from './0021-audit-jurisdiction';
import { FieldCipher } from '../src/platform/crypto';
import { testSecrets } from '../testing/world';
import { migrations } from './index';

const KEY = Buffer.from('key of a test');
const AT = new Date('2026-03-01T00:00:00Z');
let db: mongo.Db;
let power: PowerCut;

const id = () => new Types.ObjectId();
const waiting = () => ({ id: id().toHexString(), topic: 'audit', payload: { action: 'a' }, attempts: 0 });
const notice = { id: 'n', topic: 'notify', payload: { personId: 'p' }, attempts: 0 };
const applications = ['630000', '500000'].map((jurisdiction, at) => ({
  _id: id(),
  createdOp: `a${at}`,
  number: `BM${at}`,
  personId: `p${at}`,
  subject: { category: 'SPECIAL_OP', code: '05' },
  round: 0,
  jurisdiction,
  outbox: [notice, waiting(), waiting()],
}));
const persons = [{ identity: { jurisdiction: '460000' } }, { identity: {} }].map((one, at) => ({
  _id: id(),
  createdOp: `p${at}`,
  phoneIndex: `f${at}`,
  ...one,
  outbox: [waiting()],
}));
const about = (subjectKind: string, subject: { _id: Types.ObjectId }): StoredAudit => {
  const entry: StoredAudit = { _id: id(), entryId: id().toHexString(), action: `${subjectKind}.x`, subjectKind, subjectId: subject._id.toHexString(), outcome: 'A→B', actorRole: 'SYSTEM', at: AT, pending: true }; // prettier-ignore
  return { ...entry, mac: macOf(KEY, entry) };
};
/** More than are looked at in one go. */
const entries = [
  ...Array.from({ length: 1_100 }, (_, at) => about('Application', applications[at % 2]!)),
  ...persons.map((one) => about('Person', one)),
  about('Application', { _id: id() }),
  about('Refusal', applications[0]!),
];

beforeAll(async () => {
  const uri = new URL(process.env.TEST_MONGODB_URI!);
  uri.pathname = `/test_${randomBytes(6).toString('hex')}`;
  await connectDatabase(uri.href);
  db = mongoose.connection.db as never;
  for (const one of migrations(new FieldCipher(testSecrets()))) if (one.id < auditJurisdiction.id) await one.up(db);
  power = new PowerCut();
});
afterAll(async () => {
  power.remove();
  await db.dropDatabase();
  await disconnectDatabase();
});

async function fill(): Promise<void> {
  for (const name of ['applications', 'persons', 'audit']) await db.collection(name).deleteMany({});
  await db.collection('applications').insertMany(applications.map((one) => ({ ...one })));
  await db.collection('persons').insertMany(persons.map((one) => ({ ...one })));
  await db.collection('audit').insertMany(entries.map((one) => ({ ...one })) as never);
}
beforeEach(fill);

async function expectWhole(): Promise<void> {
  const places = new Map([...applications.map((one) => [one._id.toHexString(), one.jurisdiction] as const), [persons[0]!._id.toHexString(), '460000']]); // prettier-ignore
  const stored = (await db.collection('audit').find().sort({ _id: 1 }).toArray()) as unknown as StoredAudit[];
  expect(stored).toEqual(
    entries.map((one) => {
      const jurisdiction = one.subjectKind === 'Refusal' ? undefined : places.get(one.subjectId);
      return { ...one, ...(jurisdiction && { jurisdiction, placedLater: true }) };
    }),
  );
  expect(stored.filter((one) => macOf(KEY, one) !== one.mac)).toEqual([]);
  const owed = async (name: string) =>
    (await db.collection(name).find().sort({ _id: 1 }).toArray()).map((one) => one.outbox as mongo.Document[]);
  const told = (one: mongo.Document, jurisdiction?: string) => (one.topic === 'audit' && jurisdiction ? { ...one, payload: { ...one.payload, jurisdiction } } : one); // prettier-ignore
  expect(await owed('applications')).toEqual(applications.map((one) => one.outbox.map((entry) => told(entry, one.jurisdiction))));
  expect(await owed('persons')).toEqual(persons.map((one) => one.outbox.map((entry) => told(entry, one.identity.jurisdiction))));
  expect((await db.collection('audit').indexes()).map((one) => one.name)).toContain('province');
}

describe('0021-audit-jurisdiction', () => {
  it('gives every entry the province of what it is about, and leaves its fingerprint true', async () => {
    await auditJurisdiction.up(db);
    await expectWhole();
    await auditJurisdiction.up(db);
    await expectWhole();
  });

  it('interrupted at any write it goes on where it stopped', async () => {
    await power.atEveryWrite({ before: fill, work: () => auditJurisdiction.up(db), after: expectWhole });
  }, 180_000);
});
