import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { testSecrets } from '../testing/world';

const ROOT = resolve(__dirname, '../..');

const freePort = (): Promise<number> =>
  new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => found(port));
    });
  });

/** The compiled API as a process of its own, which may be killed and started again on the same data. */
export class ServerProcess {
  private child?: ChildProcess;
  readonly output: string[] = [];

  private constructor(
    readonly url: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  static async start(options: { mongoUri: string; simulatorUrl: string; env?: Record<string, string> }): Promise<ServerProcess> {
    const dataDir = mkdtempSync(join(tmpdir(), 'jzt-process-'));
    const secretsFile = join(dataDir, 'secrets.json');
    writeFileSync(secretsFile, JSON.stringify(testSecrets()), { mode: 0o600 });
    const port = await freePort();
    const env = {
      ...process.env,
      PORT: String(port),
      INTERNAL_PORT: '0',
      HOST: '127.0.0.1',
      MONGODB_URI: options.mongoUri,
      DATA_DIR: dataDir,
      SECRETS_FILE: secretsFile,
      SIMULATOR_URL: options.simulatorUrl,
      ...options.env,
    };
    const server = new ServerProcess(`http://127.0.0.1:${port}`, env);
    await server.run('migrate.js');
    await server.launch();
    return server;
  }

  /** Starts it and waits until it is ready. */
  async launch(): Promise<void> {
    const child = spawn(process.execPath, [join(ROOT, 'server/dist/src/main.js')], { cwd: ROOT, env: this.env });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => this.output.push(chunk.toString()));
    for (let tries = 0; tries < 300; tries++) {
      if (child.exitCode !== null) throw new Error(`server ended: ${this.output.slice(-3).join('')}`);
      if ((await fetch(`${this.url}/readyz`).catch(() => undefined))?.ok) return;
      await pause(100);
    }
    throw new Error('server not ready in 30 s');
  }

  /** Power cut: SIGKILL, nothing is flushed and nobody is asked. */
  async kill(): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await gone;
  }

  private run(script: string): Promise<void> {
    return new Promise((done, failed) => {
      spawn(process.execPath, [join(ROOT, 'server/dist/src', script)], { cwd: ROOT, env: this.env, stdio: 'inherit' }).once(
        'exit',
        (code) => (code === 0 ? done() : failed(new Error(`${script}: ${code}`))),
      );
    });
  }
}
