import { randomUUID } from 'node:crypto';
import { allRoutes } from '@jzt/shared/contract/index';
import type { RouteSpec } from '@jzt/shared/contract/route';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { Role } from '@jzt/shared/domain/roles';
import { qinghai } from '@jzt/shared/policy/packs/qinghai';
import { printOf, type PrintedPack } from '@jzt/shared/policy/print';
import * as z from 'zod';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openApiDocument } from '../src/features/ops/openapi';
import { handledRoutes } from '../src/platform/http/handle';
import { Jobs } from '../src/platform/jobs';
import { caseSet, type CaseSet, type Owners } from '../testing/caseSet';
import { accessTokenOf } from '../testing/client';
import { course } from '../testing/courses';
import {
  assessmentBase,
  authority,
  baseAgent,
  enterprise,
  enterpriseStaff,
  HERE,
  institution,
  institutionStaff,
  ledgeredWorker,
  officer,
} from '../testing/people';
import { startWorld, type World } from '../testing/world';
import { MATRIX, RELATIONS, type Actor, type AnyAnswer, type Outcome, type Relation, type RouteId } from './accessMatrix';

/** Papers are exchanged where the tests stand, so that the list of those that are not has rows. */
const exchanging: PrintedPack = {
  ...qinghai,
  version: 'QH-EXCHANGING',
  effectiveFrom: '2023-01-02',
  services: { ...qinghai.services, EXCHANGE: [] },
  print: () => printOf(qinghai)!,
};
const MISSING = 'ffffffffffffffffffffffff';
let world: World;
/** An access token of somebody in each role. */
const tokens = {} as Record<Actor, string>;
/** One thing of every kind: of people of the callers' organisations, of others, and about each caller. */
let home: CaseSet;
let other: CaseSet;
let far: CaseSet;
const about = {} as Record<Actor, CaseSet>;

beforeAll(async () => {
  world = await startWorld({ packs: [exchanging] });
  const [school, employer, base, studied] = [await institution(), await enterprise(), await assessmentBase(), await course()];
  const here = { institutionId: school.id, enterpriseId: employer.id, baseId: base, course: studied };
  const elsewhere = async (jurisdiction: Jurisdiction) => ({
    jurisdiction,
    institutionId: (await institution({ jurisdictions: [jurisdiction] })).id,
    enterpriseId: (await enterprise({ jurisdictions: [jurisdiction] })).id,
    baseId: await assessmentBase(),
    course: studied,
  });
  const set = async (of: Omit<Owners, 'personId'>) => caseSet(world, { ...of, personId: (await ledgeredWorker(world)).id });
  const office = await authority();
  const people = {
    WORKER: await ledgeredWorker(world),
    INSTITUTION_STAFF: { ...(await institutionStaff(world, school.id)), organisationId: school.id },
    ENTERPRISE_STAFF: { ...(await enterpriseStaff(world, employer.id)), organisationId: employer.id },
    AUTHORITY_REVIEWER: { ...(await officer(world, 'AUTHORITY_REVIEWER')), organisationId: office },
    AUTHORITY_ISSUER: { ...(await officer(world, 'AUTHORITY_ISSUER')), organisationId: office },
    BASE_AGENT: { ...(await baseAgent(world, base)), organisationId: base },
  };
  for (const [role, { id, organisationId }] of Object.entries(people) as [Actor, { id: string; organisationId?: string }][]) {
    tokens[role] = await accessTokenOf(world, { id, organisationId, jurisdiction: HERE }, role);
    about[role] = await caseSet(world, { ...here, personId: id });
  }
  [home, other, far] = [await set(here), await set(await elsewhere(HERE)), await set(await elsewhere('500000'))];
  await (await world.server.get(Jobs)).runNow('audit.seal');
});
afterAll(() => world.stop());

/** Whose things a caller is shown: for a worker their own is what is about them. */
const setOf = (role: Actor, relation: Relation): CaseSet =>
  ({ own: role === 'WORKER' ? about.WORKER : home, self: about[role], other, far })[relation];

interface JsonSchema {
  type?: string;
  properties?: Record<string, unknown>;
  required?: string[];
  items?: unknown;
  prefixItems?: unknown[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: unknown[];
  minLength?: number;
  minItems?: number;
  minimum?: number;
  pattern?: string;
  format?: string;
}

/** Some body that has the contract's shape, so that the refusal is about the person and not about the form. */
function example(schema: unknown): unknown {
  const {
    type,
    properties = {},
    required = [],
    items,
    enum: choices,
    const: only,
    minLength = 0,
    minItems = 1,
    minimum = 1,
    pattern,
    anyOf,
    format,
    prefixItems,
  } = schema as JsonSchema;
  if (only !== undefined) return only;
  if (choices) return choices[0];
  if (anyOf) return example(anyOf[0]);
  if (type === 'object')
    return Object.fromEntries(
      Object.entries(properties)
        .filter(([key]) => required.includes(key))
        .map(([key, value]) => [key, example(value)]),
    );
  if (type === 'array') return prefixItems ? prefixItems.map(example) : Array.from({ length: Math.max(minItems, 1) }, () => example(items));
  if (type === 'boolean') return true;
  if (type === 'integer' || type === 'number') return Math.max(minimum, 1);
  if (format === 'date-time') return '2099-01-01T00:00:00.000Z';
  if (format === 'date') return '2099-01-01';
  const shapes: Record<string, string> = {
    '^[0-9a-f]{24}$': MISSING,
    '^1[3-9]\\d{9}$': '13900009999',
    '^\\d{6}$': '123456',
    '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$': 'q1',
    '^\\d{17}[\\dX]$': '99010119800101001X',
  };
  return shapes[pattern ?? ''] ?? '某'.repeat(Math.max(minLength, 2));
}
const bodyOf = (route: RouteSpec) => route.body && example(z.toJSONSchema(route.body as never, { io: 'input', unrepresentable: 'any' }));

interface Reply {
  status: number;
  code?: string;
  message?: string;
  text: string;
}

async function ask(route: RouteSpec, token: string | undefined, id = MISSING, sent: object | undefined = undefined): Promise<Reply> {
  const headers: Record<string, string> = {
    ...(token && { authorization: `Bearer ${token}` }),
    ...(route.idempotent && { 'idempotency-key': randomUUID() }),
  };
  let body: string | FormData | undefined;
  if (route.upload) {
    body = new FormData();
    body.append('file', new Blob(['no photo']), 'a.jpg');
  } else if (route.body) {
    headers['content-type'] = 'application/json';
    body = JSON.stringify(sent ?? bodyOf(route));
  }
  const path = route.path.replace(':sourceKind', 'APPLICATION').replace(':part', 'idFront').replace(/:\w+/g, id);
  const response = await fetch(`${world.url}${path}?limit=100`, { method: route.method, headers, body });
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json') ? (JSON.parse(text) as Record<string, unknown>) : {};
  // A batch answers for each of its things by itself.
  const [result] = (json.results as { ok: boolean; message: string }[] | undefined) ?? [];
  if (result && !result.ok) return { status: 200, code: result.message, message: result.message, text };
  return { status: response.status, code: json.code as string | undefined, message: json.message as string | undefined, text };
}

/** Nobody’s things: enterprises by name, for whoever has to name theirs, and the courses of a province; and hours of one’s own, which are counted in another province than this. */
const LISTED_AS_SELF = ['organisation.searchEnterprises', 'course.list', 'yearlyHours.accounts'];
const isPaged = ({ response }: RouteSpec): boolean =>
  !!response && 'nextCursor' in ((z.toJSONSchema(response as never, { unrepresentable: 'any' }) as JsonSchema).properties ?? {});

const guarded = allRoutes.filter((route) => route.access !== 'PUBLIC');
const actors = () => Object.keys(tokens) as Actor[];
const mayCall = (route: RouteSpec, role: Role) => route.access === 'SIGNED_IN' || (route.access as readonly Role[]).includes(role);
const answerOf = (route: RouteSpec) => MATRIX[route.id as RouteId] as AnyAnswer;
const routesOf = <T extends AnyAnswer>(is: (one: AnyAnswer) => one is T) =>
  guarded.flatMap((route) => {
    const answer = answerOf(route);
    return is(answer) ? [[route.id, route, answer] as const] : [];
  });
type Things = Extract<AnyAnswer, { of: unknown }>;
type Lists = Extract<AnyAnswer, { lists: unknown }>;

describe('contract', () => {
  it('every route has a handler, an entry in OpenAPI, a response or a file, and an id of its own', () => {
    expect([...handledRoutes()].sort()).toEqual(allRoutes.map((route) => route.id).sort());
    const operations = Object.values(
      (openApiDocument() as { paths: Record<string, Record<string, { operationId: string }>> }).paths,
    ).flatMap((path) => Object.values(path).map((one) => one.operationId));
    expect(operations.sort()).toEqual(allRoutes.map((route) => route.id).sort());
    expect(allRoutes.filter((route) => !route.response && !route.binary)).toEqual([]);
    expect(new Set(allRoutes.map((route) => `${route.method} ${route.path}`)).size).toBe(allRoutes.length);
  });

  it('every route has its answer in the matrix, for exactly the roles that may call it', () => {
    expect(Object.keys(MATRIX).sort()).toEqual(allRoutes.map((route) => route.id).sort());
    for (const route of allRoutes) {
      const answer = answerOf(route);
      expect([route.id, answer === 'PUBLIC']).toEqual([route.id, route.access === 'PUBLIC']);
      if (typeof answer === 'object')
        expect([route.id, Object.keys(answer.roles).sort()]).toEqual([
          route.id,
          actors()
            .filter((role) => mayCall(route, role))
            .sort(),
        ]);
      // What names a thing in its address has to say who meets it.
      if (route.path.includes(':') && route.access !== 'PUBLIC') expect([route.id, typeof answer]).toEqual([route.id, 'object']);
    }
  });

  it('a list that comes in pages is one of things, and the matrix says whose', () => {
    expect(allRoutes.filter((route) => isPaged(route) && answerOf(route) === 'SELF').map(({ id }) => id)).toEqual(LISTED_AS_SELF);
  });
});

describe('every route × every role', () => {
  it.each(guarded.map((route) => [route.id, route] as const))(
    '%s is closed without a token and to every role that is not listed',
    async (_id, route) => {
      expect(await ask(route, undefined)).toMatchObject({ status: 401, code: 'SIGN_IN_REQUIRED' });
      expect((await ask(route, 'not.a.token')).status).toBe(401);
      const others = actors().filter((role) => !mayCall(route, role));
      const replies = await Promise.all(others.map(async (role) => ({ role, ...(await ask(route, tokens[role], home.submitted)) })));
      for (const reply of replies)
        expect(reply).toMatchObject({ status: 403, code: 'ROLE_NOT_ALLOWED', message: expect.stringContaining('身份') });
    },
  );

  it.each(routesOf((one): one is Lists => typeof one === 'object' && 'lists' in one))(
    '%s lists what the caller may see and nothing else',
    async (_id, route, { lists, roles }) => {
      for (const role of actors().filter((one) => mayCall(route, one))) {
        const { status, text } = await ask(route, tokens[role]);
        const shown = RELATIONS.filter((relation) => text.includes(`"${setOf(role, relation)[lists]}"`));
        expect({ role, status, shown }).toEqual({ role, status: 200, shown: roles[role] });
      }
    },
  );

  it.each(routesOf((one): one is Things => typeof one === 'object' && 'of' in one))(
    '%s meets own, other people’s, other organisations’ and other provinces’ things',
    async (_id, route, { of, body, inBody, roles }) => {
      for (const role of actors().filter((one) => mayCall(route, one))) {
        const kind = typeof of === 'string' ? of : of[role];
        const meet = (id: string, set: CaseSet) =>
          ask(route, tokens[role], inBody ? inBody.address && setOf(role, 'own')[inBody.address] : id, body?.(id, set));
        const missing = await meet(MISSING, home);
        // What may be done changes the world, so that it comes last.
        const order = [...RELATIONS].sort((a, b) => Number(roles[role][a] === 'OPEN') - Number(roles[role][b] === 'OPEN'));
        for (const relation of order) {
          const set = setOf(role, relation);
          const reply = await meet(set[kind], set);
          expect({ role, relation, reply, outcome: outcomeOf(reply, missing) }).toMatchObject({
            role,
            relation,
            outcome: roles[role][relation],
          });
        }
      }
    },
  );

  it('O-18 an officer is told nothing of a person who never asked for their eyes', async () => {
    const decide = allRoutes.find((route) => route.id === 'identity.decideManual')!;
    const ledgered = await ledgeredWorker(world);
    const { of: _, body } = MATRIX['identity.decideManual'] as Things;
    const answers = await Promise.all([ledgered.id, MISSING].map((id) => ask(decide, tokens.AUTHORITY_REVIEWER, id, body!(id, home))));
    expect(answers.map(({ status, code, message }) => ({ status, code, message }))).toEqual(
      Array.from({ length: 2 }, () => ({ status: 404, code: 'NOT_FOUND', message: expect.any(String) })),
    );
  });

  // Signing out ends what the others need.
  const selfRoutes = routesOf((one): one is 'SELF' => one === 'SELF').sort(
    ([a], [b]) => Number(a === 'session.signOut') - Number(b === 'session.signOut'),
  );

  it.each(selfRoutes)('%s is about the caller, and every role that is listed is let in', async (_id, route) => {
    for (const role of actors().filter((one) => mayCall(route, one))) {
      const { status, code } = await ask(route, tokens[role]);
      expect({ role, status, code, in: ![401, 403, 500].includes(status) }).toEqual({ role, status, code, in: true });
    }
  });
});

/** Hidden means: word by word what a thing that never was would answer. */
function outcomeOf({ status, code, message }: Reply, missing: Reply): Outcome | 'BROKEN' {
  const gone = code === missing.code && message === missing.message;
  if (status === 404) return gone && code === 'NOT_FOUND' ? 'HIDDEN' : 'BROKEN';
  if (status === 200 && message) return gone ? 'HIDDEN' : message.includes('本人') ? 'OWN_CASE' : 'OPEN';
  if (status === 403) return /\p{Script=Han}/u.test(message ?? '') ? (code === 'OWN_CASE' ? 'OWN_CASE' : 'WRONG_ROLE') : 'BROKEN';
  return status === 401 || status >= 500 ? 'BROKEN' : 'OPEN';
}
