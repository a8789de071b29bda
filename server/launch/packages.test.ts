import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { staleness } from './packages.mjs';

type Lock = Record<string, { version?: string; link?: boolean; optional?: boolean }>;

const wanted: Lock = {
  '': {},
  server: { version: '0.1.0' },
  'node_modules/@jzt/server': { link: true },
  'node_modules/koa': { version: '2.0.0' },
  'node_modules/esbuild-on-another-system': { version: '1.0.0', optional: true },
  'server/node_modules/pngjs': { version: '7.0.0' },
};

function folder(installed?: Lock): string {
  const path = mkdtempSync(join(tmpdir(), 'jzt-packages-'));
  writeFileSync(join(path, 'package-lock.json'), JSON.stringify({ packages: wanted }));
  if (installed) {
    mkdirSync(join(path, 'node_modules'));
    writeFileSync(join(path, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: installed }));
  }
  return path;
}

const complete: Lock = { 'node_modules/koa': { version: '2.0.0' }, 'server/node_modules/pngjs': { version: '7.0.0' } };

describe('whether the packages must be installed', () => {
  it.each<[string, Lock | undefined, string | undefined]>([
    ['nothing is installed', undefined, '还没有安装依赖包'],
    ['everything is there but what another system needs', complete, undefined],
    [
      'a package has another version than the lock',
      { ...complete, 'node_modules/koa': { version: '1.9.0' } },
      '依赖包与 package-lock.json 不一致',
    ],
    ['a package of a workspace is missing', { 'node_modules/koa': { version: '2.0.0' } }, '依赖包与 package-lock.json 不一致'],
  ])('%s', (_name, installed, expected) => {
    expect(staleness(folder(installed))).toBe(expected);
  });

  it('says that this very tree is complete, since its tests run', () => {
    expect(staleness()).toBeUndefined();
  });
});
