import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const src = path.join(__dirname, '..');
/** Where something is filled in, taken or watched, a thumb that slips is not to begin anew. */
const FORMS = [
  'packages/admin/authorise',
  'packages/admin/register',
  'packages/application/form',
  'packages/certificate/missing',
  'packages/filing/edit',
  'packages/identity/card',
  'packages/identity/confirm',
  'packages/identity/employer',
  'packages/identity/face',
  'packages/identity/manual',
  'packages/identity/second-factor',
  'packages/staff/class-new',
  'packages/staff/hours-form',
  'packages/study/player',
  'packages/transfer/choose',
  'packages/transfer/claim',
  'packages/transfer/face',
];

const pages = (readdirSync(src, { recursive: true }) as string[])
  .filter((file) => file.endsWith('index.config.ts'))
  .map((file) => path.dirname(file))
  .sort();

/** The sources of a page: its own, and what it takes from beside it in its package. */
function sourcesOf(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file)) return known;
  known.add(file);
  for (const [, asked] of readFileSync(file, 'utf8').matchAll(/from '(\.[^']*)'/g)) {
    const found = ['.tsx', '.ts', '/index.tsx', '/index.ts'].map((end) => path.join(path.dirname(file), `${asked}${end}`)).find(existsSync);
    if (found) sourcesOf(found, known);
  }
  return known;
}

const reads = (page: string): boolean =>
  [...sourcesOf(path.join(src, page, 'index.tsx'))].some((file) => /\buse(Query|Pages)\(/.test(readFileSync(file, 'utf8')));
const isPulled = (page: string): boolean => readFileSync(path.join(src, page, 'index.config.ts'), 'utf8').includes('enablePullDownRefresh');

describe('every page that reads asks again when it is pulled down', () => {
  it.each(pages.filter((page) => reads(page) && !FORMS.includes(page)))('%s', (page) => {
    expect(isPulled(page)).toBe(true);
  });

  it('no form does, and the list names no other page', () => {
    expect(FORMS.filter((page) => !pages.includes(page) || !reads(page) || isPulled(page))).toEqual([]);
  });
});
