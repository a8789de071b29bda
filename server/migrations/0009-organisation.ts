import type { mongo } from 'mongoose';
import { missing, uniqueWhere } from './indexes';
import type { Migration } from './index';

const BATCH = 200;
const OLD = { institutions: 'INSTITUTION', enterprises: 'ENTERPRISE' } as const;
const OFFICERS = { $in: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'] };

/** So far one installation served one province, that of PROVINCE_CODE, and all its officers were of this authority. */
const AUTHORITIES: Record<string, string> = {
  '320000': '江苏省住房和城乡建设厅',
  '360000': '江西省住房和城乡建设厅',
  '460000': '海南省住房和城乡建设厅',
  '500000': '重庆市住房和城乡建设委员会',
  '630000': '青海省住房和城乡建设厅',
};

/**
 * One collection for organisations of every kind, each with the id it had; officers become members of the province's authority, and so
 * do the sessions they are in. What was copied or appointed before an interruption is found again and left alone; the old collections go
 * only after every one of their documents stands in the new one.
 *
 * The way back: put the `organisations` of kind INSTITUTION into `institutions` and those of kind ENTERPRISE into `enterprises`, without
 * `kind` (and without `authorisations` for the latter); unset `organisationId` in `memberships` of `persons` and in `sessions` where the
 * role is AUTHORITY_REVIEWER or AUTHORITY_ISSUER; drop `organisations`, make the indexes of 0001 on both again and delete
 * `0009-organisation` from `migrations`. Authorities, bases and platforms have no place in the old shape.
 */
export const organisation: Migration = {
  id: '0009-organisation',
  async up(db) {
    await db
      .collection('organisations')
      .createIndexes([
        uniqueWhere('credit_code', { kind: 1, creditCode: 1 }, { creditCode: { $exists: true } }),
        { key: { kind: 1, name: 1 }, name: 'name' },
        { key: { kind: 1, _id: 1 }, name: 'registered' },
      ]);
    for (const name of Object.keys(OLD) as (keyof typeof OLD)[]) await copy(db, name);
    await appointOfficers(db);
  },
};

async function copy(db: mongo.Db, name: keyof typeof OLD): Promise<void> {
  const kind = OLD[name];
  const [from, to] = [db.collection(name), db.collection('organisations')];
  let last: mongo.ObjectId | undefined;
  let copied = 0;
  for (;;) {
    const some = await from
      .find(last ? { _id: { $gt: last } } : {})
      .sort({ _id: 1 })
      .limit(BATCH)
      .toArray();
    if (some.length === 0) break;
    await to.bulkWrite(
      some.map(({ _id, ...rest }) => ({
        updateOne: { filter: { _id }, update: { $setOnInsert: { kind, authorisations: [], ...rest } }, upsert: true },
      })),
    );
    copied += await to.countDocuments({ kind, _id: { $in: some.map((one) => one._id) } });
    last = some.at(-1)!._id;
  }
  const before = await from.countDocuments();
  if (copied !== before) throw new Error(`organisations holds ${copied} of ${before} ${name}: ${name} is left as it is`);
  await from.drop();
}

async function appointOfficers(db: mongo.Db): Promise<void> {
  const persons = db.collection('persons');
  const sessions = db.collection('sessions');
  const unappointed = { memberships: { $elemMatch: { role: OFFICERS, ...missing('organisationId') } } };
  const outside = { role: OFFICERS, ...missing('organisationId') };
  if (!(await persons.findOne(unappointed)) && !(await sessions.findOne(outside))) return;
  const authorities = db.collection('organisations');
  const name = AUTHORITIES[process.env.PROVINCE_CODE ?? '630000'] ?? '住房和城乡建设主管部门';
  await authorities.updateOne({ kind: 'AUTHORITY', name }, { $setOnInsert: { address: '', authorisations: [] } }, { upsert: true });
  const organisationId = (await authorities.findOne({ kind: 'AUTHORITY', name }))!._id.toHexString();
  // One membership of each person a round: a reviewer may be an issuer as well.
  while ((await persons.updateMany(unappointed, { $set: { 'memberships.$.organisationId': organisationId } })).modifiedCount > 0);
  await sessions.updateMany(outside, { $set: { organisationId } });
}
