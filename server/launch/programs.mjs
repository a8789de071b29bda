import { isProgram, onPath, run } from './processes.mjs';

const version = { args: ['--version'], code: 0 };
const poppler = { debian: ['poppler-utils'], use: '检查证书的签名和版面', proof: { args: ['-v'], code: 0 } };
const compiler = { use: '编译数据库', proof: version };

/**
 * Every program that is started here and that npm does not bring; programs.test.ts reads all sources for one that is not named.
 * `debian`: the packages that bring it. `use`: what for, in the words of a message. `proof`: a call that shows that it runs, and how it ends;
 * one without proof is used where it is and never installed. `find`: where it is, when not on the PATH.
 * @typedef {{debian?: string[], use: string, proof?: {args: string[], code: number}, find?: (env: NodeJS.ProcessEnv) => string | undefined}} Program
 * @type {Record<string, Program>}
 */
export const programs = {
  chromium: {
    debian: ['chromium'],
    use: '在浏览器里走完全程',
    proof: version,
    find: (env) => env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  },
  pdfsig: poppler,
  pdftoppm: poppler,
  pdftotext: poppler,
  pdffonts: poppler,
  pdfinfo: poppler,
  certutil: { debian: ['libnss3-tools'], use: '检查证书的信任链', proof: { args: ['-H'], code: 1 } },
  // Debian's plain cargo is too old for the database; this one is kept new for the browsers.
  cargo: { ...compiler, debian: ['cargo-web', 'ca-certificates'] },
  cc: { ...compiler, debian: ['gcc', 'libc6-dev'] },
  'c++': { ...compiler, debian: ['g++'] },
  cmake: { ...compiler, debian: ['cmake'] },
  make: { ...compiler, debian: ['make'] },
  python3: {
    debian: ['python3', 'python3-venv'],
    use: '运行数据库',
    proof: { args: ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))'], code: 0 },
    find: (env) => onPath('python3', env) ?? onPath('python', env),
  },
  python: { use: 'Windows 上的 python3' },
  mongod: { use: '数据库' },
  'secantusd-rs': { use: '数据库' },
  npm: { use: '安装依赖包' },
  'apt-get': { use: '安装这张表里的软件包' },
  setpriv: { debian: ['util-linux'], use: '启动器被强行结束时，它启动的进程也一同结束' },
  ps: { debian: ['procps'], use: '不是 Linux 时查进程的开始时间' },
  taskkill: { use: '在 Windows 上结束进程' },
  sleep: { debian: ['coreutils'], use: '测试里一个什么也不做的进程' },
};

/** What the tests start. */
export const testing = ['chromium', 'pdfsig', 'pdftoppm', 'pdftotext', 'pdffonts', 'pdfinfo', 'certutil'];
/** What building the database starts. */
export const building = ['cargo', 'cc', 'c++', 'cmake', 'make'];

/** Where the program is that will be used. */
export const pathOf = (name, env = process.env) => (programs[name].find ?? ((where) => onPath(name, where)))(env);

/** Whether that very program is there and runs. */
export async function works(name, env = process.env) {
  const path = pathOf(name, env);
  const { args, code } = programs[name].proof;
  return path !== undefined && isProgram(path) && (await run(path, args, { env })).code === code;
}
