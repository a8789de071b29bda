import { readCredentials } from './kit/credentials';
import { startSimulators } from './start';

// SIMULATOR_PORT (default 7002), SIMULATOR_HOST, SIMULATOR_STATE_DIR, SIMULATOR_PUBLIC_URL, and the same <SYSTEM>_APP_ID and
// <SYSTEM>_APP_SECRET that the server reads.
const { SIMULATOR_PORT = '7002', SIMULATOR_HOST, SIMULATOR_STATE_DIR, SIMULATOR_PUBLIC_URL } = process.env;

startSimulators({
  port: Number(SIMULATOR_PORT),
  host: SIMULATOR_HOST,
  stateDir: SIMULATOR_STATE_DIR,
  publicUrl: SIMULATOR_PUBLIC_URL,
  credentials: readCredentials(process.env),
}).then(
  ({ url, close }) => {
    console.log(`外部系统模拟已启动：${url}`);
    const stop = (): void => {
      close().finally(() => process.exit(0));
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  },
  (error: NodeJS.ErrnoException) => {
    console.error(
      error.code === 'EADDRINUSE' ? `端口 ${SIMULATOR_PORT} 已被占用，外部系统模拟无法启动` : `外部系统模拟无法启动：${error.message}`,
    );
    process.exit(1);
  },
);
