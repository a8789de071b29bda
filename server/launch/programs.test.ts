import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { startsIn, type Start } from '../testing/startedPrograms';
import { building, programs, testing, works } from './programs.mjs';

const root = join(__dirname, '../..');

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return /^(node_modules|dist|\..*)$/.test(entry.name) ? [] : sources(path);
    return /\.[cm]?[jt]sx?$/.test(entry.name) ? [path] : [];
  });
}

const starts: (Start & { file: string })[] = ['shared', 'server', 'miniapp'].flatMap((part) =>
  sources(join(root, part)).flatMap((path) => {
    const file = relative(root, path).replaceAll('\\', '/');
    return startsIn(file, readFileSync(path, 'utf8')).map((start) => ({ ...start, file }));
  }),
);
const startedBy = (files: RegExp) => new Set(starts.filter(({ file }) => files.test(file)).flatMap((start) => start.programs ?? []));

/** Starts whose program stands elsewhere: file, beginning of the code, and why that is no gap. */
const TOLD_ELSEWHERE: [string, string, string][] = [
  ['server/launch/processes.mjs', 'spawn(program, rest', 'what the callers of run and launch name, and setpriv'],
  ['server/launch/programs.mjs', 'onPath(name, where)', 'the names of the table'],
  ['server/launch/programs.mjs', 'run(path, args', 'the names of the table'],
  ['server/launch/packages.mjs', 'run(own ? process.execPath : npm', 'Node, or npm found on the PATH'],
  ['server/launch/engines.mjs', 'run(join(bin, `python${exe}`)', 'the Python that python3 has just made a home for'],
  ['server/launch/database.mjs', "launch({ name: '数据库'", 'the database that engines.mjs found'],
];

describe('the list of programs', () => {
  it('names every program that any test, launcher or bench starts', () => {
    const missing = starts.flatMap(({ file, programs: names = [] }) =>
      names.filter((name) => !(name in programs)).map((name) => `${file}: ${name}`),
    );
    expect(missing).toEqual([]);
    expect([...startedBy(/./)]).toContain('certutil');
  });

  it('is complete: no start of a program is beyond reading', () => {
    const untold = starts.filter(({ programs: names }) => !names).map(({ file, code }) => `${file}: ${code}`);
    const known = TOLD_ELSEWHERE.map(([file, begin]) => `${file}: ${begin}`);
    expect(untold.filter((start) => !known.some((each) => start.startsWith(each)))).toEqual([]);
    expect(known.filter((each) => !untold.some((start) => start.startsWith(each)))).toEqual([]);
  });

  it('names no program that nobody starts', () => {
    const started = startedBy(/./);
    // What building the database starts, cargo starts for us.
    expect(Object.keys(programs).filter((name) => !started.has(name) && !building.includes(name))).toEqual([]);
  });

  it('has the tests bring all they start', () => {
    const started = [...startedBy(/\.test\.tsx?$|\/testing(\.ts$|\/)|\/e2e\/|\/bench\//)];
    expect(started.filter((name) => programs[name]?.proof && !testing.includes(name))).toEqual([]);
    for (const name of [...testing, ...building])
      expect({ where: name, value: Object.keys(programs[name]!) }).toEqual({
        where: name,
        value: expect.arrayContaining(['debian', 'proof']),
      });
  });
});

describe('a program', () => {
  const machine = (script: string) => {
    const PATH = mkdtempSync(join(tmpdir(), 'jzt-programs-'));
    writeFileSync(join(PATH, 'pdfsig'), script, { mode: 0o755 });
    return { PATH };
  };

  it('counts as there when the very program runs', async () => {
    expect(await works('pdfsig', machine('#!/bin/sh\nexit 0\n'))).toBe(true);
  });

  it.each([
    ['it is another of the same package', 'pdftoppm', '#!/bin/sh\nexit 0\n'],
    ['a library of it is missing', 'pdfsig', '#!/bin/sh\nexit 127\n'],
    ['it is for another machine', 'pdfsig', '\x7fELF'],
  ])('does not when %s', async (_why, name, script) => {
    expect(await works(name, machine(script))).toBe(false);
  });
});
