import { describe, expect, it } from '@jest/globals';
import { startsIn } from './startedPrograms';

const told = (text: string) => startsIn('a.ts', text).map(({ programs }) => programs);
const child = "import { spawn, execFileSync as once, exec } from 'node:child_process';\n";

describe('the programs that a source starts', () => {
  it.each([
    ['a name', "spawn('certutil', [])", ['certutil']],
    ['a path', "once('/usr/bin/certutil', [])", ['certutil']],
    ['one of two', "spawn(fast ? 'gs' : 'mutool')", ['gs', 'mutool']],
    ['a constant', "const tool = 'gs'; spawn(tool)", ['gs']],
    ['a parameter that can only be these', "const paint = (tool: 'gs' | 'mutool') => spawn(tool)", ['gs', 'mutool']],
    ['Node itself', 'spawn(process.execPath, [])', []],
    ['a program of a package', "spawn(join(root, 'node_modules/x/bin/y'))", []],
    ['one that is looked up', "const bin = path.dirname(require.resolve('x/package.json')); spawn(path.join(bin, name))", []],
  ])('%s', (_what, code, programs) => {
    expect(told(child + code)).toEqual([programs]);
  });

  it.each([
    ['an argument of somebody else', 'const start = (tool: string) => spawn(tool)'],
    ['a path from somewhere', 'const start = (folder: string) => spawn(join(folder, "x"))'],
    ['a shell line', "exec('certutil -N')"],
    ['a module under another name', "const { spawn: begin } = require('child_process')"],
    ['a whole module', "import * as processes from 'node:child_process'"],
  ])('is not told by %s', (_what, code) => {
    expect(told(child + code)).toContain(undefined);
  });

  it('a browser', () => {
    expect(told("chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium' })")).toEqual([['chromium']]);
  });

  it('nothing where nothing is started', () => {
    expect(told("const spawn = () => 'certutil'; spawn();")).toEqual([]);
  });
});
