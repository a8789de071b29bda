/**
 * Writes many things in one call: what comes while a call is under way goes with the next one.
 * Each caller learns when its own thing is written, or why not.
 */
export class Batcher<T> {
  private waiting: { item: T; done: () => void; failed: (error: unknown) => void }[] = [];
  private running = false;

  constructor(
    private readonly most: number,
    private readonly write: (items: T[]) => Promise<void>,
  ) {}

  add(item: T): Promise<void> {
    return new Promise((done, failed) => {
      this.waiting.push({ item, done, failed });
      if (!this.running) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.running = true;
    // What is added in the same turn of the event loop belongs together.
    await Promise.resolve();
    while (this.waiting.length) {
      const batch = this.waiting.splice(0, this.most);
      try {
        await this.write(batch.map((one) => one.item));
        for (const one of batch) one.done();
      } catch (error) {
        for (const one of batch) one.failed(error);
      }
    }
    this.running = false;
  }
}
