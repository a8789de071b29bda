import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { miniappDist } from './build.mjs';
import { root } from './root.mjs';

/** What the person at the keyboard needs to know once everything runs. `people`: what server/demo prints, by province. */
export function guide({ port, simulatorUrl, database, dataDir, people, administered, seconds }) {
  const lan = Object.values(networkInterfaces())
    .flat()
    .find((address) => address.family === 'IPv4' && !address.internal)?.address;
  const url = `http://127.0.0.1:${port}`;
  return [
    '',
    `建证通已启动，用时 ${seconds} 秒。按 Ctrl-C 停止。`,
    '',
    '地址',
    `  网页版（各种角色同一个入口）  ${url}`,
    ...(lan ? [`  同一网络里的手机或电脑        http://${lan}:${port}`] : []),
    `  接口说明                      ${url}/api-docs`,
    `  演示手机（收到的短信和微信）  ${simulatorUrl}/sms/phone`,
    `  演示验证器（主管部门的动态码）${simulatorUrl}/authenticator`,
    `  外部系统模拟和故障开关        ${simulatorUrl}`,
    '',
    ...(administered ? [] : firstAdministrator()),
    ...(people.length
      ? ['演示人员（在网页版用手机号登录，验证码看“演示手机”页；主管部门人员的动态码看“演示验证器”页）', ...byProvince(people), '']
      : []),
    '数据',
    `  数据库 ${database.kind}：${database.uri.replace(/\/\/[^@/]*@/, '//***@')}`,
    `  数据、密钥和日志都在 ${dataDir}；停止后删掉这个文件夹就回到最初`,
    '  换成真正的 MongoDB：MONGODB_URI=mongodb://用户:密码@主机:27017/库名 npm start（不要演示数据时加 -- --no-demo）',
    '',
    '微信小程序',
    '  1. npm run build:weapp（接口不在本机时先设 JZT_API_BASE；上传用的是 JZT_API_BASE=https://你的域名 npm run build:upload）',
    `  2. 微信开发者工具 → 导入项目 → 选择 ${root}，会读取 project.config.json，产物在 ${join(miniappDist, 'weapp')}`,
    '  3. 详情 → 本地设置 → 勾选“不校验合法域名”，即可连接本机接口',
    '',
  ].join('\n');
}

/** What to type when nobody can make anything yet: with the settings of this start, so that it leads to the same data. */
function firstAdministrator() {
  const settings = ['DATA_DIR', 'PORT', 'MONGODB_URI', 'SECRETS_FILE', 'PUBLIC_BASE_URL'].filter((name) => process.env[name]);
  const before = settings.map((name) => `${name}=${name === 'MONGODB_URI' ? '…' : process.env[name]} `).join('');
  return [
    '还没有系统管理员，谁也不能登记单位。在另一个窗口运行：',
    `  ${before}npm run admin -- invite 您的手机号`,
    '  它给出一个24小时内有效的一次性链接：打开，用这个手机号登录，完成实名认证，接受后就是系统管理员',
    '',
  ];
}

/** A heading a province; the columns of all of them stand below each other. */
function byProvince(provinces) {
  const cells = ({ role, name, phone, note }) => [role, name, phone, note];
  const rows = provinces.flatMap(({ people }) => people.map(cells));
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => width(row[column]))));
  const line = (row) => `    ${row.map((cell, column) => cell + ' '.repeat(widths[column] - width(cell))).join('  ')}`.trimEnd();
  return provinces.flatMap(({ province, people }) => [`  ${province}`, ...people.map((one) => line(cells(one)))]);
}

/** Columns on a terminal: a Chinese character takes two. */
const width = (text) => [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0);
