import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as packs from './packs';
import { PACKS } from './packs';
import * as print from './print';
import { RULE_IDS, SAID_WITH } from './ruleIds';
import * as rules from './rules';

const testFiles = ['.', 'rules'].flatMap((folder) =>
  readdirSync(join(__dirname, folder))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join(folder, name)),
);
const titles = testFiles.flatMap((name) =>
  [...readFileSync(join(__dirname, name), 'utf8').matchAll(/\bit(?:\.each\([^)]*\))?\(\s*(['"`])(.*?)\1/g)].map((match) => match[2]!),
);
const functions: Record<string, unknown> = { ...rules, ...print, ...packs };
const engineRules = RULE_IDS.filter((one) => one.by.some((place) => place.startsWith('engine:')));

describe('the list of rules', () => {
  it('has all 148, each once, in order', () => {
    const run = (province: string, last: number) =>
      Array.from({ length: last }, (_none, index) => `${province}-${String(index + 1).padStart(2, '0')}`);
    expect(RULE_IDS.map((one) => one.id)).toEqual([
      ...run('CQ', 43),
      ...run('QH', 36),
      ...run('HN', 23),
      ...run('JX', 22),
      ...run('JS', 24),
    ]);
  });

  it.each(engineRules.map((one) => [one.id, one]))('%s has a test that is named by it', (id) => {
    expect(titles.filter((title) => new RegExp(`\\b${id}\\b`).test(title))).not.toEqual([]);
  });

  it('names functions that exist', () => {
    const named = RULE_IDS.flatMap((one) => one.by)
      .filter((place) => place.startsWith('engine:'))
      .map((place) => place.slice('engine:'.length));
    expect(named.filter((name) => typeof functions[name] !== 'function')).toEqual([]);
  });

  it('agrees with the packs', () => {
    const nameOf = new Map(Object.entries(rules).map(([name, value]) => [value as unknown, name]));
    const clauses = PACKS.flatMap(({ services }) => Object.values(services).flat());
    const inClauses = new Set(clauses.map((one) => `${one.id} engine:${nameOf.get(one.rule)}`));
    // Ids of the values that rules read from the pack, such as the territory of a kind.
    const inValues = new Set([...JSON.stringify(PACKS.map((pack) => pack.kinds)).matchAll(/"id":"([^"]+)"/g)].map((match) => match[1]));
    const isRule = (place: string) => nameOf.has(rules[place.slice('engine:'.length) as keyof typeof rules]);
    const pairs = engineRules.flatMap((one) => one.by.filter(isRule).map((place) => ({ id: one.id, place })));
    expect(
      pairs.filter(
        ({ id, place }) => !inClauses.has(`${id} ${place}`) && !inClauses.has(`${SAID_WITH.get(id)} ${place}`) && !inValues.has(id),
      ),
    ).toEqual([]);
    // And the other way round: a clause of a pack is in the list under its id.
    const listed = new Map(RULE_IDS.map((one) => [one.id as string, one.by as readonly string[]]));
    expect(
      [...inClauses].filter((pair) => {
        const [id = '', place = ''] = pair.split(' ');
        return listed.has(id) && !listed.get(id)!.includes(place);
      }),
    ).toEqual([]);
  });
});
