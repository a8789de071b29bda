import { appendFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accountRoutes } from '@jzt/shared/contract/account';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import mongoose, { Types } from 'mongoose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { lanes } from '../../../migrations/0012-lanes';
import { signIn, type Client } from '../../../testing/client';
import { HERE, officer } from '../../../testing/people';
import { PowerCut } from '../../../testing/powerCut';
import { startWorld, type World } from '../../../testing/world';
import { Audit } from '../audit';
import { trusted } from '../database';
import { Jobs } from '../jobs';
import { TrailCheck } from './check';
import { AuditModel, macOf, trailKey, type StoredAudit } from './entry';
import { climb, leafOf, pathsOf, rootOf, SealModel, sealHash, type Seal } from './seal';
import { Sealer } from './sealer';

let world: World;
let audit: Audit;
let sealer: Sealer;
let check: TrailCheck;
let reviewer: Client;

beforeAll(async () => {
  world = await startWorld();
  // The test seals and checks itself.
  await (await world.server.get(Jobs)).stop();
  audit = await world.server.get(Audit);
  sealer = await world.server.get(Sealer);
  check = await world.server.get(TrailCheck);
  reviewer = await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER');
  await world.settle();
});
afterAll(() => world.stop());

const record = (reason: string, jurisdiction: Jurisdiction = HERE) => ({ action: 'Test.act', subjectKind: 'Test', subjectId: 'f'.repeat(24), outcome: 'DONE', actorRole: 'SYSTEM', reason, jurisdiction }); // prettier-ignore
const newId = () => new Types.ObjectId().toHexString();
/** So many seals of three entries each. */
async function seals(count: number): Promise<void> {
  for (let at = 0; at < count; at++) {
    await Promise.all(['一', '二', '三'].map((reason) => audit.append(record(reason), newId())));
    await sealer.seal();
  }
}
/** Another process's, on the same database. */
const anotherSealer = () => Object.assign(Object.create(Sealer.prototype) as object, sealer, { known: '' }) as unknown as Sealer;
const anchorFile = () => join(world.settings.dataDir, 'audit-seals', '000000.log');
const lastSeal = async () => (await SealModel.findOne().sort({ _id: -1 }).lean<Seal>())!;
const kinds = async () => [...new Set((await check.whole()).map((one) => one.kind))];

describe('the trail', () => {
  it('is appended by many at once, each entry once, numbered without gaps and sealed in one chain by several processes', async () => {
    const ids = Array.from({ length: 1_200 }, newId);
    await Promise.all([...ids, ...ids.slice(0, 300)].map((id) => audit.append(record('同时'), id)));
    await Promise.all([sealer.seal(), anotherSealer().seal(), anotherSealer().seal()]);
    expect(await AuditModel.countDocuments({ reason: '同时' })).toBe(1_200);
    expect(await AuditModel.countDocuments({ pending: true })).toBe(0);
    const seqs = (await AuditModel.find({}, { seq: 1 }).sort({ seq: 1 }).lean<StoredAudit[]>()).map((one) => one.seq);
    expect(seqs).toEqual(seqs.map((_, at) => at + 1));
    expect(await check.whole()).toEqual([]);
    const { items, chainIntact } = await reviewer.ok(accountRoutes.audit, { query: { limit: 5 } });
    expect(chainIntact).toBe(true);
    expect(items.map((one) => one.seq)).toEqual(seqs.slice(-5).reverse());
  });
});

describe('a look at the trail', () => {
  it('shows an officer what happened in their province, and writes nothing', async () => {
    const far: Jurisdiction = '500000';
    await Promise.all([audit.append(record('本省'), newId()), audit.append(record('外省', far), newId())]);
    await audit.append({ ...record('无省'), jurisdiction: undefined }, newId());
    const look = async (query: object) => (await reviewer.ok(accountRoutes.audit, { query })).items.map((one) => one.reason);
    const [before] = await look({ limit: 1 });
    expect(before).not.toBe('本省');
    expect(await AuditModel.countDocuments({ pending: true })).toBe(3);
    await sealer.seal();
    expect(await look({ limit: 1 })).toEqual(['本省']);
    const ofSubject = await look({ subjectId: 'f'.repeat(24), limit: 5 });
    expect(ofSubject).toContain('本省');
    expect(ofSubject).not.toContain('外省');
    expect(ofSubject).not.toContain('无省');
    expect(await check.whole()).toEqual([]);
  });

  it('an entry moved to another province, or said to be of none, is seen to be changed', async () => {
    const seq = (await AuditModel.findOne({ reason: '外省' }).lean<StoredAudit>())!.seq!;
    for (const change of [{ $set: { jurisdiction: HERE } }, { $unset: { jurisdiction: 1 } }, { $set: { placedLater: true } }]) {
      await AuditModel.collection.updateOne({ seq }, change as never);
      expect(await check.whole()).toMatchObject([{ kind: 'ENTRY_CHANGED', seq }]);
      await AuditModel.collection.updateOne({ seq }, { $set: { jurisdiction: '500000' }, $unset: { placedLater: 1 } } as never);
    }
    expect(await check.whole()).toEqual([]);
  });
});

describe('entries from before there were seals', () => {
  it('keep their numbers and their order, are sealed first, and changing one is seen', async () => {
    await AuditModel.collection.deleteMany({});
    await SealModel.collection.deleteMany({});
    rmSync(anchorFile());
    const at = world.clock.now();
    await AuditModel.collection.insertMany(
      [1, 2, 3].map((number) => ({
        ...record(`旧${number}`),
        _id: number as never,
        entryId: newId(),
        at,
        hash: 'x',
        previousHash: 'y',
      })),
    );
    await lanes.up(mongoose.connection.db! as never);
    await audit.append(record('新'), newId());
    await sealer.seal();
    const stored = await AuditModel.find().sort({ seq: 1 }).lean<StoredAudit[]>();
    expect(stored.map((one) => [one.seq, one.reason])).toEqual([
      [1, '旧1'],
      [2, '旧2'],
      [3, '旧3'],
      [4, '新'],
    ]);
    expect(await check.whole()).toEqual([]);
    await AuditModel.collection.updateOne({ seq: 2 }, { $set: { reason: '改过' } });
    expect(await check.whole()).toEqual([{ kind: 'ENTRY_CHANGED', seal: 1, seq: 2 }]);
    await AuditModel.collection.updateOne({ seq: 2 }, { $set: { reason: '旧2' } });
  });
});

describe('a proof', () => {
  it('leads from each entry to the root of its seal, for every size of a batch, and from no other entry', async () => {
    for (const size of [1, 2, 3, 4, 5, 7, 8, 13]) {
      const leaves = Array.from({ length: size }, (_, at) => leafOf(at + 1, `mac${at}`));
      for (let at = 0; at < size; at++) {
        expect(climb(leaves[at]!, pathsOf(leaves)(at))).toBe(rootOf(leaves));
        expect(climb(leafOf(99, 'another'), pathsOf(leaves)(at))).not.toBe(rootOf(leaves));
      }
    }
    await seals(1);
    const { items } = await reviewer.ok(accountRoutes.audit, { query: { limit: 2 } });
    const proof = await reviewer.ok(accountRoutes.auditProof, { query: { seq: items[1]!.seq } });
    const entry = (await AuditModel.findOne({ seq: proof.seq }).lean<StoredAudit>())!;
    expect(proof.leaf).toBe(leafOf(proof.seq, macOf(trailKey(world.settings.secrets), entry)));
    expect(climb(proof.leaf, proof.path)).toBe(proof.seal.root);
    expect(readFileSync(anchorFile(), 'utf8')).toContain(proof.seal.hash);
    expect(world.logs.some((line) => line.includes('audit sealed') && line.includes(proof.seal.hash))).toBe(true);
    expect((await reviewer.refused(accountRoutes.auditProof, { query: { seq: 999_999_999 } })).status).toBe(404);
  });
});

describe('tampering is seen', () => {
  let kept: { entries: StoredAudit[]; seals: Seal[]; anchors: string };

  beforeEach(async () => {
    await seals(4);
    expect(await check.whole()).toEqual([]);
    kept = {
      entries: (await AuditModel.collection.find().toArray()) as unknown as StoredAudit[],
      seals: (await SealModel.collection.find().toArray()) as unknown as Seal[],
      anchors: readFileSync(anchorFile(), 'utf8'),
    };
  });
  afterEach(async () => {
    await AuditModel.collection.deleteMany({});
    await AuditModel.collection.insertMany(kept.entries as never);
    await SealModel.collection.deleteMany({});
    await SealModel.collection.insertMany(kept.seals as never);
    writeFileSync(anchorFile(), kept.anchors);
  });

  /** Removes the newest seal and what it sealed. */
  const cut = async () => {
    const { _id, first } = await lastSeal();
    await AuditModel.collection.deleteMany({ seq: { $gte: first } });
    await SealModel.collection.deleteOne({ _id: _id as never });
  };
  const middle = async () => {
    const last = await lastSeal();
    return (await SealModel.findById(last._id - 2).lean<Seal>())!;
  };

  it.each(['reason', 'outcome', 'actorId', 'subjectId', 'jurisdiction', 'at'])('an entry whose %s was changed', async (field) => {
    const { first, _id } = await middle();
    await AuditModel.collection.updateOne({ seq: first + 1 }, { $set: { [field]: field === 'at' ? new Date(0) : '改过' } });
    expect(await check.whole()).toEqual([{ kind: 'ENTRY_CHANGED', seal: _id, seq: first + 1 }]);
    expect((await reviewer.ok(accountRoutes.audit, { query: { limit: 1 } })).chainIntact).toBe(false);
  });

  it('an entry changed together with its fingerprint and the tree, by who does not have the key', async () => {
    const { first, _id } = await middle();
    const forged = { ...(await AuditModel.findOne({ seq: first }).lean<StoredAudit>())!, reason: '改过' };
    const mac = macOf(Buffer.from('another key'), forged);
    await AuditModel.collection.updateOne({ seq: first }, { $set: { reason: forged.reason, mac } });
    const batch = await AuditModel.find({ seq: trusted({ $gte: first, $lt: first + 3 }) })
      .sort({ seq: 1 })
      .lean<StoredAudit[]>();
    const root = rootOf(batch.map((one) => leafOf(one.seq!, one.mac!)));
    const seal = (await SealModel.findById(_id).lean<Seal>())!;
    await SealModel.collection.updateOne(
      { _id: _id as never },
      { $set: { root, hash: sealHash(Buffer.from('another key'), { ...seal, root }) } },
    );
    expect(await kinds()).toEqual(['ENTRY_CHANGED', 'SEAL_BROKEN']);
  });

  it('an entry that was removed, and one that was put in its place', async () => {
    const { first, _id } = await middle();
    await AuditModel.collection.deleteOne({ seq: first + 1 });
    expect(await check.whole()).toEqual([{ kind: 'ENTRY_MISSING', seal: _id, seq: first + 1 }]);
    await AuditModel.collection.insertOne({
      ...record('换过'),
      entryId: newId(),
      at: new Date(),
      mac: 'f'.repeat(64),
      seq: first + 1,
    } as never);
    expect(await kinds()).toEqual(['ENTRY_CHANGED']);
  });

  it('an entry that was added behind the end', async () => {
    const { first, count } = await lastSeal();
    await AuditModel.collection.insertOne({ ...record('添的'), entryId: newId(), at: new Date(), seq: first + count + 7 } as never);
    expect(await kinds()).toEqual(['ENTRY_ADDED']);
  });

  it('an entry that was added between two places, or before the first', async () => {
    const { first, _id } = await middle();
    const entry = { ...record('添的'), at: new Date() };
    await AuditModel.collection.insertOne({ ...entry, entryId: newId(), seq: first + 0.5 } as never);
    expect(await check.whole()).toEqual([{ kind: 'ENTRY_ADDED', seal: _id, seq: first + 0.5 }]);
    await AuditModel.collection.deleteOne({ seq: first + 0.5 });
    await AuditModel.collection.insertOne({ ...entry, entryId: newId(), seq: 0 } as never);
    expect(await kinds()).toEqual(['ENTRY_ADDED']);
  });

  it('an entry that was slipped in to be sealed, as if new or as if from before there were seals', async () => {
    const forged = { ...record('添的'), at: new Date(), pending: true };
    await AuditModel.collection.insertOne({
      ...forged,
      entryId: newId(),
      mac: macOf(Buffer.from('another key'), forged as never),
    } as never);
    await sealer.seal();
    expect(await kinds()).toEqual(['ENTRY_CHANGED']);
    await AuditModel.collection.insertOne({ ...forged, _id: 77 as never, entryId: newId() } as never);
    await sealer.seal();
    expect(await kinds()).toEqual(['ENTRY_CHANGED', 'SEAL_BROKEN']);
  });

  it('a seal that was removed from the middle', async () => {
    const { _id } = await middle();
    await SealModel.collection.deleteOne({ _id: _id as never });
    expect(await check.whole()).toEqual([{ kind: 'SEAL_MISSING', seal: _id }]);
  });

  it('a tail that was cut, entries and seals alike', async () => {
    const { _id } = await lastSeal();
    await cut();
    expect(await check.whole()).toEqual([{ kind: 'TAIL_CUT', seal: _id }]);
    expect((await reviewer.ok(accountRoutes.audit, { query: { limit: 1 } })).chainIntact).toBe(false);
  });

  it('a tail that was cut and grew again', async () => {
    const { _id } = await lastSeal();
    await cut();
    await seals(3);
    expect(await check.whole()).toEqual([{ kind: 'SEAL_BROKEN', seal: _id }]);
  });

  it('a trail that was emptied', async () => {
    await AuditModel.collection.deleteMany({});
    await SealModel.collection.deleteMany({});
    expect(await kinds()).toEqual(['TAIL_CUT']);
  });

  it('a file of anchors that lost lines is no fault; one that says something else is', async () => {
    truncateSync(anchorFile(), Math.floor(kept.anchors.length / 2));
    expect(await check.whole()).toEqual([]);
    const { _id } = await lastSeal();
    appendFileSync(anchorFile(), `\n${_id} 1 2026-01-01T00:00:00.000Z ${'0'.repeat(64)}\n`);
    expect(await check.whole()).toEqual([{ kind: 'SEAL_BROKEN', seal: _id }]);
  });

  it('by the background check, stretch by stretch, until a whole round is clean again', async () => {
    const jobs = await world.server.get(Jobs);
    const round = async () => {
      for (let turn = 0; turn <= (await lastSeal())._id / 20 + 1; turn++) await jobs.runNow('audit.check');
    };
    const entry = (await AuditModel.findOne({ seq: 1 }).lean<StoredAudit>())!;
    await AuditModel.collection.updateOne({ seq: 1 }, { $set: { outcome: '改过' } });
    await round();
    expect(world.logs.some((line) => line.includes('the audit trail was tampered with'))).toBe(true);
    expect(await check.quick()).toBe(false);
    await AuditModel.collection.updateOne({ seq: 1 }, { $set: { outcome: entry.outcome } });
    await round();
    await round();
    expect(await check.quick()).toBe(true);
  });
});

describe('the power goes while a batch is sealed', () => {
  it.each([0, 1, 2])('after %i writes: the next sealing goes on, nothing is lost or sealed twice', async (writes) => {
    const power = new PowerCut();
    const ids = [newId(), newId(), newId()];
    for (const id of ids) await audit.append(record(`断电${writes}`), id);
    power.after(writes);
    await sealer.seal().catch((error: Error) => expect(error.message).toContain('power cut'));
    power.mend();
    power.remove();
    await sealer.seal();
    const sealed = await AuditModel.find({ reason: `断电${writes}` })
      .sort({ seq: 1 })
      .lean<StoredAudit[]>();
    expect(sealed.map((one) => one.entryId)).toEqual([...ids].sort());
    expect(sealed.every((one) => one.seq && !one.pending)).toBe(true);
    expect(await check.whole()).toEqual([]);
    const outside = readFileSync(anchorFile(), 'utf8');
    expect((await SealModel.find().lean<Seal[]>()).filter(({ hash }) => !outside.includes(hash))).toEqual([]);
  });
});
