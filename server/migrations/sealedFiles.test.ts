import { randomBytes } from 'node:crypto';
import mongoose, { mongo } from 'mongoose';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { FieldCipher } from '../src/platform/crypto';
import { Files } from '../src/platform/files';
import { migrate } from '../src/platform/migrate';
import { PowerCut } from '../testing/powerCut';
import { startWorld, type World } from '../testing/world';

let world: World;
let power: PowerCut;
beforeAll(async () => {
  world = await startWorld();
  power = new PowerCut();
});
afterAll(async () => {
  power.remove();
  await world.stop();
});

/** Files as they were kept before: in clear, one of them in several pieces. */
async function clearFiles(): Promise<Map<string, Buffer>> {
  const db = mongoose.connection.db!;
  for (const name of ['files.files', 'files.chunks', 'files_sealing.files', 'files_sealing.chunks'])
    await db.collection(name).deleteMany({});
  await db.collection<{ _id: string }>('migrations').deleteOne({ _id: '0032-sealed-files' });
  const bucket = new mongo.GridFSBucket(db as never, { bucketName: 'files' });
  const contents = new Map<string, Buffer>();
  for (const content of [Buffer.from('%PDF-1.7 of old'), randomBytes(600_000)]) {
    const id = new mongo.ObjectId();
    const metadata = { ownerId: 'someone', purpose: 'CERTIFICATE', contentType: 'application/pdf', sha256: 'as before' };
    await new Promise<void>((resolve, reject) => {
      bucket.openUploadStreamWithId(id, id.toHexString(), { metadata }).once('error', reject).once('finish', resolve).end(content);
    });
    contents.set(id.toHexString(), content);
  }
  return contents;
}

it('0032-sealed-files: the power goes before every write; run again, every file is there once, whole and encrypted', async () => {
  const files = await world.server.get(Files);
  const cipher = new FieldCipher(world.settings.secrets);
  let contents = new Map<string, Buffer>();
  await power.atEveryWrite({
    before: async () => void (contents = await clearFiles()),
    work: async () => void (await migrate(cipher)),
    after: async () => {
      const db = mongoose.connection.db!;
      for (const [id, content] of contents) {
        expect(await files.find(id)).toMatchObject({
          ownerId: 'someone',
          purpose: 'CERTIFICATE',
          sha256: 'as before',
          bytes: content.length,
        });
        expect((await files.read(id)).equals(content)).toBe(true);
      }
      expect(await db.collection('files.files').countDocuments()).toBe(contents.size);
      const pieces = await db.collection('files.chunks').find().toArray();
      expect(pieces.some(({ data }) => (data as { buffer: Buffer }).buffer.includes('%PDF'))).toBe(false);
      const left = await db.listCollections({ name: /^files_sealing/ }, { nameOnly: true }).toArray();
      expect(left).toEqual([]);
    },
  });
});
