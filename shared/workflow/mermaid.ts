import { ROLE_LABELS } from '../domain/roles';
import type { Machine } from './machine';

/** A Mermaid `stateDiagram-v2` of the machine: labels in Chinese, each arrow with its event and who may make it. */
export function toMermaid(machine: Machine): string {
  const lines = [
    'stateDiagram-v2',
    ...Object.entries(machine.states).map(([state, label]) => `  ${state}: ${state} ${label}`),
    `  [*] --> ${machine.initial}`,
  ];
  for (const { from, event, to, who } of machine.transitions) {
    lines.push(`  ${from} --> ${to}: ${event} ${machine.events[event]}（${who.map((role) => ROLE_LABELS[role]).join('、')}）`);
  }
  return [...lines, ...machine.terminal.map((state) => `  ${state} --> [*]`)].join('\n');
}
