import { mongo } from 'mongoose';
import type { FieldCipher } from '../src/platform/crypto';
import type { Migration } from './index';

/**
 * Files are encrypted under keys of their own. Each is copied aside first: whenever the power goes, one whole copy is there.
 * The way back is a backup of before: a program that knows no sealed files would hand out what nobody can read.
 */
export const sealedFiles = (cipher: FieldCipher): Migration => ({
  id: '0032-sealed-files',
  async up(db) {
    const [files, aside] = ['files', 'files_sealing'].map((bucketName) => new mongo.GridFSBucket(db, { bucketName }));
    for await (const file of files!.find({ 'metadata.keySealed': { $exists: false } })) {
      const id = file._id.toHexString();
      const metadata = file.metadata as Record<string, unknown>;
      // A copy of a turn before this one may lack its end.
      await drop(aside!, file._id);
      const { content, keySealed } = cipher.sealContent(await read(files!, file._id), id);
      await write(aside!, file._id, content, { ...metadata, bytes: file.length, keySealed });
      await drop(files!, file._id);
    }
    // Only whole copies are listed.
    for await (const { _id, metadata } of aside!.find({})) {
      await drop(files!, _id);
      await write(files!, _id, await read(aside!, _id), metadata!);
      await drop(aside!, _id);
    }
    for (const part of ['files', 'chunks']) await db.collection(`files_sealing.${part}`).drop();
  },
});

async function read(bucket: mongo.GridFSBucket, id: mongo.ObjectId): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of bucket.openDownloadStream(id)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const write = (bucket: mongo.GridFSBucket, id: mongo.ObjectId, content: Buffer, metadata: mongo.Document): Promise<void> =>
  new Promise((resolve, reject) => {
    const upload = bucket.openUploadStreamWithId(id, id.toHexString(), { metadata });
    upload.once('error', reject).once('finish', resolve).end(content);
  });

/** Also what a broken upload left. */
async function drop(bucket: mongo.GridFSBucket, id: mongo.ObjectId): Promise<void> {
  await bucket.delete(id).catch((error: Error) => {
    if (!/File not found/.test(error.message)) throw error;
  });
}
