// Run by engines.mjs in a process of its own, so that a download that stands still can be ended: node fetch-mongod.mjs <folder>
// Its last line is the path of the program, or the reason why there is none.
import { createRequire } from 'node:module';

const { MongoBinary } = createRequire(new URL('../package.json', import.meta.url))('mongodb-memory-server-core');

MongoBinary.getPath({ downloadDir: process.argv[2] }).then(
  (program) => process.stdout.write(`\n${program}\n`),
  (error) => {
    process.stderr.write(`${error.code ?? error.message.split('\n')[0]}\n`);
    process.exitCode = 1;
  },
);
