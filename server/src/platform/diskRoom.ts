import { statfs } from 'node:fs/promises';
import { Inject, Singleton } from '@midwayjs/core';
import type { Clock } from './clock';
import { Refusal } from './errors';
import type { Settings } from './settings';

const LOOK_EVERY_MS = 5_000;

export const diskFull = () =>
  new Refusal(507, 'DISK_FULL', '系统存储空间不足，暂时不能上传，其他业务照常办理。请过一会儿再试', { retryAfterSeconds: 600 });

/** Bytes that are free where the data lies, or will lie. */
export async function freeBytes({ dataDir }: Pick<Settings, 'dataDir'>): Promise<number> {
  const { bavail, bsize } = await statfs(dataDir).catch(() => statfs('.'));
  return bavail * bsize;
}

/** Takes no uploads any more before the disk is full: a full one ends the database too. */
@Singleton()
export class DiskRoom {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly settings: Settings;
  private seen?: { at: number; free: number };

  /** Would there be enough left after so many more bytes? */
  async hasRoomFor(bytes: number): Promise<boolean> {
    return (await freeBytes(this.settings)) - bytes >= this.settings.minFreeBytes;
  }

  /** Throws 507 DISK_FULL. */
  async require(): Promise<void> {
    const now = this.clock.now().getTime();
    if (!this.seen || Math.abs(now - this.seen.at) > LOOK_EVERY_MS) this.seen = { at: now, free: await freeBytes(this.settings) };
    if (this.seen.free < this.settings.minFreeBytes) throw diskFull();
  }
}
