import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeIdNumber } from '@jzt/shared/domain/idNumber';
import { renderCardPhoto, renderPortrait } from '../demo/cards/index';
import { Desk } from '../simulators/desk';
import { Client, signIn } from '../testing/client';
import { course, questionBank } from '../testing/courses';
import { enterprise, enterpriseStaff, institution, institutionStaff, officer } from '../testing/people';
import { startWorld, type World } from '../testing/world';
import { Jobs } from '../src/platform/jobs';
import { Outbox } from '../src/platform/outbox';
import { ServerProcess } from './serverProcess';
import { walk, Walker, type Cast } from './walk';

const CUTS = 10;
/** A little fewer calls than the path makes; the cuts fall on random ones of them. */
const CALLS = 58;

let world: World;
let api: ServerProcess;
let cuts = 0;

beforeAll(async () => {
  // This process's server only seeds; the path is walked against another process on the same database.
  world = await startWorld();
  await (await world.server.get(Outbox)).stop();
  await (await world.server.get(Jobs)).stop();
  api = await ServerProcess.start({
    mongoUri: world.settings.mongoUri,
    simulatorUrl: world.simulatorUrl,
    env: { SECRETS_FILE: `${world.settings.dataDir}/secrets.json` },
  });
});
afterAll(async () => {
  await api.kill();
  await world.stop();
});

const points = new Set<number>();
while (points.size < CUTS) points.add(randomInt(CALLS));
let call = 0;

/** At ten random calls: the power goes a random moment after the request was sent. */
async function interrupt(): Promise<void> {
  if (!points.has(call++)) return;
  await pause(randomInt(60));
  await api.kill();
  cuts++;
  await api.launch();
}

async function cast(): Promise<{ cast: Cast; institutionId: string; enterpriseId: string }> {
  const [school, employer] = [await institution(), await enterprise()];
  const people = {
    worker: '13712340001',
    teacher: (await institutionStaff(world, school.id)).phone,
    clerk: (await enterpriseStaff(world, employer.id)).phone,
    reviewer: (await officer(world, 'AUTHORITY_REVIEWER')).phone,
    issuer: (await officer(world, 'AUTHORITY_ISSUER')).phone,
  };
  const roles = {
    worker: 'WORKER',
    teacher: 'INSTITUTION_STAFF',
    clerk: 'ENTERPRISE_STAFF',
    reviewer: 'AUTHORITY_REVIEWER',
    issuer: 'AUTHORITY_ISSUER',
  } as const;
  const clients = {} as Cast;
  for (const key of Object.keys(people) as (keyof Cast)[]) {
    const client = new Client(api.url);
    client.session = (await signIn({ ...world, url: api.url }, people[key], roles[key])).session;
    clients[key] = client;
  }
  return { cast: clients, institutionId: school.id, enterpriseId: employer.id };
}

describe('kill -9 in the middle of the path', () => {
  it('ten times at random points: nothing acknowledged is lost, nothing is doubled, the path completes', async () => {
    const { cast: people, ...places } = await cast();
    const lesson = (id: string) => ({ id, title: id, seconds: 2, video: 'helmet.mp4' });
    const { id: courseId } = await course({
      chapters: [
        { id: 'c1', title: '一', compulsory: true, hours: '4', lessons: [lesson('a')] },
        { id: 'c2', title: '二', compulsory: true, hours: '4', lessons: [lesson('b')] },
      ],
    });
    await questionBank();
    const [name, idNumber] = ['贺断电', makeIdNumber('1979-05-06', 21)];
    const text = { name, sex: 'M', nation: '汉', birth: '1979-05-06', address: '演示省演示市样例街道一号', idNumber } as const;
    const card = await Promise.all(
      (['portrait', 'authority'] as const).map((side) => renderCardPhoto({ ...text, side, validTo: '长期', background: 'wood' })),
    );
    const walker = new Walker(interrupt);
    const end = await walk(walker, people, {
      ...places,
      courseId,
      card,
      portrait: await renderPortrait(7),
      name,
      idNumber,
      desk: new Desk(world.simulatorUrl),
    });

    expect(cuts).toBe(CUTS);
    expect(end.score).toMatchObject({ score: 100, passed: true });
    expect(end.verification).toMatchObject({ found: true, certificate: { valid: true, number: end.certificate.number } });
    expect(end.pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(end.trail.chainIntact).toBe(true);
    const db = mongoose.connection.db!;
    const mine = { 'source.id': end.applicationId };
    const counts = await Promise.all([
      db.collection('applications').countDocuments(),
      db.collection('studies').countDocuments(mine),
      db.collection('exam_sessions').countDocuments(mine),
      db.collection('scores').countDocuments(mine),
      db.collection('certificates').countDocuments(mine),
      db.collection('employments').countDocuments(),
      db.collection('pass_list_batches').countDocuments(),
      db.collection('training_classes').countDocuments(),
    ]);
    expect(counts).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
    const session = (await db.collection('exam_sessions').findOne(mine))!;
    expect(Object.keys(session.answers as object)).toHaveLength(session.paper.length as number);
    // Messages come at least once and are written once; the last one may still be on its way.
    await pause(2_000);
    const told = await db.collection('inbox').find({ template: 'application.certified' }).toArray();
    expect(told).toHaveLength(1);
  }, 300_000);
});
