import { ROLE_LABELS } from '../domain/roles';
import type { Machine } from './machine';
import { toMermaid } from './mermaid';

/** The page of the docs that draws every machine and lists its arrows, as Markdown. */
export function machinesPage(machines: readonly Machine[]): string {
  const sections = machines.map((machine) => {
    const rows = machine.transitions.map(
      ({ from, event, to, who, guards, notify }) =>
        `| ${from} | ${event} ${machine.events[event]} | ${to} | ${who.map((role) => ROLE_LABELS[role]).join('、')} | ${guards.join(' ')} | ${notify ?? ''} |`,
    );
    return [
      `## ${machine.labelZh} \`${machine.name}\``,
      '',
      '```mermaid',
      toMermaid(machine),
      '```',
      '',
      '| from | event | to | who | rules | message |',
      '|---|---|---|---|---|---|',
      ...rows,
      '',
    ].join('\n');
  });
  return [
    '# State machines',
    '',
    'Written by `node shared/docs/generate.mjs` from `shared/workflow/machines`. Every case moves by `step(machine, from, event, role)` and by nothing else.',
    '',
    ...sections,
  ].join('\n');
}
