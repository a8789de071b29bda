import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/** Runs the launcher on a data folder of its own until it ends. */
async function start(env: Record<string, string>, args: string[] = []): Promise<{ code: number | null; said: string; dataDir: string }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'jzt-start-'));
  const child = spawn(process.execPath, [join(__dirname, 'start.mjs'), ...args], {
    env: { ...process.env, DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, said: said.trim(), dataDir };
}

describe('npm start', () => {
  it('says in one sentence that a port is taken, and leaves no lock behind', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '0.0.0.0', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, said, dataDir } = await start({ PORT: String(port) });
    other.close();
    expect(said).toBe(`端口 ${port} 已被别的程序占用；请关掉那个程序，或换一个端口启动：PORT=${port + 10} npm start`);
    expect(code).toBe(1);
    expect(readdirSync(dataDir)).not.toContain('lock');
  });

  it('says in one sentence that a port is none', async () => {
    expect(await start({ PORT: 'seven' })).toMatchObject({ code: 1, said: 'PORT=seven 不是端口号，请用 1 到 65535 之间的整数。' });
  });

  it('starts nothing on a word that it does not know, and says which ones it knows', async () => {
    const { code, said, dataDir } = await start({}, ['--no-demos']);
    expect([code, readdirSync(dataDir)]).toEqual([1, []]);
    expect(said).toMatch(/^不认识这样的参数：--no-demos\n[^]*npm start -- --no-demo/);
    expect(await start({}, ['--help'])).toMatchObject({ code: 0, said: expect.stringMatching(/^npm start {2,}启动全部/) });
  });
});
