import { ROLE_LABELS } from '../domain/roles';
import type { Role } from '../domain/roles';
import type { NotificationKey } from './notifications';

/** A rule of domain.md section 2, an answered question (`A-24`) or an outside source (`O-18`). */
export type RuleId = `${'CQ' | 'QH' | 'HN' | 'JX' | 'JS' | 'A' | 'O'}-${string}`;

/** One arrow of a machine: only `who` may make it, after the rules in `guards` were evaluated; `notify` names the message it sends. */
export interface Transition<S extends string, E extends string> {
  readonly from: S;
  readonly event: E;
  readonly to: S;
  readonly who: readonly Role[];
  readonly guards: readonly RuleId[];
  readonly notify: NotificationKey | null;
}

export interface Machine<S extends string = string, E extends string = string> {
  /** Stable identifier, stored beside a case's history. */
  readonly name: string;
  readonly labelZh: string;
  readonly initial: S;
  /** Each state with the words a worker reads. */
  readonly states: Readonly<Record<S, string>>;
  /** Each event with the words on its button or in the timeline. */
  readonly events: Readonly<Record<E, string>>;
  readonly terminal: readonly S[];
  readonly transitions: readonly Transition<S, E>[];
}

/** The union of a machine's states: `State<typeof application>`. */
export type State<M> = M extends Machine<infer S, string> ? S : never;
/** The union of a machine's events. */
export type Event<M> = M extends Machine<string, infer E> ? E : never;

/** A row as it is written down: several `from` share one row, and what is empty is left out. */
interface Row<S extends string, E extends string> {
  from: S | readonly S[];
  event: E;
  to: S;
  who: Role | readonly Role[];
  guards?: readonly RuleId[];
  notify?: NotificationKey;
}

/**
 * Builds a machine from its table, keeping states and events as literal types.
 * `states` and `events` carry the Chinese labels; their keys are the unions every row is checked against.
 */
export function defineMachine<S extends string, E extends string>(table: {
  name: string;
  labelZh: string;
  initial: NoInfer<S>;
  states: Readonly<Record<S, string>>;
  events: Readonly<Record<E, string>>;
  terminal: readonly NoInfer<S>[];
  transitions: readonly Row<NoInfer<S>, NoInfer<E>>[];
}): Machine<S, E> {
  const transitions = table.transitions.flatMap(({ from, event, to, who, guards, notify }) =>
    [from].flat().map((one): Transition<S, E> => ({
      from: one as S,
      event,
      to,
      who: [who].flat() as readonly Role[],
      guards: guards ?? [],
      notify: notify ?? null,
    })),
  );
  return { ...table, transitions };
}

export type StepResult<S extends string> =
  | { ok: true; to: S; notify: NotificationKey | null; guards: readonly RuleId[] }
  | { ok: false; code: 'ILLEGAL_TRANSITION' | 'WRONG_ROLE'; messageZh: string };

/**
 * Where `event`, made by `actorRole`, takes a case that stands in `from`.
 * Refuses with ILLEGAL_TRANSITION (no such arrow from here) or WRONG_ROLE (an arrow, but somebody else's).
 * The caller still evaluates the rules in `guards`, stores the move atomically and sends `notify`.
 */
export function step<S extends string, E extends string>(
  machine: Machine<S, E>,
  from: NoInfer<S>,
  event: NoInfer<E>,
  actorRole: Role,
): StepResult<S> {
  const row = machine.transitions.find((one) => one.from === from && one.event === event);
  if (!row) {
    const done = machine.terminal.includes(from) ? '这件事已经办结。' : '请返回刷新，按页面上的提示办理。';
    const action = machine.events[event] ?? '此操作';
    return { ok: false, code: 'ILLEGAL_TRANSITION', messageZh: `现在是“${machine.states[from] ?? from}”，不能${action}。${done}` };
  }
  if (!row.who.includes(actorRole)) {
    const owners = row.who.map((role) => ROLE_LABELS[role]).join('或');
    return { ok: false, code: 'WRONG_ROLE', messageZh: `${machine.events[event]}要由${owners}办理，您的账号不能办。` };
  }
  return { ok: true, to: row.to, notify: row.notify, guards: row.guards };
}

/** The events that `role` may make from `state`, in the order of the table (the buttons to offer). */
export function eventsFrom<S extends string, E extends string>(machine: Machine<S, E>, state: NoInfer<S>, role: Role): E[] {
  return machine.transitions.filter((one) => one.from === state && one.who.includes(role)).map((one) => one.event);
}
