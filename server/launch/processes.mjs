// Node's own child_process and no library: packages, system tools and the database are brought side by side, before node_modules is there.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, createWriteStream, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

const windows = process.platform === 'win32';

/** The full path of a program on the PATH, or undefined. */
export function onPath(name, env = process.env) {
  for (const folder of (env.PATH ?? '').split(delimiter).filter(Boolean)) {
    for (const file of windows ? [`${name}.exe`, `${name}.cmd`] : [name]) {
      const path = join(folder, file);
      if (isProgram(path)) return path;
    }
  }
  return undefined;
}

/** Whether `path` is a file that may be executed. */
export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** When a process began, as the system tells it; undefined when there is none. With the pid it names one process for ever, although pids come again. */
export function beganAt(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    if (process.platform === 'linux') return undefined;
  }
  return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() || undefined;
}

// The kernel ends the child when this process dies without a word (kill -9); elsewhere the next start clears up (see lock.mjs).
const setpriv = process.platform === 'linux' ? onPath('setpriv') : undefined;

/** Its own process group keeps a Ctrl-C of the terminal from the child: whoever started it stops it, in order. */
const begin = (command, args, { env, cwd }) => {
  const [program, ...rest] = setpriv ? [setpriv, '--pdeathsig', 'TERM', command, ...args] : [command, ...args];
  return spawn(program, rest, { env, cwd, detached: !windows, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
};

/** What was started here and has not ended, in the order of starting. */
const staying = new Set();
const running = new Set();
let stopping = false;

/** Ends everything that `launch` and `run` started here, the last first, so that nobody loses the database under their feet; nothing starts after it. */
export async function stopAll() {
  stopping = true;
  for (const child of running) {
    try {
      if (windows) spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
      else process.kill(-child.pid, 'SIGTERM');
    } catch {
      // It has just ended by itself.
    }
  }
  for (const child of [...staying].reverse()) await child.stop();
}

/**
 * Starts a program that stays.
 * @param {{name: string, command: string, args: string[], env?: NodeJS.ProcessEnv, cwd?: string, logFile?: string, onLine?: (line: string) => void}} options
 * @returns {{name: string, pid: number, exited: Promise<string>, lastLines(): string[], stop(patienceMs?: number): Promise<void>}}
 *   `exited` resolves with a reason in Chinese and never rejects
 */
export function launch({ name, command, args, env = process.env, cwd, logFile, onLine = () => undefined }) {
  if (stopping) throw new Error(`${name} is not started any more`);
  const child = begin(command, args, { env, cwd });
  const log = logFile ? createWriteStream(logFile, { flags: 'a' }) : undefined;
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (log) stream.pipe(log, { end: false });
    eachLine(stream, (line) => {
      lines.push(line);
      if (lines.length > 20) lines.shift();
      onLine(line);
    });
  }
  const exited = new Promise((resolve) => {
    child.once('error', (error) => resolve(`无法运行 ${command}：${error.message}`));
    child.once('close', (code, signal) => resolve(signal ? `收到信号 ${signal}` : `退出码 ${code}`));
  }).finally(() => {
    staying.delete(started);
    log?.end();
  });
  const started = {
    name,
    pid: child.pid,
    exited,
    lastLines: () => [...lines],
    stop: async (patienceMs = 8000) => {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      await exited;
      clearTimeout(timer);
    },
  };
  staying.add(started);
  return started;
}

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {{env?: NodeJS.ProcessEnv, cwd?: string, onLine?: (line: string) => void, idleMs?: number}} options `idleMs`: gives up after so long without output
 * @returns {Promise<{code: number, output: string}>} never rejects; a program that cannot be started has code 127
 */
export function run(command, args, { env = process.env, cwd, onLine = () => undefined, idleMs } = {}) {
  return new Promise((resolve) => {
    // Whoever waits for it is about to end with the whole.
    if (stopping) return;
    const child = begin(command, args, { env, cwd });
    running.add(child);
    let output = '';
    let timer;
    const alive = () => {
      clearTimeout(timer);
      if (idleMs) timer = setTimeout(() => child.kill('SIGKILL'), idleMs);
    };
    const end = (code, extra = '') => {
      running.delete(child);
      clearTimeout(timer);
      resolve({ code, output: output + extra });
    };
    alive();
    for (const stream of [child.stdout, child.stderr]) {
      eachLine(stream, onLine);
      stream.on('data', (text) => {
        alive();
        output += text;
      });
    }
    child.once('error', (error) => end(127, error.message));
    child.once('close', (code) => end(code ?? 1));
  });
}

/** Hands over complete lines; for readline a carriage return ends one too, and progress bars use it. */
function eachLine(stream, onLine) {
  stream.setEncoding('utf8');
  createInterface({ input: stream }).on('line', (line) => line && onLine(line));
}
