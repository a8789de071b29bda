import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import mongoose from 'mongoose';
import { deadLettersForOperators } from '../deadLetters';
import { freeBytes } from '../diskRoom';
import type { Settings } from '../settings';
import { metrics } from './metrics';

export interface InternalServer {
  url: string;
  stop(): Promise<void>;
}

const CONNECTION = ['DISCONNECTED', 'CONNECTED', 'CONNECTING', 'DISCONNECTING'];

/** For operators alone, on a port of its own that no proxy leads to: the figures, what keeps failing, and why the process is not ready. Throws one plain sentence on a taken port. */
export async function startInternal(settings: Settings): Promise<InternalServer> {
  const server = createServer((request, response) => {
    const answer = (status: number, type: string, body: string) => response.writeHead(status, { 'content-type': type }).end(body);
    const path = request.method === 'GET' ? request.url : undefined;
    if (path === '/metrics')
      void metrics.metrics().then(
        (text) => answer(200, metrics.contentType, text),
        () => answer(503, 'text/plain', ''),
      );
    else if (path === '/readyz')
      void details(settings).then((found) => answer(found.ok ? 200 : 503, 'application/json', JSON.stringify(found)));
    else if (path === '/dead-letters')
      void deadLettersForOperators().then(
        (found) => answer(200, 'application/json', JSON.stringify(found)),
        () => answer(503, 'text/plain', ''),
      );
    else answer(404, 'text/plain', '');
  });
  const { internal } = settings;
  await listen(server, internal);
  return {
    url: `http://${internal.host}:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Does the database answer? */
export async function isReady(): Promise<boolean> {
  return mongoose.connection.db!.command({ ping: 1 }, { timeoutMS: 2000 } as never).then(
    () => true,
    () => false,
  );
}

async function details(settings: Settings) {
  const from = performance.now();
  const ok = await isReady();
  const free = await freeBytes(settings);
  return {
    ok,
    database: {
      connection: CONNECTION[mongoose.connection.readyState] ?? 'UNKNOWN',
      answersAfterMs: ok ? Math.round(performance.now() - from) : null,
    },
    uploads: { on: free >= settings.minFreeBytes, freeMb: Math.round(free / 1024 / 1024) },
    upSeconds: Math.round(process.uptime()),
    memoryMb: Math.round(process.memoryUsage.rss() / 1024 / 1024),
  };
}

function listen(server: Server, { host, port }: Settings['internal']): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`内部端口 ${port} 已被占用，请用 INTERNAL_PORT=其他端口 启动`) : error),
    );
    server.listen(port, host, () => resolve());
  });
}
