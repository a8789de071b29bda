import type { Clause, RuleId } from './core';
import type { Pack } from './pack';
import { PACKS } from './packs';
import { printOf } from './print';
import { RULE_IDS, SAID_WITH } from './ruleIds';
import type { RuleEntry } from './ruleIds';
import * as rules from './rules';

export interface RulesSources {
  /** Titles of tests with their file, as a link from the page. */
  readonly tests: readonly { readonly file: string; readonly title: string }[];
  /** The server's code, without its tests. */
  readonly server: readonly string[];
}

const ENGINE = 'engine:';

/** Services of the packs in which the function speaks for the rule; undefined for a function that is no rule of a service. */
function servicesOf(id: RuleId, name: string): string[] | undefined {
  const rule: unknown = rules[name as keyof typeof rules];
  const clauses = PACKS.flatMap(({ services }) =>
    Object.entries(services).flatMap(([service, list]) => list.map((clause) => ({ service, clause }))),
  ).filter(({ clause }) => clause.rule === rule);
  if (clauses.length === 0) return undefined;
  const named = clauses.filter(({ clause }) => clause.id === id || clause.id === SAID_WITH.get(id));
  // A rule that stands beside a value of the pack is read by every clause of the function.
  return [...new Set((named.length ? named : clauses).map((one) => one.service))].sort();
}

/** What the server asks: services of the law, and functions of the policy that it calls itself. */
function askedBy(server: readonly string[]): (id: RuleId, name: string) => { asked: string[]; not: string[] } {
  // In the call itself, or in a table of what is asked for which business.
  const services = new Set(
    server.flatMap((code) => [...code.matchAll(/(?:\.(?:decide|require)\(\s*|\blaw: )'([A-Z_]+)'/g)].map((match) => match[1])),
  );
  const functions = new Set(
    server.flatMap((code) =>
      [...code.matchAll(/import (?:type )?\{([^}]*)\} from '@jzt\/shared\/policy\/[^']*'/g)].flatMap(
        (match) => match[1]!.match(/\w+/g) ?? [],
      ),
    ),
  );
  return (id, name) => {
    const own = servicesOf(id, name);
    const all = own ?? [`${name}()`];
    const isAsked = (one: string) => (own ? services.has(one) : functions.has(name));
    return { asked: all.filter(isAsked), not: all.filter((one) => !isAsked(one)) };
  };
}

const engineOf = ({ by }: RuleEntry) => by.filter((place) => place.startsWith(ENGINE)).map((place) => place.slice(ENGINE.length));

/** Paths of all values of a pack that are in no source. */
function demoValues(value: unknown, path: string): string[] {
  if (value === null || typeof value !== 'object') return [];
  if ('demo' in value && value.demo === true) return [`${path} = ${JSON.stringify((value as { value?: unknown }).value)}`];
  return Object.entries(value).flatMap(([key, inner]) => demoValues(inner, `${path}.${key}`));
}

const nameOf = (clause: Clause): string => Object.entries(rules).find(([, rule]) => rule === clause.rule)?.[0] ?? '';

const awaiting = (pack: Pack): string[] =>
  [
    ...demoValues(pack.kinds, 'kinds'),
    ...Object.entries(pack.services).flatMap(([service, clauses]) =>
      clauses.flatMap((one) => demoValues(one.given, `${service} ${one.id}`)),
    ),
    ...Object.entries(pack.services)
      .filter(([, clauses]) => clauses.some((one) => one.id === 'A-23'))
      .map(
        ([service, clauses]) =>
          `${service}: ${clauses
            .filter((one) => one.id === 'A-23')
            .map(nameOf)
            .join(', ')}`,
      ),
    ...demoValues(printOf(pack) ?? {}, 'print'),
  ].map((line) => `- ${pack.nameZh} \`${pack.version}\`: \`${line}\``);

/** The page of the docs with every rule: where it is enforced, whether the server asks it today, and which tests are named by it. */
export function rulesPage({ tests, server }: RulesSources): string {
  const ask = askedBy(server);
  const testsOf = (id: RuleId) => [...new Set(tests.filter(({ title }) => new RegExp(`\\b${id}\\b`).test(title)).map(({ file }) => file))];
  const rows = RULE_IDS.map((entry) => {
    const found = engineOf(entry).map((name) => ask(entry.id, name));
    const asked = [...new Set(found.flatMap((one) => one.asked))];
    const not = [...new Set(found.flatMap((one) => one.not))].filter((one) => !asked.includes(one));
    return { entry, asked, not };
  });
  const idle = rows.filter(
    ({ entry, asked, not }) => not.length > 0 && asked.length === 0 && entry.by.every((place) => place.startsWith(ENGINE)),
  );
  const line = ({ entry, asked, not }: (typeof rows)[number]) => {
    const places = entry.by.map((place) => `\`${place}\``).join(' ');
    const words = [asked.join(' '), not.length ? `not asked yet: ${not.join(' ')}` : ''].filter(Boolean).join('; ') || '—';
    const links = testsOf(entry.id).map((file) => `[${file.split('/').at(-1)}](${file})`);
    return `| ${entry.id} | ${entry.ruleZh} | ${places} | ${words} | ${links.join(' ') || '—'} |`;
  };
  return `# Rules

Written by \`node shared/docs/rules.mjs\` from \`shared/policy/ruleIds.ts\`, the packs, the server's code and the titles of the tests.
\`engine:\` names a function of \`shared/policy\`, \`screen:\` a place of the mini-program, \`process:\` a place of the server; a place that carries nothing yet has no test.
"Asked" names the services in which a rule of the engine speaks and which the server asks today (\`law.decide\`, \`law.require\`), and those it does not ask yet.

| rule | 规定 | enforced by | asked by the server | tests |
|---|---|---|---|---|
${rows.map(line).join('\n')}

## Rules that only the engine knows and nobody asks yet

${idle.length} of ${RULE_IDS.length}: ${idle.map(({ entry }) => entry.id).join(' ')}

## Values that await the authority's signature (A-23)

They are in no source; the packs mark them \`demo\`.

${PACKS.flatMap(awaiting).join('\n')}
`;
}
