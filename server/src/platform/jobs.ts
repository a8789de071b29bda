import { Inject, Singleton } from '@midwayjs/core';
import type { Logger } from './logger';

interface Job {
  name: string;
  everyMs: number;
  run: () => Promise<void>;
  timer?: NodeJS.Timeout;
  running?: Promise<void>;
}

/** Periodic work. What is due lies in the database, so a job that runs twice or late does no harm. */
@Singleton()
export class Jobs {
  @Inject() private readonly logger: Logger;
  private readonly jobs: Job[] = [];

  every(everyMs: number, name: string, run: () => Promise<void>): void {
    this.jobs.push({ name, everyMs, run });
  }

  start(): void {
    for (const job of this.jobs) job.timer = setInterval(() => this.tick(job), job.everyMs);
  }

  async stop(): Promise<void> {
    for (const job of this.jobs) clearInterval(job.timer);
    await Promise.all(this.jobs.map((job) => job.running));
  }

  /** Runs one job now, or all, each after its running turn has ended. */
  async runNow(name?: string): Promise<void> {
    for (const job of this.jobs) {
      if (name && job.name !== name) continue;
      await job.running;
      await job.run();
    }
  }

  private tick(job: Job): void {
    if (job.running) return;
    job.running = job
      .run()
      .catch((error: Error) => this.logger.error({ err: error, job: job.name }, 'job failed'))
      .finally(() => (job.running = undefined));
  }
}
