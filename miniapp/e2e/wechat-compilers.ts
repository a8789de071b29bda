import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The compilers of WeChat's own developer tools, as npm `miniprogram-compiler` carries them. */
const folder = path.join(
  path.dirname(require.resolve('miniprogram-compiler/package.json')),
  'bin',
  { darwin: 'mac', win32: 'windows' }[process.platform as string] ?? 'linux',
);

const filesOf = (dist: string, ending: string): string[] =>
  readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => file.replaceAll(path.sep, '/'))
    .sort();

/** The places a compiler names, `app.wxss(1:3891)` or `base.wxml:1:1`, with the text that stands there: in a minified file the line alone tells nothing. */
const places = (dist: string, words: string): string =>
  [...words.matchAll(/([\w./-]+\.wx(?:ss|ml|s))[(:](\d+):(\d+)/g)]
    .map(([, file, line, column]) => {
      const text = readFileSync(path.join(dist, file!), 'utf8').split('\n')[Number(line) - 1] ?? '';
      return `${file} line ${line}, column ${column}: …${text.slice(Math.max(0, Number(column) - 80), Number(column) + 40)}…`;
    })
    .join('\n');

/** What a compiler makes of the files; where it refuses one, its own words (file, line, what is wrong) are the error. */
function compile(tool: 'wcc' | 'wcsc', dist: string, args: string[]): string {
  const program = path.join(folder, process.platform === 'win32' ? `${tool}.exe` : tool);
  try {
    accessSync(program, constants.X_OK);
  } catch {
    // The package comes without the right to run it.
    chmodSync(program, 0o755);
  }
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: dist, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (status === 0) return stdout;
  const words = stderr || stdout;
  throw new Error(
    `WeChat's ${tool} refuses the bundle (${status === null ? String(error) : `exit ${status}`}):\n${words}\n${places(dist, words)}`,
  );
}

/** All style sheets, as DevTools compiles them. (The package's own wxssToJs hides what wcsc says.) */
export const compileWxss = (dist: string): string => compile('wcsc', dist, ['-db', '-pc', '1', ...filesOf(dist, '.wxss')]);

/** All templates: JavaScript that defines `$gwx`, which draws a page from its data. */
export const compileWxml = (dist: string): string =>
  compile('wcc', dist, ['-d', '-cc', '0', ...filesOf(dist, '.wxml'), ...filesOf(dist, '.wxs'), '-gn', '$gwx']);
