import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePackages } from './packages.mjs';
import { run } from './processes.mjs';
import { root } from './root.mjs';
import { say, task, Trouble } from './say.mjs';

const bin = (path) => join(root, 'node_modules', path);

/** `inputs` decide whether it must be built again; `outputs` must be there; the folders of `clean` are emptied when a source was deleted, or always where names carry hashes. */
const targets = {
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
    outputs: ['miniapp/dist/h5/index.html'],
    clean: ['miniapp/dist/h5'],
    hashedNames: true,
    args: [bin('@tarojs/cli/bin/taro'), 'build', '--type', 'h5'],
    cwd: join(root, 'miniapp'),
  },
  weapp: {
    label: '构建微信小程序',
    inputs: ['shared', 'miniapp', 'tsconfig.json'],
    outputs: ['miniapp/dist/weapp/app.json'],
    clean: ['miniapp/dist/weapp'],
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
  if (before?.hash === now.hash && target.outputs.every((path) => existsSync(join(root, path)))) return false;
  rmSync(stamp, { force: true });
  const kept = new Set(now.files);
  const clean = target.hashedNames || !before || before.files.some((file) => !kept.has(file)) ? target.clean : [];
  for (const path of clean) rmSync(join(root, path), { recursive: true, force: true });
  const { code, output } = await task(
    target.label,
    () => run(process.execPath, target.args, { cwd: target.cwd, env: { ...process.env, NODE_ENV: 'production' } }),
    log,
  );
  const missing = target.outputs.find((path) => !existsSync(join(root, path)));
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
  const hash = createHash('sha256').update(process.env.JZT_API_BASE ?? '');
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

// npm run build:weapp, npm run build:h5, npm run build
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await ensurePackages();
    for (const name of process.argv.slice(2))
      say((await build(name)) ? `${targets[name].label}：已完成` : `${targets[name].label}：源码没有变化，不必再做`);
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
