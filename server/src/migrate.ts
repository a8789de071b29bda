import { connectDatabase, disconnectDatabase } from './platform/database';
import { FieldCipher } from './platform/crypto';
import { migrate } from './platform/migrate';
import { readSecrets } from './platform/settings';

/** Runs the migrations on MONGODB_URI with the keys of SECRETS_FILE and exits. */
async function main(): Promise<void> {
  const { MONGODB_URI: uri, SECRETS_FILE: secrets } = process.env;
  if (!uri) throw new Error('缺少环境变量 MONGODB_URI');
  if (!secrets) throw new Error('缺少环境变量 SECRETS_FILE');
  await connectDatabase(uri);
  const ran = await migrate(new FieldCipher(readSecrets(secrets)));
  process.stdout.write(ran.length ? `已执行：${ran.join('、')}\n` : '数据库结构已是最新\n');
  await disconnectDatabase();
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
