// npm run backup [-- FILE]: everything that cannot be made again, in one encrypted file, while the program goes on working.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { writeArchive } from './archive.mjs';
import { connect, withDatabase } from './data.mjs';
import { ensurePackages } from './packages.mjs';
import { stopAll } from './processes.mjs';
import { root } from './root.mjs';
import { say, Trouble } from './say.mjs';

const dataDir = resolve(root, process.env.DATA_DIR ?? '.data');
const PROBE = 'backupProbes';
/** Nobody writes, so what is read is of one moment by itself. */
const STILL = { session: undefined, end: async () => undefined };
const NO_SNAPSHOT =
  '这个数据库不能在运行中给出一致的快照（单机 mongod 没有）。请先停下服务（Ctrl-C）再运行 npm run backup；用副本集就不必停。';

async function main() {
  const at = new Date();
  const target = resolve(process.argv[2] ?? join(dataDir, 'backups', `jzt-${at.toISOString().replace(/\D/g, '').slice(0, 14)}.backup`));
  if (existsSync(target)) throw new Trouble(`${target} 已经有了，请换一个文件名。`);
  mkdirSync(join(target, '..'), { recursive: true });
  const passphrase = backupKey();
  await ensurePackages();
  await withDatabase(dataDir, async (uri, { quiet }) => {
    const { client, BSON } = await connect(uri);
    try {
      const snapshot = (await snapshotOf(client)) ?? (quiet ? STILL : undefined);
      if (!snapshot) throw new Trouble(NO_SNAPSHOT);
      const manifest = await writeArchive(target, passphrase, {
        at,
        files: keptFiles(),
        collections: collectionsOf(client.db(), snapshot, BSON),
      });
      await snapshot.end();
      const documents = Object.values(manifest.sums).reduce((sum, { count }) => sum + count, 0);
      say(
        `备份完成：${target}，${Object.keys(manifest.sums).length} 个集合，${documents} 条记录，数据截至 ${at.toLocaleString('zh-CN')}。`,
      );
      say('恢复：npm run restore -- 文件；只检查不恢复：npm run restore -- --check 文件。这之后发生的事不在这份备份里。');
    } finally {
      await client.close();
    }
  });
}

/** BACKUP_KEY, or one made once: whoever loses the machine needs it from somewhere else. */
function backupKey() {
  if (process.env.BACKUP_KEY) return process.env.BACKUP_KEY;
  const file = join(dataDir, 'backup.key');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
    say(`备份的钥匙写在 ${file}。请现在就另外抄一份到别的地方：机器坏了而没有钥匙，备份打不开。也可以自己定：BACKUP_KEY=… npm run backup`);
  }
  return readFileSync(file, 'utf8').trim();
}

/** What lies beside the database: without its keys it cannot be read, without the anchor a cut trail is not noticed. */
function keptFiles() {
  const found = {};
  const keep = (name, path = join(dataDir, name)) => existsSync(path) && (found[name] = readFileSync(path));
  keep('secrets.json', process.env.SECRETS_FILE);
  if (!found['secrets.json'])
    throw new Trouble('没有找到密钥文件 secrets.json，没有它备份恢复了也读不出来。请用 SECRETS_FILE 指出它在哪里。');
  if (existsSync(join(dataDir, 'audit-seals'))) for (const name of readdirSync(join(dataDir, 'audit-seals'))) keep(`audit-seals/${name}`);
  return found;
}

/**
 * A session that sees the database as it is now, whatever is written meanwhile. Not every server that says so does so, so it is tried:
 * first a snapshot session (a replica set), then a transaction (a smaller server). Undefined where neither holds (a single mongod).
 */
async function snapshotOf(client) {
  const probes = client.db().collection(PROBE);
  await probes.insertOne({ at: new Date() });
  try {
    for (const begin of [() => client.startSession({ snapshot: true }), () => begun(client)]) {
      const session = begin();
      try {
        const before = await probes.find({}, { session }).toArray();
        const { insertedId } = await probes.insertOne({ at: new Date() });
        const after = await probes.find({}, { session }).toArray();
        if (before.length > 0 && !after.some(({ _id }) => _id.equals(insertedId))) return { session, end: () => session.endSession() };
      } catch {
        // This server has no such thing.
      }
      await session.endSession();
    }
  } finally {
    await probes.drop();
  }
  return undefined;
}

function begun(client) {
  const session = client.startSession();
  session.startTransaction({ readConcern: { level: 'snapshot' } });
  return session;
}

async function* collectionsOf(db, { session }, BSON) {
  const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name).sort();
  for (const name of names) {
    if (name.startsWith('system.') || name === PROBE) continue;
    const collection = db.collection(name, { promoteValues: false });
    yield { name, indexes: await collection.indexes(), documents: documentsOf(collection, session, BSON) };
  }
}

async function* documentsOf(collection, session, BSON) {
  for await (const document of collection.find({}, { session, promoteValues: false })) yield Buffer.from(BSON.serialize(document));
}

main()
  .catch((error) => {
    process.stderr.write(`${error instanceof Trouble ? error.message : error.stack}\n`);
    process.exitCode = 1;
  })
  .finally(stopAll);
