// npm run restore -- [--check] FILE: a backup into an empty database and its files into the data folder.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readArchive } from './archive.mjs';
import { connect, withDatabase } from './data.mjs';
import { ensurePackages } from './packages.mjs';
import { stopAll } from './processes.mjs';
import { root } from './root.mjs';
import { say, Trouble } from './say.mjs';

const dataDir = resolve(root, process.env.DATA_DIR ?? '.data');
const AT_ONCE = 500;

async function main() {
  const { values, positionals } = parseArgs({ options: { check: { type: 'boolean' } }, allowPositionals: true });
  if (positionals.length !== 1) throw new Trouble('请写明备份文件：npm run restore -- 文件，或 npm run restore -- --check 文件');
  const file = resolve(positionals[0]);
  const passphrase = keyOf();
  await ensurePackages();
  const began = Date.now();
  // Wholly read and compared before anything is written.
  const manifest = await readArchive(file, passphrase);
  const counts = Object.values(manifest.sums).reduce((sum, { count }) => sum + count, 0);
  say(`备份完好：${counts} 条记录，数据截至 ${new Date(manifest.at).toLocaleString('zh-CN')}。`);
  if (values.check) return;
  await withDatabase(dataDir, (uri) => fill(uri, file, passphrase, manifest), { alone: true });
  say(`恢复完成，数目与备份逐一相同，用时 ${Math.round((Date.now() - began) / 1000)} 秒。现在可以启动：npm start`);
}

function keyOf() {
  if (process.env.BACKUP_KEY) return process.env.BACKUP_KEY;
  const file = join(dataDir, 'backup.key');
  if (!existsSync(file)) throw new Trouble('没有备份的钥匙。请写 BACKUP_KEY=… npm run restore -- 文件（做备份时要求另外抄下来的那一串）。');
  return readFileSync(file, 'utf8').trim();
}

async function fill(uri, file, passphrase, { sums }) {
  const { client, BSON } = await connect(uri);
  try {
    const db = client.db();
    for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray())
      if (!name.startsWith('system.') && (await db.collection(name).findOne()))
        throw new Trouble(
          `要恢复到的数据库不是空的（${name} 里有数据），没有写入任何东西。请先换一个空的数据库或数据文件夹（DATA_DIR、MONGODB_URI）。`,
        );
    await readArchive(file, passphrase, writerInto(db, BSON));
    for (const [name, { count }] of Object.entries(sums)) {
      const have = await db.collection(name).countDocuments();
      if (have !== count) throw new Trouble(`${name} 应有 ${count} 条，实际写入 ${have} 条，请清空后重新恢复。`);
    }
  } finally {
    await client.close();
  }
}

/** Documents as they were, in batches; the keys of a collection once all its documents lie there. */
function writerInto(db, BSON) {
  let at;
  let batch = [];
  const flush = async () => {
    if (batch.length > 0) await db.collection(at.name).insertMany(batch, { ordered: true });
    batch = [];
  };
  const finish = async () => {
    if (!at) return;
    await flush();
    const own = at.indexes.filter(({ name }) => name !== '_id_');
    if (own.length > 0) await db.command({ createIndexes: at.name, indexes: own });
  };
  return guarded({
    file: (name, content) => {
      const path = join(dataDir, name);
      if (existsSync(path) && !readFileSync(path).equals(content))
        throw new Trouble(`${path} 与备份里的不同，没有覆盖它。请换一个空的数据文件夹：DATA_DIR=…`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content, { mode: 0o600 });
    },
    collection: async (name, indexes) => {
      await finish();
      at = { name, indexes };
      await db.createCollection(name).catch(() => undefined);
    },
    document: async (bson) => {
      batch.push(BSON.deserialize(bson, { promoteValues: false }));
      if (batch.length >= AT_ONCE) await flush();
    },
    end: finish,
  });
}

/** What fails while writing is told as it is, not as a broken backup. */
function guarded(visitor) {
  const wrap =
    (work) =>
    async (...given) => {
      try {
        return await work(...given);
      } catch (error) {
        throw Object.assign(error, { fromVisitor: true });
      }
    };
  return Object.fromEntries(Object.entries(visitor).map(([name, work]) => [name, wrap(work)]));
}

main()
  .catch((error) => {
    process.stderr.write(`${error instanceof Trouble ? error.message : error.stack}\n`);
    process.exitCode = 1;
  })
  .finally(stopAll);
