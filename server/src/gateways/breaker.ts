import { GatewayDown } from './gateway-down';
import type { ProviderCall } from './http';

/** So many calls in a row waited in vain. */
const LATE = 5;
const SHORTEST_REST_MS = 10_000;
const LONGEST_REST_MS = 120_000;

interface State {
  late: number;
  restMs: number;
  /** On the breaker's clock. */
  until: number;
}

/**
 * Leaves a system alone that lets everybody wait: after five time-outs in a row its calls fail at once for ten seconds, then one goes out to
 * see, and while that is late too the rest doubles, to two minutes. Only waiting costs, so a refused connection or an error is asked on.
 */
export class Breaker {
  private readonly states = new Map<string, State>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** `where`: of one system in several places, each by itself. Throws GatewayDown RESTING without asking. */
  async through<T>(call: ProviderCall, where: string, ask: () => Promise<T>): Promise<T> {
    const key = `${call.system} ${where}`;
    const before = this.states.get(key);
    if (before?.until) {
      if (this.now() < before.until) throw new GatewayDown(call.system, 'RESTING', call.operation);
      // This one goes out to see; the others rest on until it is back.
      before.until = this.now() + Math.max(before.restMs, call.timeoutMs);
    }
    try {
      const answer = await ask();
      this.states.delete(key);
      return answer;
    } catch (error) {
      if (error instanceof GatewayDown && error.reason === 'TIMEOUT') this.late(key, !!before?.until);
      else this.states.delete(key);
      throw error;
    }
  }

  /** Systems that are left alone now. */
  get resting(): string[] {
    return [...this.states].filter(([, { until }]) => until > this.now()).map(([key]) => key);
  }

  private late(key: string, toSee: boolean): void {
    const state = this.states.get(key) ?? { late: 0, restMs: SHORTEST_REST_MS, until: 0 };
    // It went out before the rest began.
    if (state.until && !toSee) return;
    state.late += 1;
    if (toSee) state.restMs = Math.min(state.restMs * 2, LONGEST_REST_MS);
    if (state.late >= LATE) state.until = this.now() + state.restMs;
    this.states.set(key, state);
  }
}

/** Of this process. */
export const breaker = new Breaker();
