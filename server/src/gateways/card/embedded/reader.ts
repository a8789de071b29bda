import { fork, type ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';
import { extname, join } from 'node:path';
import type { SeenCard } from './engine';
import { fieldsOf, type CardReading } from './fields';
import type { Verdict } from './judge';
import type { CardAnswer, CardJob } from './process';
import { CardReaderUnavailable, CardRefused } from './refusal';

export type { CardReading } from './fields';
export type { Verdict } from './judge';
export { CardReaderUnavailable, CardRefused, type CardRefusalCode } from './refusal';

export interface CardReaderOptions {
  /** processors the reading may keep busy at once */
  threads?: number;
  /** for one photo, in milliseconds, without the wait for its turn */
  timeoutMs?: number;
  /** photos that may wait; the next one is sent away */
  maxWaiting?: number;
}

interface Waiting {
  task: CardJob['task'];
  image: Buffer;
  resolve: (result: unknown) => void;
  reject: (error: Error) => void;
}

/**
 * Judges and reads ID-card photos, one at a time, in a process of its own with a low priority: the API's event loop and its thread pool stay
 * free, native code that crashes or hangs takes nobody with it, and it can be killed in the middle of a photo.
 */
export class CardReader {
  private child: ChildProcess | undefined;
  private ready: Promise<void> | undefined;
  private running: Waiting | undefined;
  private readonly queue: Waiting[] = [];
  private lastId = 0;
  private closed = false;
  private readonly options: Required<CardReaderOptions>;

  constructor({ threads = 1, timeoutMs = 30_000, maxWaiting = 50 }: CardReaderOptions = {}) {
    this.options = { threads, timeoutMs, maxWaiting };
  }

  /** Loads the models, so that the first photo does not wait for it. A later crash is made good without another call. */
  async start(): Promise<void> {
    await this.launch();
  }

  /** Judges the photo by its pixels (CQ-34). No fault means it can be read. @throws CardReaderUnavailable */
  async judge(image: Buffer): Promise<Verdict> {
    return (await this.enqueue('judge', image)) as Verdict;
  }

  /**
   * @param image a JPEG that `acceptImage` gave
   * @throws CardRefused CARD_NOT_FOUND, or CARD_BLURRED when the name, the number or the validity cannot be read
   * @throws CardReaderUnavailable when nothing was decided
   */
  async read(image: Buffer): Promise<CardReading> {
    const seen = (await this.enqueue('read', image)) as SeenCard | undefined;
    if (!seen) throw new CardRefused('CARD_NOT_FOUND');
    const reading = fieldsOf(seen);
    if (!reading) throw new CardRefused('CARD_BLURRED');
    return reading;
  }

  /** Stops the process; what waits or runs is sent away with CLOSED. */
  async close(): Promise<void> {
    this.closed = true;
    const child = this.child;
    const gone = child && new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child?.kill('SIGKILL');
    this.fail(this.running, 'CLOSED');
    while (this.queue.length) this.fail(this.queue.shift(), 'CLOSED');
    await gone;
  }

  private enqueue(task: CardJob['task'], image: Buffer): Promise<unknown> {
    if (this.closed) return Promise.reject(new CardReaderUnavailable('CLOSED'));
    if (this.queue.length >= this.options.maxWaiting) return Promise.reject(new CardReaderUnavailable('BUSY'));
    return new Promise((resolve, reject) => {
      this.queue.push({ task, image, resolve, reject });
      void this.next();
    });
  }

  private fail(job: Waiting | undefined, reason: CardReaderUnavailable['reason']): void {
    if (job === this.running) this.running = undefined;
    job?.reject(new CardReaderUnavailable(reason));
  }

  private async next(): Promise<void> {
    const job = this.running ? undefined : this.queue.shift();
    if (!job) return;
    this.running = job;
    try {
      await this.launch();
    } catch {
      if (this.running === job) this.fail(job, this.closed ? 'CLOSED' : 'CRASHED');
      return void this.next();
    }
    if (this.running !== job) return;
    const child = this.child!;
    const id = (this.lastId += 1);
    let reason: CardReaderUnavailable['reason'] = 'CRASHED';
    const timer = setTimeout(() => {
      reason = 'TIMEOUT';
      child.kill('SIGKILL');
    }, this.options.timeoutMs);
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      child.off('message', answered).off('exit', crashed);
      finish();
      void this.next();
    };
    const answered = (answer: CardAnswer) => {
      if (answer.id !== id) return;
      settle(() => {
        this.running = undefined;
        if (answer.error === undefined) job.resolve(answer.result);
        else job.reject(new CardReaderUnavailable('FAILED', answer.error));
      });
    };
    const crashed = () => settle(() => this.running === job && this.fail(job, reason));
    child.on('message', answered).on('exit', crashed);
    child.send({ id, task: job.task, image: job.image } satisfies CardJob, (error) => error && child.kill('SIGKILL'));
  }

  private launch(): Promise<void> {
    if (this.closed) return Promise.reject(new CardReaderUnavailable('CLOSED'));
    this.ready ??= new Promise((resolve, reject) => {
      // run from source this file is TypeScript, and so is the process's
      const own = extname(__filename);
      const child = fork(join(__dirname, `process${own}`), [String(this.options.threads)], {
        execArgv: own === '.ts' ? ['--require', join(__dirname, 'fromSource.cjs')] : [],
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      this.child = child;
      child.once('message', () => resolve());
      child.once('error', reject);
      child.once('exit', (code, signal) => {
        this.child = undefined;
        this.ready = undefined;
        reject(new Error(`the card reader stopped (${signal ?? code})`));
      });
      // people who use the API at the same time go first
      if (child.pid) setPriority(child.pid, 5);
    });
    return this.ready;
  }
}
