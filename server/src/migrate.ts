import { connectDatabase, disconnectDatabase } from './platform/database';
import { migrate } from './platform/migrate';

/** Runs the migrations on MONGODB_URI and exits. */
async function main(): Promise<void> {
  const uri = process.env.MONGODB_URI;
  if (!uri) throw new Error('缺少环境变量 MONGODB_URI');
  await connectDatabase(uri);
  const ran = await migrate();
  process.stdout.write(ran.length ? `已执行：${ran.join('、')}\n` : '数据库结构已是最新\n');
  await disconnectDatabase();
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
