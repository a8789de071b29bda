import { BadRequest, SYSTEMS, type SystemName } from './http';

/**
 * ok · down: the connection is cut without an answer · slow: the work is done, the answer comes after `ms` (default 30000)
 * · garbage: HTTP 200 with something else (`as`: html, the default, or json of a wrong shape) · wrong: a well-formed lie, each system its
 * own.
 */
export type FaultMode = 'ok' | 'down' | 'slow' | 'garbage' | 'wrong';
const MODES: readonly string[] = ['ok', 'down', 'slow', 'garbage', 'wrong'];

export interface Fault {
  mode: FaultMode;
  ms: number;
  as: 'html' | 'json';
  /** Calls it still strikes; null for ever. */
  times: number | null;
}

const OK: Fault = { mode: 'ok', ms: 0, as: 'html', times: null };

/** The fault switches, one per system. */
export class Faults {
  private readonly switches = new Map<SystemName, Fault>();

  /** Reads `{system | "all", mode, ms?, times?, as?}`; throws `BadRequest`. */
  set(content: Record<string, unknown>): void {
    const { system, mode, ms = 30_000, times = null, as = 'html' } = content;
    const systems = system === 'all' ? SYSTEMS : SYSTEMS.filter((name) => name === system);
    if (systems.length === 0) throw new BadRequest(`system must be all or one of ${SYSTEMS.join(', ')}`);
    if (typeof mode !== 'string' || !MODES.includes(mode)) throw new BadRequest(`mode must be one of ${MODES.join(', ')}`);
    if (
      typeof ms !== 'number' ||
      ms < 0 ||
      (times !== null && (!Number.isInteger(times) || (times as number) < 1)) ||
      (as !== 'html' && as !== 'json')
    ) {
      throw new BadRequest('ms must be 0 or more, times 1 or more, as html or json');
    }
    for (const name of systems) this.switches.set(name, { mode: mode as FaultMode, ms, times: times as number | null, as });
  }

  /** The fault that strikes this call, counted. */
  take(system: SystemName): Fault {
    const fault = this.switches.get(system) ?? OK;
    if (fault.times === null) return fault;
    const left = fault.times - 1;
    if (left === 0) this.switches.delete(system);
    else this.switches.set(system, { ...fault, times: left });
    return fault;
  }

  all(): Record<string, Fault> {
    return Object.fromEntries(SYSTEMS.map((name) => [name, this.switches.get(name) ?? OK]));
  }
}
