import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { certificateRoutes } from '@jzt/shared/contract/certificate';
import { identityRoutes } from '@jzt/shared/contract/identity';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { FieldCipher } from '../src/platform/crypto';
import { Files } from '../src/platform/files';
import { countByKey, reseal } from '../src/platform/keyRotation';
import { readSecrets } from '../src/platform/settings';
import { issuedExam, type IssuedExam } from '../testing/certificates';
import { Client, signIn } from '../testing/client';
import { twoOfficers } from '../testing/officers';
import { ledgeredWorker } from '../testing/people';
import { PowerCut } from '../testing/powerCut';
import { startWorld, type World } from '../testing/world';

jest.setTimeout(180_000);

let world: World;
let exam: IssuedExam;
beforeAll(async () => {
  world = await startWorld();
  exam = await issuedExam(world, await twoOfficers(world), { names: ['周持证'] });
});
afterAll(() => world.stop());

const db = () => mongoose.connection.db! as never;
const secrets = () => readSecrets(world.settings.secretsFile);

/** As if the last rotation had been longer ago. */
const aMinuteAgo = () =>
  writeFileSync(world.settings.secretsFile, JSON.stringify({ ...secrets(), activeSince: new Date(Date.now() - 61_000).toISOString() }));

async function keys(...args: string[]) {
  const child = spawn(process.execPath, [join(__dirname, 'keys.mjs'), ...args], {
    env: {
      ...process.env,
      MONGODB_URI: world.settings.mongoUri,
      DATA_DIR: world.settings.dataDir,
      SECRETS_FILE: world.settings.secretsFile,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, said };
}

/** What the holder sees: their own name and number, the certificate, its signed PDF, and that its code is believed. */
async function everythingOpens() {
  // A code a minute.
  world.clock.advance(61_000);
  const worker = await signIn(world, exam.people[0]!.phone);
  expect((await worker.ok(identityRoutes.view)).name).toBe('周持证');
  const { items } = await worker.ok(certificateRoutes.listMine);
  expect(items.map((one) => one.number)).toEqual([exam.certificates[0]!.number]);
  const files = await world.server.get(Files);
  expect((await files.read(exam.certificates[0]!.fileId!)).subarray(0, 5).toString()).toBe('%PDF-');
  const { link } = await worker.ok(certificateRoutes.code, { params: { id: items[0]!.id } });
  expect(await worker.ok(certificateRoutes.verify, { body: { code: link } })).toMatchObject({ found: true });
  return link;
}

describe('JS-21 what lies on the disk', () => {
  it('is no picture and no document to who has only the database, and a changed byte is not handed out', async () => {
    const pieces = await mongoose.connection.db!.collection('files.chunks').find().toArray();
    expect(pieces.length).toBeGreaterThan(3);
    for (const { data } of pieces) {
      const bytes = (data as { buffer: Buffer }).buffer;
      expect(bytes.subarray(0, 4).toString('latin1')).not.toMatch(/^(\xff\xd8\xff|%PDF)/);
      expect(bytes.includes('%PDF')).toBe(false);
    }
    const person = await ledgeredWorker(world, { name: '吴改字' });
    const files = await world.server.get(Files);
    const saved = await files.save(Buffer.from('a picture'), { ownerId: person.id, purpose: 'PORTRAIT', contentType: 'image/jpeg' });
    expect((await files.read(saved.id)).toString()).toBe('a picture');
    const chunks = mongoose.connection.db!.collection('files.chunks');
    const other = pieces[0]!.data;
    await chunks.updateOne({ files_id: new mongoose.Types.ObjectId(saved.id) }, { $set: { data: other } });
    await expect(files.read(saved.id)).rejects.toThrow();
  });
});

describe('JS-21 npm run keys', () => {
  it('rotates while the program runs; broken off, it goes on with what is left; the old key can go', async () => {
    const before = await everythingOpens();
    const { k1: many } = await countByKey(db());
    expect(many).toBeGreaterThan(8);
    const power = new PowerCut();
    expect(await keys('rotate')).toMatchObject({ code: 0, said: expect.stringMatching(/钥匙 k2 已启用/) });
    expect(Object.keys(secrets().fieldKeys)).toEqual(['k1', 'k2']);
    expect(await countByKey(db())).toEqual({ k2: many });
    // This process began before there was a k2, and has opened nothing since.
    await pause(2_100);
    await signIn(world, '13712345678');
    expect((await countByKey(db())).k1).toBeUndefined();
    await everythingOpens();

    expect(await keys('rotate')).toMatchObject({ code: 0, said: expect.stringMatching(/钥匙 k3 已启用/) });
    expect(await keys('retire', 'k1')).toMatchObject({ code: 1, said: expect.stringMatching(/刚启用.*请过一分钟再去掉 k1/) });
    // Broken off in the middle of a rotation to k2 back.
    const back = new FieldCipher({ ...secrets(), activeFieldKey: 'k2' });
    let done = 0;
    // What the program writes by itself meanwhile is counted too.
    while (done === 0) {
      power.after(6);
      await expect(reseal(db(), back)).rejects.toThrow('power cut');
      power.mend();
      done = (await countByKey(db())).k2 ?? 0;
    }
    power.remove();
    aMinuteAgo();
    expect(await keys('retire', 'k2')).toMatchObject({ code: 1, said: expect.stringContaining(`还有 ${done} 个值用着 k2`) });
    expect(await keys('rotate')).toMatchObject({ code: 0, said: expect.stringMatching(new RegExp(`接着做[^]*k3 已启用，${done} 个值`)) });
    expect(await keys('retire', 'k3')).toMatchObject({ code: 1, said: expect.stringMatching(/正在使用/) });
    for (const old of ['k1', 'k2']) expect(await keys('retire', old)).toMatchObject({ code: 0 });
    await everythingOpens();

    expect(await keys('rotate-signing')).toMatchObject({ code: 0, said: expect.stringMatching(/重新启动服务/) });
    world.settings.secrets = secrets();
    await world.restart();
    const after = await everythingOpens();
    expect(after).not.toBe(before);
    expect(await new Client(world.url).ok(certificateRoutes.verify, { body: { code: before } })).toMatchObject({ found: true });
    expect(await keys()).toMatchObject({
      code: 0,
      said: expect.stringMatching(/k3（使用中）：\d+ 个加密的值\n二维码签名：现用 1 把，以前的 1 把/),
    });
    expect(await keys('rotat')).toMatchObject({ code: 1, said: expect.stringMatching(/没有这个命令：rotat。可用/) });
    expect(readFileSync(world.settings.secretsFile, 'utf8')).not.toContain('"k1"');
  });
});
