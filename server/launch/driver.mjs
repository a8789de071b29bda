import { createRequire } from 'node:module';

/** The driver is mongoose's own: what it reads and writes is what the server does. Asked for only once the packages are there. */
export function driver() {
  const fromServer = createRequire(new URL('../package.json', import.meta.url));
  return createRequire(fromServer.resolve('mongoose'))('mongodb');
}
