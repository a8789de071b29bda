import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import mongoose from 'mongoose';
import { FieldCipher } from './platform/crypto';
import { connectDatabase, disconnectDatabase } from './platform/database';
import { countByKey, reseal, withNewFieldKey, withNewVerifyKey } from './platform/keyRotation';
import { KEYS_SEEN_MS, readSecrets, type Secrets } from './platform/settings';

/** Long enough for every process to have seen the new key, also one that stood still for a while. */
const SURELY_SEEN_MS = 30 * KEYS_SEEN_MS;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `keys.js [rotate | rotate-signing | retire KEY]` on MONGODB_URI and SECRETS_FILE; without a word it only tells. */
async function main([word, key]: string[]): Promise<void> {
  const { MONGODB_URI: uri, SECRETS_FILE: file } = process.env;
  if (!uri || !file) throw new Error('缺少环境变量 MONGODB_URI 或 SECRETS_FILE');
  await connectDatabase(uri);
  const db = mongoose.connection.db! as never;
  const secrets = readSecrets(file);
  if (word === undefined) await tell(db, secrets);
  else if (word === 'rotate') await rotate(db, file, secrets);
  else if (word === 'rotate-signing') {
    keep(file, withNewVerifyKey(secrets));
    say('二维码签名钥匙已更换，重新启动服务后使用；以前印出的二维码仍可查验。');
  } else if (word === 'retire' && key) await retire(db, file, secrets, key);
  else
    throw new Error(`没有这个命令：${[word, key].filter(Boolean).join(' ')}。可用：rotate、rotate-signing、retire 钥匙名，不写则只查看。`);
  await disconnectDatabase();
}

async function tell(db: never, { activeFieldKey, fieldKeys, formerVerifyPublicKeysPem = [] }: Secrets): Promise<void> {
  const counts = await countByKey(db);
  for (const id of Object.keys(fieldKeys)) say(`${id}${id === activeFieldKey ? '（使用中）' : ''}：${counts[id] ?? 0} 个加密的值`);
  say(`二维码签名：现用 1 把，以前的 ${formerVerifyPublicKeysPem.length} 把仍可查验`);
}

/** A rotation that was broken off is finished before another key is made. */
async function rotate(db: never, file: string, secrets: Secrets): Promise<void> {
  const counts = await countByKey(db);
  const unfinished = Object.keys(counts).some((id) => id !== secrets.activeFieldKey);
  const now = unfinished ? secrets : withNewFieldKey(secrets);
  if (unfinished) say('上次更换没有做完，接着做。');
  else keep(file, now);
  const { resealed, stuck } = await reseal(db, new FieldCipher(now));
  say(`钥匙 ${now.activeFieldKey} 已启用，${resealed} 个值换用了它。旧钥匙还留着：都用不到后可以 npm run keys -- retire 钥匙名`);
  if (stuck.length > 0) throw new Error(`${stuck.length} 个值打不开，没有改动：\n${stuck.join('\n')}`);
}

async function retire(db: never, file: string, secrets: Secrets, key: string): Promise<void> {
  if (!secrets.fieldKeys[key]) throw new Error(`没有钥匙 ${key}`);
  if (key === secrets.activeFieldKey) throw new Error(`${key} 正在使用，不能去掉`);
  const since = secrets.activeSince ? Date.now() - Date.parse(secrets.activeSince) : Infinity;
  if (since < SURELY_SEEN_MS) throw new Error(`${secrets.activeFieldKey} 刚启用，运行着的服务可能还在用旧钥匙。请过一分钟再去掉 ${key}`);
  const used = (await countByKey(db))[key] ?? 0;
  if (used > 0) throw new Error(`还有 ${used} 个值用着 ${key}，没有去掉它。请先 npm run keys -- rotate`);
  const fieldKeys = Object.fromEntries(Object.entries(secrets.fieldKeys).filter(([id]) => id !== key));
  keep(file, { ...secrets, fieldKeys });
  say(`钥匙 ${key} 已去掉。以前的备份里有当时的钥匙文件，仍可恢复。`);
}

/** In two steps, so that a crash leaves the old keys or the new ones; on the disk before anything is sealed with them. The ones before lie beside it. */
function keep(file: string, secrets: Secrets): void {
  if (existsSync(file)) writeFileSync(`${file}.before`, readFileSync(file), { mode: 0o600 });
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  flush(`${file}.new`);
  renameSync(`${file}.new`, file);
  flush(dirname(file));
}

function flush(path: string): void {
  const opened = openSync(path, 'r');
  fsyncSync(opened);
  closeSync(opened);
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
