import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AuthenticatorSimulator } from './authenticator/authenticator';
import { CardSimulator } from './card/card-simulator';
import { FaceSimulator } from './face/face-simulator';
import { InsuranceSimulator } from './insurance/insurance-simulator';
import { type Credentials, readCredentials } from './kit/credentials';
import { deskPage } from './kit/desk-page';
import { type Fault, Faults } from './kit/faults';
import { BadRequest, type Exchange, html, json, readObject, type Reply, type Route } from './kit/http';
import { NationalSimulator } from './national/national-simulator';
import { openAuthority } from './seal/authority';
import { SealSimulator } from './seal/seal-simulator';
import { SmsSimulator } from './sms/sms-simulator';
import { WechatSimulator } from './wechat/wechat-simulator';

export interface SimulatorOptions {
  /** 0 takes any free port. */
  port: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** Where the outside world remembers; without it everything is forgotten at close. */
  stateDir?: string;
  /** Where browsers reach this server, when that is not where the program reaches it. */
  publicUrl?: string;
  /** Default: demo-<system> and demo-secret. */
  credentials?: Credentials;
}

export interface Simulators {
  /** http://host:port, without a slash. */
  url: string;
  close(): Promise<void>;
}

const MAX_BODY_BYTES = 2 * 1024 * 1024;

/**
 * The outside world for development, demonstrations and tests, in one HTTP server: /wechat /face /sms /national /insurance /seal /card, each
 * speaking its provider's protocol and checking its credentials (see the classes).
 * /authenticator is an officer's phone. GET / (page with the switches) · GET /healthz · GET and POST /_faults {system | "all", mode, ms?, times?, as?} · POST /_seed {system,
 * …}. Rejects when the port is taken.
 */
export async function startSimulators(options: SimulatorOptions): Promise<Simulators> {
  const credentials = options.credentials ?? readCredentials({});
  const { stateDir } = options;
  const temporary = stateDir === undefined ? mkdtempSync(join(tmpdir(), 'jzt-seal-')) : undefined;
  const forget = (): void => {
    if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
  };
  const authority = await openAuthority(temporary ?? join(stateDir as string, 'seal-authority'));
  const wechat = new WechatSimulator(credentials.wechat, stateDir);
  const simulators = [
    wechat,
    new FaceSimulator(credentials.face, (handle) => wechat.withToken(handle), stateDir, options.publicUrl),
    new SmsSimulator(credentials.sms, stateDir),
    new NationalSimulator(credentials.national, stateDir),
    new InsuranceSimulator(credentials.insurance, stateDir),
    new SealSimulator(credentials.seal, stateDir, authority),
    new CardSimulator(credentials.card, stateDir),
  ];
  const faults = new Faults();
  const routes = new Map(simulators.flatMap((each) => each.routes).map((route) => [`${route.method} ${route.path}`, route]));
  const seed = (content: Record<string, unknown>): Reply => {
    const simulator = simulators.find((each) => each.name === content.system);
    if (simulator === undefined) throw new BadRequest('system is not known');
    simulator.seed(content);
    return json({ ok: true });
  };
  const control: Record<string, (exchange: Exchange) => Reply> = {
    // No outside system that the program calls: what an officer has in their pocket.
    ...new AuthenticatorSimulator(stateDir).routes,
    'GET /': () => html(deskPage()),
    'GET /healthz': () => json({ ok: true }),
    'GET /_faults': () => json(faults.all()),
    'POST /_faults': (exchange) => {
      faults.set(readObject(exchange));
      return json(faults.all());
    },
    'POST /_seed': (exchange) => seed(readObject(exchange)),
  };

  const closing = new AbortController();
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (response.destroyed) return;
      if (error instanceof BadRequest) return send(response, json({ message: error.message }, 400));
      console.error('simulator', error);
      send(response, json({ message: 'simulator fault' }, 500));
    });
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://simulator');
    const exchange: Exchange = {
      path: pathname,
      host: request.headers.host ?? '',
      query: searchParams,
      headers: request.headers,
      body: await readBody(request),
      wrong: false,
    };
    const key = `${request.method} ${pathname}`;
    const own = control[key];
    if (own !== undefined) return send(response, own(exchange));
    const route = routes.get(key) ?? routes.get(`${key}/`);
    if (route === undefined) return send(response, json({ message: 'no such address' }, 404));
    await answer(route, exchange, route.side === 'api' ? faults.take(route.system) : undefined, request, response);
  }

  async function answer(
    route: Route,
    exchange: Exchange,
    fault: Fault | undefined,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (fault?.mode === 'down') {
      request.socket.destroy();
      return;
    }
    if (fault?.mode === 'garbage')
      return send(response, fault.as === 'json' ? json({ garbage: true }) : html('<html>502 Bad Gateway</html>'));
    const reply = await route.handle({ ...exchange, wrong: fault?.mode === 'wrong' });
    // The work is done and only the answer is late: what a caller who gave up must be able to live with.
    if (fault?.mode === 'slow') await delay(fault.ms, undefined, { signal: closing.signal }).catch(() => undefined);
    send(response, reply);
  }

  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      forget();
      reject(error);
    });
    server.listen(options.port, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        closing.abort();
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
        forget();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new BadRequest('too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, reply: Reply): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(reply.status, reply.headers).end(reply.body);
}
