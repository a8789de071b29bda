import { Destroy, Init, Inject, Singleton } from '@midwayjs/core';
import { Types } from 'mongoose';
import { Audit } from '../audit';
import type { Clock } from '../clock';
import type { Logger } from '../logger';
import type { AuditRecord } from '../trail/entry';

const GATHER_MS = 60_000;
/** So many different ones at once are no longer kept in memory. */
const MOST = 10_000;

interface Gathered {
  record: AuditRecord;
  more: number;
  last: Date;
}

/**
 * Every refusal is in the trail (domain.md section 3), but who knocks a thousand times does not fill it: the first is written at once, those
 * of the same person, act and code within a minute as one entry with their number.
 */
@Singleton()
export class Refusals {
  @Inject() private readonly audit: Audit;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly logger: Logger;
  private readonly seen = new Map<string, Gathered>();
  private timer?: NodeJS.Timeout;

  @Init()
  async begin(): Promise<void> {
    this.timer = setInterval(() => void this.flush(), GATHER_MS);
  }

  @Destroy()
  async end(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  note(record: AuditRecord): void {
    const key = [record.actorId, record.action, record.outcome].join('|');
    const gathered = this.seen.get(key);
    if (gathered) {
      gathered.more += 1;
      gathered.last = this.clock.now();
      return;
    }
    if (this.seen.size >= MOST) void this.flush();
    this.seen.set(key, { record, more: 0, last: this.clock.now() });
    void this.write(record);
  }

  /** Writes what was gathered, and begins anew. */
  async flush(): Promise<void> {
    const gathered = [...this.seen.values()].filter(({ more }) => more > 0);
    this.seen.clear();
    await Promise.all(gathered.map(({ record, more, last }) => this.write({ ...record, at: last, reason: `之后一分钟内又有${more}次` })));
  }

  private async write(record: AuditRecord): Promise<void> {
    await this.audit
      .append(record, new Types.ObjectId().toHexString())
      .catch((error: Error) => this.logger.error({ err: error }, 'refusal not recorded'));
  }
}
