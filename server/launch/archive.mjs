// A backup in one file: magic, salt and nonce in clear; then frames, compressed and encrypted; then the authentication tag.
import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGunzip, createGzip } from 'node:zlib';
import { Trouble } from './say.mjs';

const MAGIC = Buffer.from('JZT-BACKUP-1\n');
const [SALT, NONCE, TAG] = [16, 12, 16];
const HEAD = MAGIC.length + SALT + NONCE;
const ALGORITHM = 'aes-256-gcm';
/** Kind of a frame and the length of what follows it. */
const FRAME_HEAD = 5;

const keyOf = (passphrase, salt) => promisify(scrypt)(passphrase, salt, 32);
const frame = (kind, payload) => {
  const head = Buffer.alloc(FRAME_HEAD);
  head.write(kind, 0, 'latin1');
  head.writeUInt32LE(payload.length, 1);
  return Buffer.concat([head, payload]);
};
const json = (value) => Buffer.from(JSON.stringify(value));
const digest = () => ({ count: 0, hash: createHash('sha256') });
const summary = (digests) =>
  Object.fromEntries([...digests].map(([name, { count, hash }]) => [name, { count, sha256: hash.digest('hex') }]));

/**
 * @typedef {{count: number, sha256: string}} Sum of one collection: its documents, and the hash over their BSON in the order they were written
 * @typedef {{at: string, sums: Record<string, Sum>}} Manifest
 */

/**
 * Writes a backup that exists whole or not at all.
 * @param {string} path
 * @param {string} passphrase
 * @param {{at: Date, files: Record<string, Buffer>, collections: AsyncIterable<{name: string, indexes: object[], documents: AsyncIterable<Buffer>}>}} what
 * @returns {Promise<Manifest>}
 */
export async function writeArchive(path, passphrase, { at, files, collections }) {
  const [salt, nonce] = [randomBytes(SALT), randomBytes(NONCE)];
  const cipher = createCipheriv(ALGORITHM, await keyOf(passphrase, salt), nonce);
  const digests = new Map();
  let manifest;
  async function* frames() {
    for (const [name, content] of Object.entries(files)) yield frame('F', Buffer.concat([json({ name }), Buffer.from('\n'), content]));
    for await (const { name, indexes, documents } of collections) {
      yield frame('C', json({ name, indexes }));
      const sum = digest();
      digests.set(name, sum);
      for await (const document of documents) {
        sum.count += 1;
        sum.hash.update(document);
        yield frame('D', document);
      }
    }
    manifest = { at: at.toISOString(), sums: summary(digests) };
    yield frame('E', json(manifest));
  }
  const part = `${path}.part`;
  try {
    const out = createWriteStream(part, { mode: 0o600 });
    out.write(Buffer.concat([MAGIC, salt, nonce]));
    await pipeline(Readable.from(frames()), createGzip(), cipher, out, { end: false });
    await new Promise((resolve, reject) => out.once('error', reject).end(cipher.getAuthTag(), resolve));
    const written = await open(part, 'r+');
    await written.sync();
    await written.close();
    await rename(part, path);
    return manifest;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/**
 * Reads a backup to its end, and compares counts and hashes with those it was written with.
 * @param {string} path
 * @param {string} passphrase
 * @param {{file?(name: string, content: Buffer): unknown, collection?(name: string, indexes: object[]): unknown, document?(bson: Buffer): unknown, end?(): unknown}} visitor
 *   awaited one after the other; `end` when all was as it should be
 * @returns {Promise<Manifest>} Throws Trouble when the file is no backup, the key another one, or a byte changed: then nothing that was visited may be kept.
 */
export async function readArchive(path, passphrase, visitor = {}) {
  const { salt, nonce, tag, end } = await headOf(path);
  const decipher = createDecipheriv(ALGORITHM, await keyOf(passphrase, salt), nonce).setAuthTag(tag);
  const digests = new Map();
  let current;
  let manifest;
  const visit = async (kind, payload) => {
    if (kind === 'D') {
      current.count += 1;
      current.hash.update(payload);
      return visitor.document?.(payload);
    }
    if (kind === 'F') {
      const line = payload.indexOf(10);
      return visitor.file?.(JSON.parse(payload.subarray(0, line).toString()).name, payload.subarray(line + 1));
    }
    const told = JSON.parse(payload.toString());
    if (kind === 'E') return void (manifest = told);
    current = digest();
    digests.set(told.name, current);
    return visitor.collection?.(told.name, told.indexes);
  };
  try {
    await pipeline(createReadStream(path, { start: HEAD, end }), decipher, createGunzip(), async (stream) => {
      let rest = Buffer.alloc(0);
      for await (const chunk of stream) {
        rest = Buffer.concat([rest, chunk]);
        let at = 0;
        while (rest.length - at >= FRAME_HEAD && rest.length - at - FRAME_HEAD >= rest.readUInt32LE(at + 1)) {
          const from = at + FRAME_HEAD;
          const to = from + rest.readUInt32LE(at + 1);
          await visit(String.fromCharCode(rest[at]), rest.subarray(from, to));
          at = to;
        }
        rest = rest.subarray(at);
      }
    });
  } catch (error) {
    if (error instanceof Trouble || error.fromVisitor) throw error;
    throw new Trouble(`备份 ${path} 读不出来：钥匙不对，或文件被改动、没有复制完整。`);
  }
  if (!manifest || JSON.stringify(manifest.sums) !== JSON.stringify(summary(digests)))
    throw new Trouble(`备份 ${path} 里的数据和它自己记的数目不一致，不能使用。`);
  await visitor.end?.();
  return manifest;
}

async function headOf(path) {
  const file = await open(path, 'r').catch(() => {
    throw new Trouble(`打不开备份 ${path}。`);
  });
  try {
    const { size } = await file.stat();
    const [head, tag] = [Buffer.alloc(HEAD), Buffer.alloc(TAG)];
    await file.read(head, 0, HEAD, 0);
    await file.read(tag, 0, TAG, Math.max(0, size - TAG));
    if (size < HEAD + TAG || !head.subarray(0, MAGIC.length).equals(MAGIC)) throw new Trouble(`${path} 不是建证通的备份。`);
    const salt = head.subarray(MAGIC.length, MAGIC.length + SALT);
    return { salt, nonce: head.subarray(MAGIC.length + SALT), tag, end: size - TAG - 1 };
  } finally {
    await file.close();
  }
}
