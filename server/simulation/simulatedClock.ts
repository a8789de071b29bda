import { TestClock } from '../testing/world';

/** Time stands until somebody moves it; who waits moves it. */
export class SimulatedClock extends TestClock {
  private at = 0;

  override now(): Date {
    return new Date(this.at);
  }

  override async pause(ms: number): Promise<void> {
    this.at += ms;
  }

  override set(instant: string): void {
    this.at = new Date(instant).getTime();
  }

  override advance(ms: number): void {
    this.at += ms;
  }
}
