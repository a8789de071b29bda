import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { weappDist as dist } from './dist';

const MB = 1024 * 1024;
const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(path.join(dist, file)).isFile());
const app = JSON.parse(readFileSync(path.join(dist, 'app.json'), 'utf8')) as {
  lazyCodeLoading?: string;
  subPackages: { root: string }[];
  preloadRule: Record<string, { network: string; packages: string[] }>;
};
const bytes = (of: (file: string) => boolean): number =>
  files.filter(of).reduce((sum, file) => sum + statSync(path.join(dist, file)).size, 0);
const inPackage = (root: string) => (file: string) => file.startsWith(`${root}/`);

describe('the weapp bundle', () => {
  it('has a main package of at most 1.2 MB', () => {
    expect(bytes((file) => !app.subPackages.some(({ root }) => inPackage(root)(file)))).toBeLessThanOrEqual(1.2 * MB);
  });

  it.each(app.subPackages.map(({ root }) => root))('has at most 2 MB in %s', (root) => {
    expect(bytes(inPackage(root))).toBeLessThanOrEqual(2 * MB);
  });

  it('makes no code from text', () => {
    const makers = files.filter(
      (file) =>
        file.endsWith('.js') &&
        /\beval\s*\(|\bFunction\s*\(/.test(readFileSync(path.join(dist, file), 'utf8').replace(/\bisFunction\s*\(/g, '')),
    );
    expect(makers).toEqual([]);
  });

  it('loads only what a page needs, and prepares the next package on any network', () => {
    expect(app.lazyCodeLoading).toBe('requiredComponents');
    for (const rule of Object.values(app.preloadRule)) expect(rule.network).toBe('all');
    for (const [page, { packages }] of Object.entries(app.preloadRule)) {
      const value = bytes((file) => packages.some((name) => inPackage(`packages/${name}`)(file)));
      expect({ where: page, value, holds: value <= 2 * MB }).toEqual({ where: page, value, holds: true });
    }
  });

  it('has tab icons of at most 40 KB', () => {
    for (const file of files.filter((each) => each.startsWith('assets/tabs/')))
      expect(statSync(path.join(dist, file)).size).toBeLessThanOrEqual(40 * 1024);
  });
});
