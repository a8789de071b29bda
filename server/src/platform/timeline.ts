import type { TimelineEntry } from '@jzt/shared/contract/common';
import type { Machine } from '@jzt/shared/workflow/machine';
import type { HistoryEntry } from './cases';

/** A case's history as people read it; events outside the machine (its creation) keep `createdZh`. */
export function presentTimeline(history: readonly HistoryEntry[], machine: Machine, createdZh: string): TimelineEntry[] {
  return history.map((entry) => ({
    at: entry.at.toISOString(),
    event: entry.event,
    from: entry.from,
    to: entry.to,
    labelZh: machine.events[entry.event] ?? createdZh,
    byRole: entry.byRole,
    byName: entry.byName,
    reason: entry.reason,
  }));
}
