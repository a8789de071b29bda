import { pageAddress } from '@jzt/shared/contract/pages';
import { Phone } from '@jzt/shared/contract/common';
import { inviteByCommand } from './features/member/firstAdministrator';
import { anybodyActsAs } from './features/person/person.service';
import { FieldCipher } from './platform/crypto';
import { connectDatabase, disconnectDatabase } from './platform/database';
import { readSecrets } from './platform/settings';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `admin.js invite PHONE | state` on MONGODB_URI and SECRETS_FILE; the link leads to PUBLIC_BASE_URL. */
async function main([word, phone]: string[]): Promise<void> {
  const { MONGODB_URI: uri, SECRETS_FILE: file, PUBLIC_BASE_URL: base } = process.env;
  if (!uri || !file || !base) throw new Error('缺少环境变量 MONGODB_URI、SECRETS_FILE 或 PUBLIC_BASE_URL');
  await connectDatabase(uri);
  if (word === 'state') say((await anybodyActsAs('SYSTEM_ADMIN')) ? 'SOMEBODY' : 'NOBODY');
  else if (word === 'invite' && Phone.safeParse(phone).success) await invite(phone!, new FieldCipher(readSecrets(file)), base);
  else throw new Error(`没有这个命令：${[word, phone].filter(Boolean).join(' ')}\n用法：npm run admin -- invite 手机号（11位）`);
  await disconnectDatabase();
}

async function invite(phone: string, cipher: FieldCipher, base: string): Promise<void> {
  const { token, expiresAt } = await inviteByCommand(cipher, phone);
  const until = expiresAt.toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' });
  say('已为这个手机号生成系统管理员的一次性链接，只显示这一次：');
  say(`  ${base.replace(/\/+$/, '')}/${pageAddress('adminWelcome', { token })}`);
  say(`${until} 前有效。在浏览器里打开，用这个手机号登录、完成实名认证，然后接受。再运行一次会作废以前的链接。`);
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
