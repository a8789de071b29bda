import 'reflect-metadata';
import { mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Configuration,
  destroyGlobalApplicationContext,
  Inject,
  initializeGlobalApplicationContext,
  MetadataManager,
  MidwayContainer,
  MidwayFrameworkService,
  SCOPE_KEY,
} from '@midwayjs/core';
import * as koa from '@midwayjs/koa';
import { LoggerFactory } from '@midwayjs/logger';
import type { Pack } from '@jzt/shared/policy/index';
import type { Clock } from './clock';
import { systemClock } from './clock';
import { FieldCipher } from './crypto';
import { Contributions } from './contributions';
import { connectDatabase, disconnectDatabase } from './database';
import type { Class, Feature } from './feature';
import type { Answer } from './gateway';
import { requireInjections } from './injections';
import { createLogger, type Logger } from './logger';
import { headersFor } from './http/headers';
import { startInternal } from './http/internal';
import { requestMiddleware } from './http/middleware';
import { webMiddleware } from './http/web';
import { Jobs } from './jobs';
import { MediaAddresses } from './media/addresses';
import { mediaMiddleware } from './media/middleware';
import { ServedMedia } from './media/served';
import { Outbox } from './outbox';
import { watchSecrets, type Settings } from './settings';

@Configuration({ imports: [koa] })
class ServerConfiguration {
  @Inject() private readonly framework: koa.Framework;
  @Inject() private readonly requestLogger: Logger;
  @Inject() private readonly settings: Settings;
  @Inject() private readonly mediaAddresses: MediaAddresses;
  @Inject() private readonly servedMedia: ServedMedia;

  async onReady(): Promise<void> {
    // First in line: what it wraps includes Midway's own body parser.
    this.framework.getMiddleware().insertFirst(requestMiddleware(this.requestLogger, headersFor(this.settings.publicBaseUrl)) as never);
    this.framework.useMiddleware(mediaMiddleware(this.settings.mediaDir, this.mediaAddresses, this.servedMedia) as never);
    if (this.settings.webDir) this.framework.useMiddleware(webMiddleware(this.settings.webDir) as never);
  }
}

const isSingleton = (part: Class): boolean =>
  (MetadataManager.getOwnMetadata(SCOPE_KEY, part) as { scope?: string } | undefined)?.scope === 'Singleton';

/** What a server is made of. */
export interface Parts {
  platform: readonly Class[];
  features: readonly Feature[];
  gateways: readonly Answer[];
  /** The law of every province that is served. */
  packs: readonly Pack[];
}

export interface World {
  clock?: Clock;
  logger?: Logger;
}

export interface RunningServer {
  url: string;
  /** Of operators: the figures, and why it is not ready. */
  internalUrl: string;
  get<T>(part: Class<T>): Promise<T>;
  /** Stops taking requests, lets those under way finish, then ends jobs, outbox and database. */
  stop(): Promise<void>;
}

const quiet = { transports: { console: false, file: false, error: false, json: false } };

/** Starts the whole API on `settings.port` (0: any free one). Throws one plain sentence on a taken port or a database that is down. */
export async function startServer(settings: Settings, parts: Parts, world: World = {}): Promise<RunningServer> {
  const classes = [
    ...new Set([...parts.platform, ...parts.features.flatMap((one) => [...one.parts, ...(one.todos ?? []), ...(one.filePolicies ?? [])])]),
  ];
  const logger = world.logger ?? createLogger(settings.logLevel);
  await connectDatabase(settings.mongoUri).catch((error: Error) => {
    throw new Error(`连不上数据库，请检查 MONGODB_URI 指向的服务是否已启动（${error.name}）`);
  });
  const container = new MidwayContainer();
  const objects = {
    settings,
    requestLogger: logger,
    clock: world.clock ?? systemClock,
    cipher: new FieldCipher(settings.secrets, watchSecrets(settings.secretsFile)),
    packs: parts.packs,
  };
  requireInjections(classes, parts.gateways, Object.keys(objects));
  for (const [name, value] of Object.entries(objects)) container.registerObject(name, value);
  for (const { id, adapter } of parts.gateways) container.registerObject(id, adapter);
  // Midway looks for a configuration file of its own; it is given an empty folder, because ours is passed as a class.
  const nowhere = mkdtempSync(join(tmpdir(), 'jzt-'));
  const context = await initializeGlobalApplicationContext({
    appDir: nowhere,
    baseDir: nowhere,
    applicationContext: container,
    // Its own: it is closed when this server stops, and others may go on in this process.
    loggerFactory: new LoggerFactory(),
    imports: [ServerConfiguration],
    preloadModules: classes,
    globalConfig: {
      keys: settings.secrets.tokenKey,
      koa: { proxy: settings.trustedHops > 0, maxIpsCount: settings.trustedHops },
      midwayLogger: { default: quiet },
      siteFile: { enable: false },
      asyncContextManager: { enable: false },
      // Midway's own, by cookie: nobody asks for it.
      session: { enable: false },
    },
  } as never);
  // Midway put a logger of its own under this name.
  container.registerObject('logger', logger);
  const framework = context.get(MidwayFrameworkService).getMainFramework() as koa.Framework;
  const server = framework.getServer() as Server;
  const port = await listen(server, settings);
  const internal = await startInternal(settings);
  const outbox = await container.getAsync(Outbox);
  const jobs = await container.getAsync(Jobs);
  for (const part of classes) if (isSingleton(part)) await container.getAsync(part);
  await wire(container, parts.features);
  outbox.start();
  jobs.start();
  return {
    url: `http://127.0.0.1:${port}`,
    internalUrl: internal.url,
    get: (part) => container.getAsync(part as never),
    stop: async () => {
      // Midway itself does not wait for requests under way (design.md section 11).
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      });
      await internal.stop();
      await jobs.stop();
      await outbox.stop();
      await destroyGlobalApplicationContext(container);
      await disconnectDatabase();
    },
  };
}

/** Brings to life what the manifests declare. */
async function wire(container: MidwayContainer, features: readonly Feature[]): Promise<void> {
  const [outbox, jobs, contributions] = await Promise.all([
    container.getAsync(Outbox),
    container.getAsync(Jobs),
    container.getAsync(Contributions),
  ]);
  for (const feature of features) {
    for (const { topic, part, handle, options } of feature.consumers ?? []) {
      const one = (await container.getAsync(part)) as never;
      outbox.on(topic, (payload, delivery) => handle(one, payload, delivery), options);
    }
    for (const job of feature.jobs ?? []) {
      const one = (await container.getAsync(job.part)) as never;
      if ('model' in job) jobs.each(job.everyMs, job.name, { model: job.model, due: () => job.due(one), act: (id) => job.act(one, id) });
      else jobs.every(job.everyMs, job.name, () => job.run(one));
    }
    for (const source of feature.todos ?? []) contributions.todoSources.push(await container.getAsync(source));
    for (const policy of feature.filePolicies ?? []) contributions.filePolicies.push(await container.getAsync(policy));
  }
}

function listen(server: Server, settings: Settings): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' ? new Error(`端口 ${settings.port} 已被占用，请先关闭占用它的程序，或用 PORT=其他端口 启动`) : error,
      ),
    );
    server.listen(settings.port, settings.host, () => resolve((server.address() as AddressInfo).port));
  });
}
