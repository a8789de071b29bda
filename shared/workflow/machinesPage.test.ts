import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { MACHINES } from './machines';
import { application } from './machines/application';
import { machinesPage } from './machinesPage';
import { toMermaid } from './mermaid';

describe('the drawings', () => {
  it('draw each state, each arrow with who may make it, the beginning and the ends', () => {
    const lines = toMermaid(application).split('\n');
    expect(lines[0]).toBe('stateDiagram-v2');
    expect(lines).toContain('  [*] --> DRAFT');
    expect(lines).toContain('  SUBMITTED --> INST_PASSED: institutionPass 审核通过（培训机构）');
    expect(lines).toContain('  CERTIFIED --> [*]');
    expect(lines).toHaveLength(2 + Object.keys(application.states).length + application.transitions.length + application.terminal.length);
  });

  it('the committed page is what the tables give (else: node shared/docs/generate.mjs)', () => {
    expect(readFileSync(join(__dirname, '../docs/machines.md'), 'utf8')).toBe(machinesPage(MACHINES));
  });
});
