import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { TOPICS_ZH } from './deadLetter.presenter';

const src = path.join(__dirname, '../..');
const sources = (readdirSync(src, { recursive: true }) as string[])
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => readFileSync(path.join(src, file), 'utf8'));
const topics = new Set(sources.flatMap((code) => [...code.matchAll(/\btopic: '([\w.]+)'/g)].map((match) => match[1]!)));

describe('what keeps failing', () => {
  it.each([...topics].sort())('%s is said in words', (topic) => {
    expect(TOPICS_ZH[topic]).toMatch(/\p{Script=Han}/u);
  });
});
