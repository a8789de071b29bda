import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePackages } from './packages.mjs';
import { run } from './processes.mjs';
import { root } from './root.mjs';
import { say, task, Trouble } from './say.mjs';

const bin = (path) => join(root, 'node_modules', path);

/** Where the two builds of the mini-program go; MINIAPP_DIST names another folder, so that two builds at the same time do not meet. */
export const miniappDist = resolve(root, process.env.MINIAPP_DIST ?? 'miniapp/dist');
const h5 = join(miniappDist, 'h5');
const weapp = join(miniappDist, 'weapp');

/** `inputs` decide whether it must be built again; `outputs` must be there; the folders of `clean` are emptied when a source was deleted, or always where names carry hashes. */
export const targets = {
  server: {
    label: '编译 shared 和 server',
    inputs: ['shared', 'server', 'tsconfig.json'],
    outputs: ['shared/dist', 'server/dist/src/main.js'],
    clean: ['shared/dist', 'server/dist'],
    hashedNames: false,
    args: [bin('typescript/bin/tsc'), '-b', 'server'],
    cwd: root,
  },
  h5: {
    label: '构建 H5',
    inputs: ['shared', 'miniapp', 'tsconfig.json'],
    outputs: [join(h5, 'index.html')],
    clean: [h5],
    hashedNames: true,
    args: [bin('@tarojs/cli/bin/taro'), 'build', '--type', 'h5'],
    cwd: join(root, 'miniapp'),
  },
  weapp: {
    label: '构建微信小程序',
    inputs: ['shared', 'miniapp', 'tsconfig.json'],
    outputs: [join(weapp, 'app.json')],
    clean: [weapp],
    hashedNames: true,
    args: [bin('@tarojs/cli/bin/taro'), 'build', '--type', 'weapp'],
    cwd: join(root, 'miniapp'),
  },
};

/**
 * Builds one target unless the same sources have been built already. Throws Trouble with the compiler's words.
 * @param {'server' | 'h5' | 'weapp'} name
 * @param {(line: string) => void} log
 * @returns {Promise<boolean>} whether it was built now
 */
export async function build(name, log = say) {
  const target = targets[name];
  const stamp = join(root, '.build', `${name}.json`);
  const now = fingerprint(target.inputs);
  const before = existsSync(stamp) ? JSON.parse(readFileSync(stamp, 'utf8')) : undefined;
  if (before?.hash === now.hash && target.outputs.every((path) => existsSync(resolve(root, path)))) return false;
  rmSync(stamp, { force: true });
  const kept = new Set(now.files);
  const clean = target.hashedNames || !before || before.files.some((file) => !kept.has(file)) ? target.clean : [];
  for (const path of clean) rmSync(resolve(root, path), { recursive: true, force: true });
  const { code, output } = await task(
    target.label,
    () =>
      run(process.execPath, target.args, { cwd: target.cwd, env: { ...process.env, NODE_ENV: 'production', MINIAPP_DIST: miniappDist } }),
    log,
  );
  const missing = target.outputs.find((path) => !existsSync(resolve(root, path)));
  mkdirSync(join(root, '.build'), { recursive: true });
  if (code !== 0 || missing) {
    const all = join(root, '.build', `${name}.log`);
    writeFileSync(all, output);
    const lines = output.trim().split('\n');
    const telling = lines.filter((line) => /error|not found|can't resolve|cannot find/i.test(line));
    throw new Trouble(
      `${target.label}失败${missing ? `，没有得到 ${missing}` : ''}（全部输出在 ${all}）：\n${(telling.length ? telling.slice(0, 12) : lines.slice(-12)).join('\n')}`,
    );
  }
  writeFileSync(stamp, JSON.stringify(now));
  return true;
}

// Tests, and what is built or written by tools, change nothing in the result.
const ignored = /^(node_modules|dist|coverage|e2e|launch|testing|\..*|.*\.test\.tsx?)$/;

/** One hash over the names and contents of all sources, the locked packages and what the environment puts into the result. */
function fingerprint(inputs) {
  const hash = createHash('sha256').update(`${process.env.JZT_API_BASE ?? ''}\0${miniappDist}`);
  const files = [];
  const visit = (path) => {
    const entry = join(root, path);
    const children = folderEntries(entry);
    if (children) {
      for (const name of children.sort()) if (!ignored.test(name)) visit(`${path}/${name}`);
      return;
    }
    files.push(path);
    hash.update(`${path}\0`).update(readFileSync(entry));
  };
  for (const path of [...inputs, 'package-lock.json']) visit(path);
  return { hash: hash.digest('hex'), files };
}

function folderEntries(path) {
  try {
    return readdirSync(path);
  } catch (error) {
    if (error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** An upload goes to everybody's phone: WeChat lets it ask only a registered domain, over https. Throws Trouble when `address` cannot be one. */
export function checkUploadAddress(address) {
  const url = URL.canParse(address ?? '') ? new URL(address) : undefined;
  const domain = url?.hostname.includes('.') && !isIP(url.hostname);
  if (url?.protocol === 'https:' && domain && address === url.origin) return;
  throw new Trouble(
    `不能构建上传用的小程序：${address ? `JZT_API_BASE=${address} 不能用` : '没有设 JZT_API_BASE'}。请写接口的 https 域名（不带路径，已登记在小程序后台的服务器域名里），例如 JZT_API_BASE=https://api.example.cn npm run build:upload`,
  );
}

/** What the weapp just built is good for. */
const builtIn = () =>
  process.env.JZT_API_BASE
    ? `小程序里写入的接口地址：${process.env.JZT_API_BASE}`
    : '没有设 JZT_API_BASE，小程序里写入的是本机地址，只能在开发者工具里用；上传用的请用 npm run build:upload';

// npm run build:weapp, npm run build:upload, npm run build:h5, npm run build
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const names = process.argv.slice(2).map((name) => {
      if (name !== 'upload') return name;
      checkUploadAddress(process.env.JZT_API_BASE);
      return 'weapp';
    });
    await ensurePackages();
    for (const name of names) {
      say((await build(name)) ? `${targets[name].label}：已完成` : `${targets[name].label}：源码没有变化，不必再做`);
      if (name === 'weapp') say(builtIn());
    }
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
