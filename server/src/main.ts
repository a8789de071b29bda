import { serverParts } from './parts';
import { startServer } from './platform/boot';
import { createLogger } from './platform/logger';
import { readSettings } from './platform/settings';

/** The API's process: one plain sentence and exit code 1 when it cannot start; SIGTERM lets requests under way finish. */
async function main(): Promise<void> {
  const settings = readSettings();
  const logger = createLogger(settings.logLevel);
  const server = await startServer(settings, serverParts(settings), { logger });
  logger.info({ port: settings.port, internal: server.internalUrl }, 'ready');
  const stop = () => void server.stop().then(() => process.exit(0));
  process.once('SIGTERM', stop).once('SIGINT', stop);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
