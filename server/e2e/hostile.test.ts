import { connect, createServer, type Server, type Socket } from 'node:net';
import { accountRoutes } from '@jzt/shared/contract/account';
import { employmentRoutes } from '@jzt/shared/contract/employment';
import { sessionRoutes } from '@jzt/shared/contract/session';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { headersFor } from '../src/platform/http/headers';
import { signIn, type Client } from '../testing/client';
import { eventually } from '../testing/eventually';
import { enterprise, ledgeredWorker } from '../testing/people';
import { startWorld, type World } from '../testing/world';

/** The way to the database, which can be cut and mended. */
class Wire {
  private server?: Server;
  private readonly open = new Set<Socket>();
  constructor(private readonly to: URL) {}
  port = 0;
  async mend(): Promise<void> {
    this.server = createServer((near) => {
      const far = connect(Number(this.to.port), this.to.hostname);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.open.add(one);
        one.on('error', () => other.destroy()).on('close', () => other.destroy());
        one.pipe(other);
      }
    });
    await new Promise<void>((resolve) => this.server!.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as { port: number }).port;
  }
  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.server!.close(resolve));
    for (const socket of this.open) socket.destroy();
    this.open.clear();
    await closed;
  }
}

let world: World;
let wire: Wire;
let worker: Client;
let phone: string;
const direct = process.env.TEST_MONGODB_URI!;
beforeAll(async () => {
  wire = new Wire(new URL(direct));
  await wire.mend();
  const through = new URL(direct);
  through.host = `127.0.0.1:${wire.port}`;
  // A member of a replica set tells its own address, past the wire.
  through.searchParams.set('directConnection', 'true');
  process.env.TEST_MONGODB_URI = through.href;
  world = await startWorld();
  ({ phone } = await ledgeredWorker(world));
  worker = await signIn(world, phone);
});
afterAll(async () => {
  await world.stop();
  await wire.cut();
  process.env.TEST_MONGODB_URI = direct;
});

const post = (headers: Record<string, string>, body: string | Buffer) =>
  fetch(`${world.url}${sessionRoutes.sendSmsCode.path}`, { method: 'POST', headers, body: body as never });

describe('what no client of ours sends', () => {
  it('is refused in the one shape, never with a fault of ours', async () => {
    const json = { 'content-type': 'application/json' };
    const refused: [string, Response][] = [
      ['no gzip', await post({ ...json, 'content-encoding': 'gzip' }, 'not gzip at all')],
      ['an unknown encoding', await post({ ...json, 'content-encoding': 'br2' }, '{}')],
      ['half a text', await post(json, '{"phone":"1361')],
      ['a foreign alphabet', await post({ 'content-type': 'application/json; charset=utf-7' }, '{}')],
      ['a list', await post(json, '[]')],
      ['nothing', await post(json, 'null')],
      ['a deep nest', await post(json, '{"a":'.repeat(20_000) + '1' + '}'.repeat(20_000))],
    ];
    for (const path of [
      '/..%2f..%2fetc/passwd',
      '/%',
      '/%c0%af',
      '/api/%',
      '/api/applications/%00',
      '/api/applications/%ff',
      '/v/%E0%A4%A',
    ])
      refused.push([path, await fetch(`${world.url}${path}`)]);
    for (const [what, response] of refused) {
      expect(`${what}: ${response.status}`).toMatch(/: (400|401|404|413|415)$/);
      expect(await response.text()).not.toContain('INTERNAL');
    }
  });

  it('every answer says what a browser may do with it', async () => {
    for (const path of ['/api/me', '/healthz', '/api/nothing'])
      expect(Object.fromEntries((await fetch(`${world.url}${path}`)).headers)).toMatchObject({
        'content-security-policy': expect.stringContaining("default-src 'self'"),
        'cross-origin-opener-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('geolocation=()'),
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      });
    expect(headersFor('https://jzt.example')).toHaveProperty('Strict-Transport-Security');
    expect(headersFor('http://127.0.0.1:1')).not.toHaveProperty('Strict-Transport-Security');
  });

  it('characters that nobody can see or that turn a line around do not come into a text', async () => {
    const company = await enterprise();
    const body = { enterpriseId: company.id, position: '塔吊\u0000司机\u202e机司\u2066\r\n' };
    expect((await worker.ok(employmentRoutes.ask, { body })).position).toBe('塔吊司机机司');
  });
});

describe('a database that is away', () => {
  it('is told as what it is, with when to come again; it comes back by itself', async () => {
    await wire.cut();
    const reply = await worker.call(accountRoutes.me);
    expect(reply).toMatchObject({ status: 503, error: { code: 'DATABASE_AWAY' } });
    expect(reply.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await fetch(`${world.url}/readyz`)).status).toBe(503);
    await wire.mend();
    await eventually(async () => expect((await worker.call(accountRoutes.me)).status).toBe(200), { within: 20_000 });
  });
});
