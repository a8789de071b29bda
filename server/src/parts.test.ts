import 'reflect-metadata';
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Controller, Inject, Provide } from '@midwayjs/core';
import { describe, expect, it } from '@jest/globals';
import { features, serverParts } from './parts';
import { answer } from './platform/gateway';
import { requireInjections } from './platform/injections';
import { readSettings } from './platform/settings';

const FEATURES = join(__dirname, 'features');

const filesUnder = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : /\.ts$/.test(name) && !/\.test\.ts$/.test(name) ? [path] : [];
  });
const sources = readdirSync(FEATURES).map((feature) => ({
  feature,
  text: filesUnder(join(FEATURES, feature))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n'),
}));
/** Every class that the container is meant to make, by its folder. */
const decorated = sources.flatMap(({ feature, text }) =>
  [...text.matchAll(/@(?:Singleton|Controller|Provide)\([^)]*\)\s*(?:export )?class (\w+)/g)].map((found) => `${feature}/${found[1]}`),
);

describe('manifests', () => {
  it('name every part of their own folder, and no other', () => {
    const named = features.flatMap((one) =>
      [...one.parts, ...(one.todos ?? []), ...(one.filePolicies ?? [])].map((part) => `${one.name}/${part.name}`),
    );
    expect(decorated.length).toBeGreaterThan(50);
    expect(named.sort()).toEqual([...decorated].sort());
  });

  it('give each topic that is sent exactly one consumer', () => {
    const named = sources.flatMap(({ text }) => [...text.matchAll(/topic: '([\w.]+)'/g)].map((found) => found[1]!));
    // What an owner of cases is told goes under a topic a kind, to the kinds that want to hear it.
    const told = sources.flatMap(({ text }) => [...text.matchAll(/tell(?:WhoHears)?\(\s*'([\w.]+)'/g)].map((found) => `${found[1]}/`));
    const consumed = features.flatMap((one) => (one.consumers ?? []).map((consumer) => consumer.topic));
    expect(new Set(consumed).size).toBe(consumed.length);
    const byPlatform = new Set(['audit']);
    const sent = [...named, ...told, 'notify'].filter((topic) => !byPlatform.has(topic));
    // The platform writes `notify`; `audit` it also consumes.
    const heard = new Set(consumed.map((topic) => topic.replace(/\/\w+$/, '/')));
    expect([...new Set(sent)].sort()).toEqual([...heard].sort());
  });

  it('hand topics and jobs only to parts of their own', () => {
    for (const { name, parts, consumers = [], jobs = [] } of features)
      for (const part of [...consumers.map((one) => one.part), ...jobs.map((one) => one.part)])
        expect({ where: `${name} ${part.name}`, value: parts, holds: parts.includes(part) }).toEqual({
          where: `${name} ${part.name}`,
          value: parts,
          holds: true,
        });
  });
});

@Provide()
abstract class Weather {
  abstract today(): string;
}

@Controller('/')
class Forecast {
  @Inject() private readonly whateverItIsCalled: Weather;
  say = () => this.whateverItIsCalled.today();
}

describe('injection', () => {
  it('refuses at the start what nobody provides, also when only a controller asks for it', () => {
    expect(() => requireInjections([Forecast], [], [])).toThrow('Forecast.whateverItIsCalled 没有提供者');
    expect(() => requireInjections([Forecast], [answer(Weather, { today: () => '晴' })], [])).not.toThrow();
  });

  it('finds everything that the parts of the product ask for, and misses any gateway that is taken away', () => {
    const secrets = join(mkdtempSync(join(tmpdir(), 'jzt-parts-')), 'secrets.json');
    writeFileSync(secrets, '{}');
    const settings = readSettings({ MONGODB_URI: 'mongodb://localhost/x', SECRETS_FILE: secrets, SIMULATOR_URL: 'http://localhost' });
    const { platform, features: all, gateways } = serverParts(settings);
    const classes = [...platform, ...all.flatMap((one) => [...one.parts, ...(one.todos ?? []), ...(one.filePolicies ?? [])])];
    const named = ['settings', 'requestLogger', 'clock', 'cipher', 'packs'];
    expect(() => requireInjections(classes, gateways, named)).not.toThrow();
    for (const gone of gateways)
      expect(() =>
        requireInjections(
          classes,
          gateways.filter((one) => one !== gone),
          named,
        ),
      ).toThrow('没有提供者');
  });
});
