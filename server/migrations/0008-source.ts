import type { mongo } from 'mongoose';
import { Types } from 'mongoose';
import type { Migration } from './index';

/** Documents written together; what is interrupted is taken up again at the first one that is still in the old shape. */
const BATCH = 100;

const sourceOf = (applicationId: unknown) => ({ kind: 'APPLICATION', id: applicationId });
/** The same document part with `source` where it had `applicationId`. */
function turned<T extends mongo.Document>(old: T): mongo.Document {
  if (old.applicationId === undefined) return old;
  const { applicationId, ...rest } = old;
  return { source: sourceOf(applicationId), ...rest };
}
const all = (list: unknown): mongo.Document[] | undefined => (Array.isArray(list) ? list.map(turned) : undefined);

/** What was told to applications is told to the owner of a source. */
const TOPICS: Record<string, string> = {
  'study.trained': 'study.completed/APPLICATION',
  'score.voided': 'exam.voided/APPLICATION',
  'passList.row': 'passList.row/APPLICATION',
};
/** Messages that name the source. Every other one keeps its shape: it belongs to applications themselves, or names none. */
const TURNED = new Set([...Object.keys(TOPICS), 'study.enrolled', 'exam.seat', 'passList.publish']);

const told = (topic: string, payload: mongo.Document): mongo.Document => ({ topic: `${topic}/APPLICATION`, payload });

/** What else must be told: the old house moved the application while it delivered the message, which it may not have come to. */
function alsoTold({ topic, payload }: mongo.Document, owner: mongo.Document): mongo.Document | undefined {
  const ofSession = () => (owner.candidates as mongo.Document[]).find((one) => one.sessionId === payload.sessionId)?.source;
  if (topic === 'exam.seat') {
    const { source, sessionId, seat } = (owner.candidates as mongo.Document[]).find((one) => one.source.id === payload.applicationId)!;
    const place = `${owner.address} ${owner.room} ${seat}号座`;
    return told('exam.scheduled', { source, planId: String(owner._id), sessionId, startsAt: owner.startsAt, place });
  }
  if (topic === 'exam.unseat') return told('exam.unscheduled', { source: ofSession(), ...payload });
  if (topic === 'exam.absent') return told('exam.unscheduled', { source: ofSession(), reason: '缺考', ...payload });
  if (topic === 'passList.publish') {
    const { source, draft } = (owner.rows as mongo.Document[]).find((one) => one.source.id === payload.applicationId)!;
    return told('certificate.issued', { source, certificateId: draft.certificateId, number: draft.number, batchId: String(owner._id) });
  }
  return undefined;
}

/** A message that waited for its delivery, as one or two of today's. `owner`: the document it stands in, already turned. */
function messages(entry: mongo.Document, owner: mongo.Document): mongo.Document[] {
  if (entry.topic === 'exam.scored')
    return [{ ...entry, ...told('exam.result', { source: owner.source, sessionId: entry.payload.sessionId, passed: owner.passed }) }];
  const payload = TURNED.has(entry.topic) ? turned(entry.payload) : entry.payload;
  const same = { ...entry, topic: TOPICS[entry.topic] ?? entry.topic, payload };
  if (entry.topic === 'passList.row') same.payload.batchId = String(owner._id);
  const also = alsoTold(entry, owner);
  return also ? [same, { ...entry, ...also, id: new Types.ObjectId().toHexString(), attempts: 0 }] : [same];
}

/** Turns every document of a collection that `old` finds; `turn` gives the fields to set, and `gone` are the ones that go. */
async function turnAll(
  collection: mongo.Collection,
  old: mongo.Document,
  turn: (document: mongo.Document) => mongo.Document,
  gone: readonly string[] = [],
): Promise<void> {
  for (;;) {
    const found = await collection.find(old).limit(BATCH).toArray();
    if (found.length === 0) return;
    await collection.bulkWrite(
      found.map((document) => {
        const set = turn(document);
        const outbox = (document.outbox as mongo.Document[] | undefined)?.flatMap((entry) => messages(entry, { ...document, ...set }));
        return {
          updateOne: {
            // Another start may have turned it meanwhile, and have gone on working with it.
            filter: { ...old, _id: document._id },
            update: {
              $set: { ...set, ...(outbox?.length && { outbox }) },
              ...(gone.length && { $unset: Object.fromEntries(gone.map((field) => [field, 1])) }),
            },
          },
        };
      }),
    );
  }
}

async function dropIndex(collection: mongo.Collection, name: string): Promise<void> {
  // A collection that nothing was ever stored in may not know its indexes.
  const indexes = await collection.indexes().catch(() => []);
  if (indexes.some((index) => index.name === name)) await collection.dropIndex(name);
}

const byApplication = { applicationId: { $exists: true } };
const turnOne = (document: mongo.Document) => ({ source: sourceOf(document.applicationId) });

/**
 * Studies, tracks, exams, pass lists and certificates come from a source, `{kind, id}`, and no longer from an application alone; a source may
 * have several certificates, told apart by `revision`. The keys that named the application go first, because a document that has lost the
 * field would stand in their way, and the new ones come last. Every document is found by its old shape, so that an interrupted run is simply
 * run again; none is added or removed.
 *
 * The way back, as long as no document has a source of another kind and no source a second certificate (else those are taken out first):
 * drop the indexes `source`, `seat` and `claimed`; in `studies`, `exam_sessions`, `scores` and `certificates` set `applicationId` to `source.id`
 * and unset `source` (and `revision`); the same inside `exam_plans.candidates` and inside `rows`, `rows.draft`, `removed` and `claims` of
 * `pass_list_batches`; in `study_ledgers` take `APPLICATION:` off the names in `tracks`, set `applicationId` to what `track` is without it and
 * unset `track`; in messages that wait in an `outbox` put `applicationId` for `source` and the topic of the table above backwards;
 * make the indexes of 0003, 0004 and 0006 again and delete `0008-source` from `migrations`.
 */
export const source: Migration = {
  id: '0008-source',
  async up(db: mongo.Db) {
    await dropIndex(db.collection('studies'), 'application');
    await dropIndex(db.collection('exam_sessions'), 'seat');
    await dropIndex(db.collection('pass_list_batches'), 'claimed');
    await dropIndex(db.collection('certificates'), 'application');

    await turnAll(
      db.collection('applications'),
      { outbox: { $elemMatch: { topic: 'study.enrolled', 'payload.applicationId': { $exists: true } } } },
      () => ({}),
    );
    await turnAll(db.collection('studies'), byApplication, turnOne, ['applicationId']);
    await turnAll(
      db.collection('study_ledgers'),
      { track: { $exists: false } },
      ({ applicationId, tracks = {} }) => ({
        track: applicationId === undefined ? '' : `APPLICATION:${applicationId}`,
        tracks: Object.fromEntries(Object.entries(tracks as mongo.Document).map(([id, track]) => [`APPLICATION:${id}`, track])),
      }),
      ['applicationId'],
    );
    await turnAll(db.collection('exam_plans'), { 'candidates.applicationId': { $exists: true } }, ({ candidates }) => ({
      candidates: all(candidates),
    }));
    await turnAll(db.collection('exam_sessions'), byApplication, turnOne, ['applicationId']);
    await turnAll(db.collection('scores'), byApplication, turnOne, ['applicationId']);
    await turnAll(db.collection('pass_list_batches'), { 'claims.applicationId': { $exists: true } }, ({ rows, removed, claims }) => ({
      rows: all(rows)?.map((row) => (row.draft ? { ...row, draft: { ...turned(row.draft), revision: 1 } } : row)),
      removed: all(removed),
      // Their keys stay: what is taken once is taken.
      claims: all(claims),
    }));
    await turnAll(db.collection('certificates'), byApplication, (document) => ({ ...turnOne(document), revision: 1 }), ['applicationId']);

    const ofSource = { 'source.kind': 1, 'source.id': 1 } as const;
    await db.collection('studies').createIndexes([{ key: ofSource, name: 'source', unique: true }]);
    await db.collection('exam_sessions').createIndexes([{ key: { planId: 1, ...ofSource }, name: 'seat', unique: true }]);
    await db.collection('pass_list_batches').createIndexes([{ key: { 'claims.source.id': 1 }, name: 'claimed' }]);
    await db.collection('certificates').createIndexes([{ key: { ...ofSource, revision: 1 }, name: 'source', unique: true }]);
  },
};
