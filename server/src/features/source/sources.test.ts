import { studyRoutes } from '@jzt/shared/contract/study';
import { certificateRoutes } from '@jzt/shared/contract/certificate';
import type { Source } from '@jzt/shared/domain/sources';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { signIn, type Client } from '../../../testing/client';
import { course } from '../../../testing/courses';
import {
  HERE,
  applicationIn,
  employ,
  enterprise,
  institution,
  ledgeredWorker,
  portraitOf,
  type SeededPerson,
} from '../../../testing/people';
import { watchLesson } from '../../../testing/study';
import { startWorld, type World } from '../../../testing/world';
import { CertificateModel, type Certificate } from '../certificate/certificate.model';
import type { IssuingRow } from '../issuing/issuingRow';
import { Issuing } from '../issuing/issuing.service';
import { StudyModel } from '../study/study.model';
import { Cases } from '../../platform/cases';
import type { Caller } from '../../platform/http/tokens';
import { Outbox } from '../../platform/outbox';
import { study } from '@jzt/shared/workflow/machines/study';
import { hears, Sources, type SourceFacts, type SourceQuery } from './sources.service';

jest.setTimeout(90_000);

const KIND = 'REGISTER';

let world: World;
let person: SeededPerson;
let client: Client;
let institutionId: string;
const claims = new Map<string, SourceFacts>();
const told: [string, unknown][] = [];

/** A kind of case that no feature knows yet, owned by this test. */
const teacher = (organisationId: string): Caller => ({ personId: person.id, role: 'INSTITUTION_STAFF', organisationId, sessionId: 's' });

async function claim(change: Partial<SourceFacts> = {}): Promise<Source> {
  const source: Source = { kind: KIND, id: new Types.ObjectId().toHexString() };
  claims.set(source.id, {
    source,
    jurisdiction: HERE,
    personId: person.id,
    institutionId,
    subject: { category: 'SAFETY_MGMT', code: 'C1' },
    packVersion: 'QH-1',
    portraitFileId: await portraitOf(world, person.id),
    status: 'PASSED',
    ...change,
  });
  return source;
}

beforeAll(async () => {
  world = await startWorld();
  institutionId = (await institution()).id;
  person = await ledgeredWorker(world);
  await employ(world, person.id, (await enterprise()).id);
  client = await signIn(world, person.phone);
  const sources = await world.server.get(Sources);
  const find = async ({ ids, status }: SourceQuery, caller?: Caller) =>
    (ids ?? [...claims.keys()])
      .flatMap((id) => claims.get(id) ?? [])
      .filter((one) => !status || one.status === status)
      // What it lets a caller see is the owner's own word.
      .filter((one) => !caller || (one.institutionId === caller.organisationId && one.status !== 'DRAFT'));
  sources.register(KIND, { find, count: async (query, caller) => (await find(query, caller)).length });
  const outbox = await world.server.get(Outbox);
  for (const event of ['study.completed', 'certificate.issued'] as const) {
    const { topic, handle } = hears(KIND, event, Sources, async (_, one) => void told.push([event, one.source]));
    outbox.on(topic, (payload, delivery) => handle(sources as never, payload as never, delivery));
  }
});
afterAll(() => world.stop());

const params = (source: Source) => ({ sourceKind: source.kind, sourceId: source.id });

/** The steps of issuing, each kept before the next, and the certificate. */
async function issue(source: Source): Promise<Certificate> {
  const issuing = await world.server.get(Issuing);
  const round = { issuedOn: world.clock.now().toISOString().slice(0, 10), signedAt: world.clock.now(), attempt: 1 };
  let row: IssuingRow = { source };
  for (let found = await issuing.next(row, round); found; found = await issuing.next(row, round)) row = { ...row, ...found };
  return issuing.publish(row);
}

describe('a kind of case that study, exam and issuing never heard of', () => {
  it('is studied, and its owner is told once that the hours are met', async () => {
    const source = await claim();
    const { id: courseId } = await course();
    const fields = {
      source,
      jurisdiction: HERE,
      packVersion: 'QH-1',
      personId: person.id,
      institutionId,
      courseId,
      courseVersion: 1,
      classId: institutionId,
      requiredHours: '4',
      endsOn: '2099-12-31',
    };
    await (await world.server.get(Cases)).create(StudyModel, study, fields, { event: 'enrol', actor: { role: 'SYSTEM' } });
    expect((await client.ok(studyRoutes.listMine)).items.map((one) => one.source)).toEqual([source]);
    for (const id of ['c1-1', 'c1-2']) await watchLesson(world, client, source, { id, seconds: 24 });
    await world.settle();
    expect((await client.ok(studyRoutes.course, { params: params(source) })).status).toBe('COMPLETED');
    expect(told.filter(([event]) => event === 'study.completed')).toEqual([['study.completed', source]]);
  });

  it('the same id of another kind is another source', async () => {
    const source = await claim();
    expect((await client.refused(studyRoutes.course, { params: params({ ...source, kind: 'APPLICATION' }) })).status).toBe(404);
    const sources = await world.server.get(Sources);
    expect((await sources.get(source)).source).toEqual(source);
    await expect(sources.get({ ...source, kind: 'APPLICATION' })).rejects.toMatchObject({ status: 404 });
    await expect(sources.get({ ...source, kind: 'FILING' })).rejects.toMatchObject({ status: 404 });
  });

  it('gets its certificate once however often it is issued, and a second one only as another revision', async () => {
    const source = await claim();
    const first = await issue(source);
    expect((await issue(source))._id).toEqual(first._id);
    claims.set(source.id, { ...claims.get(source.id)!, revision: 2 });
    const second = await issue(source);
    expect([first.revision, second.revision]).toEqual([1, 2]);
    expect(second.number).not.toBe(first.number);
    expect(await CertificateModel.countDocuments({ 'source.id': source.id })).toBe(2);
    await world.settle();
    expect(told.filter(([event, one]) => event === 'certificate.issued' && (one as Source).id === source.id)).toHaveLength(2);
    const mine = (await client.ok(certificateRoutes.listMine)).items.map((one) => one.id);
    expect(mine).toEqual(expect.arrayContaining([first, second].map((one) => one._id.toHexString())));
  });

  it('QH-11 is found by its own institution only, and not before it was received; an application beside it is found too', async () => {
    const sources = await world.server.get(Sources);
    const source = await claim();
    const early = await claim({ status: 'DRAFT' });
    const applicationId = await applicationIn(world, 'TRAINED', {
      personId: (await ledgeredWorker(world)).id,
      institutionId,
      subject: { category: 'SAFETY_MGMT', code: 'C1' },
    });
    expect((await sources.get(source, teacher(institutionId))).source).toEqual(source);
    await expect(sources.get(early, teacher(institutionId))).rejects.toMatchObject({ status: 404 });
    await expect(sources.get(source, teacher(early.id))).rejects.toMatchObject({ status: 404 });
    const found = await sources.many([source, { kind: 'APPLICATION', id: applicationId }]);
    expect([...found.values()].map((one) => one.status)).toEqual(['PASSED', 'TRAINED']);
    expect(await Promise.all(['TRAINED', 'PASSED'].map((status) => sources.count({ status }, teacher(institutionId))))).toEqual([
      1,
      claims.size - 1,
    ]);
  });

  it('has one owner', async () => {
    const sources = await world.server.get(Sources);
    expect(() => sources.register('APPLICATION', { find: async () => [], count: async () => 0 })).toThrow('two owners');
  });
});
