import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import mongoose, { Types } from 'mongoose';
import { EmploymentModel } from '../src/features/employment/employment.model';
import { serverParts } from '../src/parts';
import { startServer } from '../src/platform/boot';
import { connectDatabase, disconnectDatabase } from '../src/platform/database';
import { outboxDelivered } from '../src/platform/http/metrics';
import { createLogger } from '../src/platform/logger';
import { FieldCipher } from '../src/platform/crypto';
import { migrate } from '../src/platform/migrate';
import { Outbox } from '../src/platform/outbox';
import { readSettings } from '../src/platform/settings';

interface Row {
  name: string;
  ours: number;
  peer?: number;
  unit: string;
}

const ENTRIES = 10_000;
const IN_FLIGHT = 16;

/** A full outbox emptied: each entry is appended to the audit trail, sealed, and taken out; beside it what the database writes at all. */
export async function bench({ mongoUri, dataDir }: { mongoUri: string; dataDir: string }): Promise<Row[]> {
  const uri = new URL(mongoUri);
  uri.pathname = `/bench_${randomBytes(4).toString('hex')}`;
  mkdirSync(dataDir, { recursive: true });
  const secretsFile = join(dataDir, 'bench-outbox-secrets.json');
  const key = () => randomBytes(32).toString('base64');
  const verifyPrivateKeyPem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  writeFileSync(
    secretsFile,
    JSON.stringify({ fieldKeys: { k1: key() }, activeFieldKey: 'k1', blindIndexKey: key(), tokenKey: key(), verifyPrivateKeyPem }),
  );
  const env = { PORT: '0', HOST: '127.0.0.1', MONGODB_URI: uri.href, DATA_DIR: dataDir, SECRETS_FILE: secretsFile };
  const settings = readSettings({ ...env, SIMULATOR_URL: 'http://127.0.0.1:9' });
  await connectDatabase(settings.mongoUri);
  await migrate(new FieldCipher(settings.secrets));
  await disconnectDatabase();
  const server = await startServer(settings, serverParts(settings), { logger: createLogger('error') });
  const outbox = await server.get(Outbox);
  await outbox.settle();

  // Cases are stored as they are after a move: with what must follow inside them.
  const now = new Date(Date.now() + 3600_000);
  const cases = Array.from({ length: ENTRIES }, () => {
    const _id = new Types.ObjectId();
    const audit = {
      action: 'Employment.confirm',
      subjectKind: 'Employment',
      subjectId: _id.toHexString(),
      outcome: 'A→B',
      actorRole: 'WORKER',
    };
    const employment = {
      personId: _id.toHexString(),
      enterpriseId: _id.toHexString(),
      round: 0,
      status: 'CONFIRMED',
      version: 1,
      history: [],
    };
    return { _id, ...employment, outbox: outbox.stamp([{ topic: 'audit', payload: audit }], now) };
  });
  for (let at = 0; at < ENTRIES; at += 1000) await EmploymentModel.collection.insertMany(cases.slice(at, at + 1000) as never);
  const due = { 'outbox.topic': 'audit' };
  await EmploymentModel.collection.updateMany(due, { $set: { 'outbox.0.notBefore': new Date() } });
  const before = await deliveries();
  const from = performance.now();
  outbox.kick();
  // Counted here: to ask the database all the time would be a good part of its work.
  while ((await deliveries()) - before < ENTRIES) await pause(20);
  const emptied = (performance.now() - from) / 1000;
  while (await mongoose.connection.collection('audit').countDocuments({ pending: true }, { limit: 1 })) await pause(200);
  const sealed = (performance.now() - from) / 1000;

  if (await EmploymentModel.collection.countDocuments(due, { limit: 1 })) throw new Error('not emptied');

  let written = 0;
  const until = performance.now() + 5_000;
  await Promise.all(
    Array.from({ length: IN_FLIGHT }, async () => {
      while (performance.now() < until) {
        await EmploymentModel.collection.updateOne({ _id: cases[written % ENTRIES]!._id }, { $inc: { version: 1 } });
        written += 1;
      }
    }),
  );

  await mongoose.connection.db!.dropDatabase();
  await server.stop();
  return [
    { name: '后续事项送达（写入留痕并移出）/ 裸 updateOne', ours: ENTRIES / emptied, peer: written / 5, unit: '次/秒，16 并发' },
    { name: '后续事项送达并封存', ours: ENTRIES / sealed, unit: '次/秒' },
  ];
}

/** Entries of the audit topic that this process has delivered. */
async function deliveries(): Promise<number> {
  const { values } = await outboxDelivered.get();
  return values.find(({ labels }) => labels.topic === 'audit' && labels.outcome === 'delivered')?.value ?? 0;
}
