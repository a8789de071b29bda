import { existsSync } from 'node:fs';
import { onPath, run } from './processes.mjs';
import { say, task, Trouble } from './say.mjs';

/** Programs that the tests use and npm does not bring; nothing of it is needed to run the product. */
const tools = [
  { name: 'chromium', use: '在浏览器里走完全程', here: () => Boolean(process.env.CHROMIUM_PATH) || existsSync('/usr/bin/chromium') },
  { name: 'poppler-utils', use: '检查证书的签名和版面', here: () => Boolean(onPath('pdfsig') && onPath('pdftoppm')) },
  {
    name: 'fonts-noto-cjk',
    use: '浏览器显示中文',
    here: () => existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc') || process.platform !== 'linux',
  },
];

/** Installs the Debian packages that are missing. Throws Trouble where that is not possible. */
export async function ensureTools() {
  const missing = tools.filter(({ here }) => !here());
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name);
  const why = missing.map(({ name, use }) => `${name}（${use}）`).join('、');
  const apt = onPath('apt-get');
  if (!apt || process.getuid?.() !== 0)
    throw new Trouble(`测试还需要 ${why}；请安装后再试，在 Debian 或 Ubuntu 上：sudo apt-get install ${names.join(' ')}`);
  say(`测试还需要 ${why}，正在用 apt-get 安装。`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  const { code, output } = await task(`安装 ${names.join('、')}`, async (report) => {
    const onLine = (line) => {
      const [, what, name] = /^(Get:\d+ \S+ \S+ \S+|Unpacking|Setting up) ([a-z]\S*)/.exec(line) ?? [];
      if (name) report(`${{ Unpacking: '解开', 'Setting up': '设置' }[what] ?? '下载'} ${name}`);
    };
    const updated = await run(apt, ['update', '-q'], { env, onLine });
    // Another apt may be at work for a while.
    const installed = await run(apt, ['install', '-o', 'DPkg::Lock::Timeout=120', '-y', '-q', '--no-install-recommends', ...names], {
      env,
      onLine,
    });
    return { code: installed.code, output: installed.code ? updated.output + installed.output : '' };
  });
  if (code !== 0)
    throw new Trouble(
      `apt-get 没有装上 ${names.join('、')}：${
        output
          .split('\n')
          .filter((line) => /^(E|W|Err)/.test(line))
          .at(-1) ?? `退出码 ${code}`
      }`,
    );
}
