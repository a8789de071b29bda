/** The server's clock. Every rule asks it; a test hands over one that stands where the test needs it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
