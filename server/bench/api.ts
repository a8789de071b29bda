import { randomBytes, generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Koa from 'koa';
import mongoose from 'mongoose';
import { serverParts } from '../src/parts';
import { startServer } from '../src/platform/boot';
import { createLogger } from '../src/platform/logger';
import { FieldCipher } from '../src/platform/crypto';
import { migrate } from '../src/platform/migrate';
import { Tokens } from '../src/platform/http/tokens';
import { Persons } from '../src/features/person/person.service';
import { StudyLedgerModel, StudyModel } from '../src/features/study/study.model';
import { Courses } from '../src/features/course/course.service';
import { connectDatabase, disconnectDatabase } from '../src/platform/database';
import { readSettings } from '../src/platform/settings';

interface Row {
  name: string;
  ours: number;
  peer?: number;
  unit: string;
}

const SECONDS = 6;
const IN_FLIGHT = 16;

/** Requests a second with 16 in flight, after a warm-up of a second. */
async function perSecond(act: (at: number) => Promise<unknown>): Promise<number> {
  let done = 0;
  let at = 0;
  const until = async (end: number) => {
    await Promise.all(
      Array.from({ length: IN_FLIGHT }, async () => {
        while (performance.now() < end) {
          await act(at++);
          done++;
        }
      }),
    );
  };
  await until(performance.now() + 1000);
  done = 0;
  const from = performance.now();
  await until(from + SECONDS * 1000);
  return done / ((performance.now() - from) / 1000);
}

/** Milliseconds of the middle one of so many, one after the other. */
async function middleMs(times: number, act: (at: number) => Promise<unknown>): Promise<number> {
  const all: number[] = [];
  for (let at = 0; at < times; at++) {
    const from = performance.now();
    await act(at);
    all.push(performance.now() - from);
  }
  return all.sort((left, right) => left - right)[Math.floor(times / 2)]!;
}

/** An authenticated read beside bare Koa with the driver; a study beat beside one findOneAndUpdate. */
export async function bench({ mongoUri, dataDir }: { mongoUri: string; dataDir: string }): Promise<Row[]> {
  const uri = new URL(mongoUri);
  uri.pathname = `/bench_${randomBytes(4).toString('hex')}`;
  mkdirSync(dataDir, { recursive: true });
  const secretsFile = join(dataDir, 'bench-secrets.json');
  const key = () => randomBytes(32).toString('base64');
  writeFileSync(
    secretsFile,
    JSON.stringify({
      fieldKeys: { k1: key() },
      activeFieldKey: 'k1',
      blindIndexKey: key(),
      tokenKey: key(),
      verifyPrivateKeyPem: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
    }),
  );
  const settings = readSettings({
    PORT: '0',
    HOST: '127.0.0.1',
    MONGODB_URI: uri.href,
    DATA_DIR: dataDir,
    SECRETS_FILE: secretsFile,
    SIMULATOR_URL: 'http://127.0.0.1:9',
  });
  await connectDatabase(settings.mongoUri);
  await migrate(new FieldCipher(settings.secrets));
  await disconnectDatabase();
  const server = await startServer(settings, serverParts(settings), { logger: createLogger('error') });

  const persons = await server.get(Persons);
  const person = await persons.ensure({ phone: '13912345678' });
  const personId = person._id.toHexString();
  const { accessToken } = await (await server.get(Tokens)).issue({ personId, role: 'WORKER', sessionId: personId });
  const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };

  const koa = new Koa();
  koa.use(async (ctx) => {
    ctx.body = await mongoose.connection.collection('inbox').find({ personId }).sort({ _id: -1 }).limit(20).toArray();
  });
  const peer = createServer(koa.callback());
  await new Promise<void>((ready) => peer.listen(0, '127.0.0.1', ready));
  const { port } = peer.address() as AddressInfo;
  const read = await perSecond(async () => (await fetch(`${server.url}/api/inbox`, { headers })).arrayBuffer());
  const bareRead = await perSecond(async () => (await fetch(`http://127.0.0.1:${port}/`)).arrayBuffer());

  const course = await (
    await server.get(Courses)
  ).publish({
    jurisdiction: '630000',
    title: '量度',
    category: 'SAFETY_MGMT',
    requiredHours: '8',
    chapters: [
      { id: 'c1', title: '一', compulsory: true, hours: '8', lessons: [{ id: 'l1', title: '一', seconds: 24, video: 'helmet.mp4' }] },
    ],
  });
  const applicationId = person._id.toHexString();
  const now = new Date();
  await StudyModel.create({
    status: 'LEARNING',
    version: 1,
    createdAt: now,
    updatedAt: now,
    history: [],
    outbox: [],
    source: { kind: 'APPLICATION', id: applicationId },
    jurisdiction: '630000',
    packVersion: 'QH-1',
    personId,
    institutionId: applicationId,
    courseId: course.courseId.toHexString(),
    courseVersion: course.version,
    classId: applicationId,
    requiredHours: '8',
    endsOn: '2099-12-31',
  });
  const opened = (await (
    await fetch(`${server.url}/api/study/APPLICATION/${applicationId}/sessions`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ lessonId: 'l1', deviceId: 'bench-device' }),
    })
  ).json()) as { sessionId: string; epoch: number; videoUrl: string };
  await (await fetch(server.url + opened.videoUrl)).arrayBuffer();
  const beat = await middleMs(400, async (at) => {
    const body = JSON.stringify({
      sessionId: opened.sessionId,
      epoch: opened.epoch,
      seq: at + 1,
      segments: [[0, at + 1]],
      position: at + 1,
    });
    const reply = await fetch(`${server.url}/api/study/APPLICATION/${applicationId}/beats`, { method: 'POST', headers, body });
    if (!reply.ok) throw new Error(await reply.text());
    await reply.arrayBuffer();
  });
  const bareUpdate = await middleMs(400, (at) =>
    StudyLedgerModel.collection.findOneAndUpdate({ _id: personId as never }, { $set: { position: at } }),
  );

  await mongoose.connection.db!.dropDatabase();
  peer.close();
  await server.stop();
  return [
    { name: '带身份的读取（消息列表）/ 裸 Koa + 驱动', ours: read, peer: bareRead, unit: '次/秒，16 并发' },
    { name: '学习上报一次 / 一次裸 findOneAndUpdate', ours: beat, peer: bareUpdate, unit: '毫秒，中位' },
  ];
}
