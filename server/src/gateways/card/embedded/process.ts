import { CardEngine } from './engine';

/** A job for the reader's process, and its answer. */
export interface CardJob {
  id: number;
  task: 'judge' | 'read';
  image: Uint8Array;
}
export interface CardAnswer {
  id: number;
  result?: unknown;
  error?: string;
}

async function serve(): Promise<void> {
  const engine = await CardEngine.load(Number(process.argv[2]));
  process.on('message', ({ id, task, image }: CardJob) => {
    engine[task](Buffer.from(image)).then(
      (result) => process.send!({ id, result } satisfies CardAnswer),
      (error: Error) => process.send!({ id, error: error.message } satisfies CardAnswer),
    );
  });
  process.send!('ready');
}

// without its parent it has nobody to work for
process.on('disconnect', () => process.exit());
serve().catch((error: Error) => {
  process.stderr.write(`card reader: ${error.stack}\n`);
  process.exit(1);
});
