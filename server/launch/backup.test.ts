import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificateRoutes } from '@jzt/shared/contract/certificate';
import mongoose, { mongo } from 'mongoose';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { issuedExam } from '../testing/certificates';
import { signIn } from '../testing/client';
import { twoOfficers } from '../testing/officers';
import { startWorld, type World } from '../testing/world';
import { TrailCheck } from '../src/platform/trail/check';

jest.setTimeout(180_000);

const KEY = 'a key that lies in a safe';
let world: World;
const folder = mkdtempSync(join(tmpdir(), 'jzt-backup-'));

async function command(name: 'backup' | 'restore', args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(__dirname, `${name}.mjs`), ...args], {
    env: { ...process.env, MONGODB_URI: world.settings.mongoUri, DATA_DIR: world.settings.dataDir, BACKUP_KEY: KEY, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, said };
}

/** Every collection: how many documents, and the hash over their BSON. */
async function contents(uri: string): Promise<Record<string, string>> {
  const client = await new mongo.MongoClient(uri).connect();
  const found: Record<string, string> = {};
  for (const { name } of await client.db().listCollections({}, { nameOnly: true }).toArray()) {
    const hash = createHash('sha256');
    const documents = client.db().collection(name).find({}, { promoteValues: false }).sort({ _id: 1 });
    for await (const document of documents) hash.update(mongo.BSON.serialize(document));
    found[name] = hash.digest('hex');
  }
  await client.close();
  return found;
}

beforeAll(async () => void (world = await startWorld()));
afterAll(() => world.stop());

it('JS-21 all that was lost with a database comes back: the certificate in the wallet, its file, its code, the unbroken trail', async () => {
  const { people, certificates } = await issuedExam(world, await twoOfficers(world), { names: ['周持证'] });
  const [person, certificate] = [people[0]!, certificates[0]!];
  await world.settle();
  const file = join(folder, 'all.backup');
  await world.restart(async () => {
    const before = await contents(world.settings.mongoUri);
    expect(await command('backup', [file])).toMatchObject({ code: 0, said: expect.stringMatching(/备份完成/) });
    // Somebody's name must not lie on a stick in clear, nor be read by another user of the machine.
    expect([readFileSync(file).includes('周持证'), statSync(file).mode & 0o077]).toEqual([false, 0]);
    const client = await new mongo.MongoClient(world.settings.mongoUri).connect();
    await client.db().dropDatabase();
    await client.close();
    expect(await command('restore', [file])).toMatchObject({ code: 0, said: expect.stringMatching(/数目与备份逐一相同/) });
    expect(await contents(world.settings.mongoUri)).toEqual(before);
  });
  const worker = await signIn(world, person.phone);
  const { items } = await worker.ok(certificateRoutes.listMine);
  expect(items.map((one) => one.number)).toEqual([certificate.number]);
  const { link } = await worker.ok(certificateRoutes.code, { params: { id: items[0]!.id } });
  expect(await worker.ok(certificateRoutes.verify, { body: { code: link } })).toMatchObject({ found: true });
  expect(await (await world.server.get(TrailCheck)).whole()).toEqual([]);
});

it('JS-21 is of one moment, although the program goes on writing', async () => {
  const db = mongoose.connection.db!;
  const [first, second] = [db.collection<{ _id: number; at: number }>('aFirst'), db.collection<{ _id: number; at: number }>('zSecond')];
  await Promise.all([first.insertOne({ _id: 1, at: 0 }), second.insertOne({ _id: 1, at: 0 })]);
  // Enough to be read for a while.
  await db.collection('mBetween').insertMany(Array.from({ length: 20_000 }, (_, each) => ({ each, words: 'x'.repeat(200) })));
  let writing = true;
  const writer = (async () => {
    for (let at = 1; writing; at++) {
      await first.updateOne({ _id: 1 }, { $set: { at } });
      await second.updateOne({ _id: 1 }, { $set: { at } });
    }
  })();
  const file = join(folder, 'running.backup');
  const { code, said } = await command('backup', [file]);
  writing = false;
  await writer;
  expect({ code, said }).toMatchObject({ code: 0 });
  const target = new URL(world.settings.mongoUri);
  target.pathname += '_again';
  const dataDir = mkdtempSync(join(tmpdir(), 'jzt-restored-'));
  expect(await command('restore', [file], { MONGODB_URI: target.href, DATA_DIR: dataDir })).toMatchObject({ code: 0 });
  const client = await new mongo.MongoClient(target.href).connect();
  const [one, two] = await Promise.all(['aFirst', 'zSecond'].map((name) => client.db().collection(name).findOne()));
  await client.db().dropDatabase();
  await client.close();
  expect([0, 1]).toContain(one!.at - two!.at);
  expect(readFileSync(join(dataDir, 'secrets.json'))).toEqual(readFileSync(join(world.settings.dataDir, 'secrets.json')));
});

it('JS-21 a changed byte, another key, a file of something else: nothing is written', async () => {
  const file = join(folder, 'all.backup');
  const target = new URL(world.settings.mongoUri);
  target.pathname += '_never';
  const elsewhere = { MONGODB_URI: target.href, DATA_DIR: mkdtempSync(join(tmpdir(), 'jzt-never-')) };
  const changed = readFileSync(file);
  changed[changed.length >> 1]! ^= 1;
  writeFileSync(join(folder, 'changed.backup'), changed);
  writeFileSync(join(folder, 'short.backup'), changed.subarray(0, 20));
  const restored = (name: string, env = {}) => command('restore', [join(folder, name)], { ...elsewhere, ...env });
  expect(await restored('changed.backup')).toMatchObject({ code: 1, said: expect.stringMatching(/钥匙不对，或文件被改动/) });
  expect(await restored('all.backup', { BACKUP_KEY: 'another' })).toMatchObject({ code: 1, said: expect.stringMatching(/钥匙不对/) });
  expect(await restored('short.backup')).toMatchObject({ code: 1, said: expect.stringMatching(/不是建证通的备份/) });
  expect(await restored('none.backup')).toMatchObject({ code: 1, said: expect.stringMatching(/打不开备份/) });
  expect(await contents(target.href)).toEqual({});
  expect(await command('restore', ['--check', file])).toMatchObject({ code: 0, said: expect.stringMatching(/^.*备份完好/) });
});

it('JS-21 is never laid over data that are there', async () => {
  await world.restart(async () => {
    const before = await contents(world.settings.mongoUri);
    expect(await command('restore', [join(folder, 'all.backup')])).toMatchObject({
      code: 1,
      said: expect.stringMatching(/不是空的.*没有写入任何东西/),
    });
    expect(await contents(world.settings.mongoUri)).toEqual(before);
  });
});
