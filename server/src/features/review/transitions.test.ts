import { applicationRoutes } from '@jzt/shared/contract/application';
import { reviewRoutes } from '@jzt/shared/contract/review';
import type { RouteSpec } from '@jzt/shared/contract/route';
import type { Role } from '@jzt/shared/domain/roles';
import { step } from '@jzt/shared/workflow/machine';
import { application as machine } from '@jzt/shared/workflow/machines/application';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signIn, type Client, type Reply } from '../../../testing/client';
import {
  applicationIn,
  employ,
  enterprise,
  enterpriseStaff,
  institution,
  institutionStaff,
  ledgeredWorker,
  officer,
  portraitOf,
} from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { ApplicationModel, type Application } from '../application/application.model';
import type { ApplicationEvent, ApplicationStatus } from '../application/application.service';
import { today } from '../../platform/clock';

let world: World;
let schoolId: string;
let companyId: string;
const clients = {} as Record<'INSTITUTION_STAFF' | 'ENTERPRISE_STAFF' | 'AUTHORITY_REVIEWER' | 'AUTHORITY_ISSUER', Client>;

interface Target {
  id: string;
  version: number;
  portraitFileId: string;
}

interface Action {
  name: string;
  role: 'WORKER' | 'INSTITUTION_STAFF' | 'AUTHORITY_REVIEWER';
  event: ApplicationEvent;
  send(client: Client, target: Target): Promise<Pick<Reply<RouteSpec>, 'status' | 'error'>>;
}

const reason = '表格驱动的测试';
const decide =
  (decision: 'PASS' | 'RETURN' | 'REJECT') =>
  (client: Client, { id, version }: Target) =>
    client.call(reviewRoutes.decide, { params: { id }, body: { decision, reason, version } });
const conclude =
  (decision: 'PASS' | 'REJECT') =>
  (client: Client, { id, version }: Target) =>
    client.call(reviewRoutes.decideInsurance, { params: { id }, body: { decision, reason, version } });

/** Everything that the routes of this path can do to an application. Correcting comes first: the law wants it to be the person's only open one. */
const ACTIONS: Action[] = [
  {
    name: '修改重新提交',
    role: 'WORKER',
    event: 'submit',
    send: (client, { id, version, portraitFileId }) =>
      client.call(applicationRoutes.resubmit, {
        params: { id },
        body: {
          institutionId: schoolId,
          education: '大专',
          medicalOn: today(world.clock),
          portraitFileId,
          declaredTrue: true,
          selfChecked: true,
          version,
        },
      }),
  },
  {
    name: '撤回',
    role: 'WORKER',
    event: 'withdraw',
    send: (client, { id, version }) => client.call(applicationRoutes.withdraw, { params: { id }, body: { version } }),
  },
  { name: '通过', role: 'INSTITUTION_STAFF', event: 'institutionPass', send: decide('PASS') },
  { name: '退回', role: 'INSTITUTION_STAFF', event: 'institutionReturn', send: decide('RETURN') },
  { name: '驳回', role: 'INSTITUTION_STAFF', event: 'institutionReject', send: decide('REJECT') },
  { name: '核查通过', role: 'AUTHORITY_REVIEWER', event: 'authorityPass', send: conclude('PASS') },
  { name: '核查不通过', role: 'AUTHORITY_REVIEWER', event: 'authorityReject', send: conclude('REJECT') },
  {
    name: '重新核查',
    role: 'AUTHORITY_REVIEWER',
    event: 'resumeAuthorityCheck',
    send: (client, { id, version }) => client.call(reviewRoutes.recheckInsurance, { params: { id }, body: { version } }),
  },
];

const STATES = Object.keys(machine.states) as ApplicationStatus[];
const stored = (id: string) => ApplicationModel.findById(id).lean<Application>();

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T02:00:00Z' });
  schoolId = (await institution()).id;
  companyId = (await enterprise()).id;
  clients.INSTITUTION_STAFF = await signIn(world, (await institutionStaff(world, schoolId)).phone);
  clients.ENTERPRISE_STAFF = await signIn(world, (await enterpriseStaff(world, companyId)).phone);
  clients.AUTHORITY_REVIEWER = await signIn(world, (await officer(world)).phone);
  clients.AUTHORITY_ISSUER = await signIn(world, (await officer(world, 'AUTHORITY_ISSUER')).phone);
});
afterAll(() => world?.stop());

async function applicant(): Promise<{ client: Client; make(status: ApplicationStatus): Promise<Target> }> {
  const person = await ledgeredWorker(world);
  const employmentId = await employ(world, person.id, companyId);
  const portraitFileId = await portraitOf(world, person.id);
  const fields = {
    personId: person.id,
    institutionId: schoolId,
    enterpriseId: companyId,
    employmentId,
    portraitFileId,
    insurance: { state: 'WAITING' as const, attempts: 1 },
  };
  return {
    client: await signIn(world, person.phone),
    make: async (status) => ({ id: await applicationIn(world, status, fields), version: 1, portraitFileId }),
  };
}

describe('every step of the table, and no other, over HTTP', () => {
  it.each(STATES)('from %s', async (state) => {
    const { client, make } = await applicant();
    for (const action of ACTIONS) {
      const target = await make(state);
      const reply = await action.send(action.role === 'WORKER' ? client : clients[action.role], target);
      const legal = step(machine, state, action.event, action.role);
      const after = (await stored(target.id))!;
      const said = `${action.name}: ${reply.status} ${reply.error?.code}`;
      if (legal.ok) {
        // What follows by itself may already have been done.
        expect([said, after.history[0]?.event]).toEqual([`${action.name}: 200 undefined`, action.event]);
        continue;
      }
      const hidden = action.role !== 'WORKER' && (state === 'DRAFT' || state === 'CHECK_PENDING');
      expect(said).toBe(`${action.name}: ${hidden ? '404 NOT_FOUND' : '409 ILLEGAL_TRANSITION'}`);
      expect([after.status, after.version, after.history.length]).toEqual([state, 1, 0]);
    }
  });

  it.each(ACTIONS.map((one) => [one.name, one] as const))('%s is nobody else’s', async (_name, action) => {
    const from = machine.transitions.find((row) => row.event === action.event && row.who.includes(action.role))!.from;
    const { client, make } = await applicant();
    const target = await make(from);
    const others = Object.entries({ ...clients, WORKER: client } as Partial<Record<Role, Client>>).filter(([role]) => role !== action.role);
    expect(others).toHaveLength(4);
    for (const [role, other] of others) {
      const reply = await action.send(other!, target);
      expect([role, reply.status, reply.error.code]).toEqual([role, 403, 'ROLE_NOT_ALLOWED']);
    }
    expect((await stored(target.id))!.version).toBe(1);
  });
});
