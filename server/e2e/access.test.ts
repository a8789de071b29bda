import { randomUUID } from 'node:crypto';
import { allRoutes } from '@jzt/shared/contract/index';
import type { RouteSpec } from '@jzt/shared/contract/route';
import { ROLES, type Role } from '@jzt/shared/domain/roles';
import * as z from 'zod';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openApiDocument } from '../src/features/ops/openapi';
import { handledRoutes } from '../src/platform/http/handle';
import { accessTokenOf } from '../testing/client';
import {
  assessmentBase,
  authority,
  baseAgent,
  enterprise,
  enterpriseStaff,
  institution,
  institutionStaff,
  ledgeredWorker,
  officer,
} from '../testing/people';
import { passedExam } from '../testing/passed';
import { startWorld, type World } from '../testing/world';

let world: World;
/** An access token of somebody in each role; none of them has to do with `foreign`. */
const tokens: Partial<Record<Role, string>> = {};
/** Ids of other people's things; a route of any kind is asked about all of them. */
let foreign: string[];

beforeAll(async () => {
  world = await startWorld();
  const [school, employer, base] = [await institution(), await enterprise(), await assessmentBase()];
  const people: Partial<Record<Role, { id: string; organisationId?: string }>> = {
    WORKER: await ledgeredWorker(world),
    INSTITUTION_STAFF: { ...(await institutionStaff(world, school.id)), organisationId: school.id },
    ENTERPRISE_STAFF: { ...(await enterpriseStaff(world, employer.id)), organisationId: employer.id },
    AUTHORITY_REVIEWER: { ...(await officer(world, 'AUTHORITY_REVIEWER')), organisationId: await authority() },
    AUTHORITY_ISSUER: { ...(await officer(world, 'AUTHORITY_ISSUER')), organisationId: await authority() },
    BASE_AGENT: { ...(await baseAgent(world, base)), organisationId: base },
  };
  for (const [role, one] of Object.entries(people)) tokens[role as Role] = await accessTokenOf(world, one, role as Role);
  const exam = await passedExam(world, {});
  foreign = [exam.planId, exam.people[0]!.applicationId, exam.people[0]!.sessionId, exam.people[0]!.id, 'ffffffffffffffffffffffff'];
});
afterAll(() => world.stop());

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
    '^[0-9a-f]{24}$': foreign[1]!,
    '^1[3-9]\\d{9}$': '13900009999',
    '^\\d{6}$': '123456',
    '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$': 'q1',
    '^\\d{17}[\\dX]$': '99010119800101001X',
  };
  return shapes[pattern ?? ''] ?? '某'.repeat(Math.max(minLength, 2));
}
const bodyOf = (route: RouteSpec) => route.body && example(z.toJSONSchema(route.body as never, { io: 'input', unrepresentable: 'any' }));

async function ask(route: RouteSpec, token: string | undefined, id: string): Promise<{ status: number; code?: string }> {
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
    body = JSON.stringify(bodyOf(route));
  }
  const response = await fetch(world.url + route.path.replace(':sourceKind', 'APPLICATION').replace(/:\w+/g, id), {
    method: route.method,
    headers,
    body,
  });
  const answer = (await response.json().catch(() => ({}))) as { code?: string };
  return { status: response.status, code: answer.code };
}

const guarded = allRoutes.filter((route) => route.access !== 'PUBLIC');
const mayCall = (route: RouteSpec, role: Role) => route.access === 'SIGNED_IN' || (route.access as readonly Role[]).includes(role);

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
});

describe('every route × every role', () => {
  it.each(guarded.map((route) => [route.id, route] as const))(
    '%s is closed without a token and to every role that is not listed',
    async (_id, route) => {
      expect(await ask(route, undefined, foreign[0]!)).toEqual({ status: 401, code: 'SIGN_IN_REQUIRED' });
      expect((await ask(route, 'not.a.token', foreign[0]!)).status).toBe(401);
      for (const role of ROLES) {
        const token = tokens[role];
        if (token && !mayCall(route, role))
          expect({ where: role, value: await ask(route, token, foreign[0]!) }).toEqual({
            where: role,
            value: { status: 403, code: 'ROLE_NOT_ALLOWED' },
          });
      }
    },
  );

  const OFFICERS: readonly Role[] = ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'];
  const objects = guarded.filter((route) => route.path.includes(':') && route.id !== 'organisation.viewInstitution');

  it.each(objects.map((route) => [route.id, route] as const))("%s answers nothing about somebody else's object", async (_id, route) => {
    for (const role of ROLES) {
      const token = tokens[role];
      // An officer's duty reaches every case of the province.
      if (!token || !mayCall(route, role) || OFFICERS.includes(role)) continue;
      for (const id of foreign) {
        const { status, code } = await ask(route, token, id);
        const hidden = status === 404 || (status === 403 && code === 'SCORE_NOT_YOURS');
        expect({ role, id, status, code, hidden }).toEqual({ role, id, status, code, hidden: true });
      }
    }
  });
});
