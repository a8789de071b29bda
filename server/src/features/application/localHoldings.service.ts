import { Singleton } from '@midwayjs/core';
import type { Holding } from '@jzt/shared/policy/index';

/**
 * What a person holds in this province, any state. The features that keep certificates bring their reader here,
 * because they themselves stand on applications and are not to be asked from here.
 */
@Singleton()
export class LocalHoldings {
  private readonly readers: ((personId: string) => Promise<Holding[]>)[] = [];

  readFrom(reader: (personId: string) => Promise<Holding[]>): void {
    this.readers.push(reader);
  }

  async of(personId: string): Promise<Holding[]> {
    return (await Promise.all(this.readers.map((read) => read(personId)))).flat();
  }
}
