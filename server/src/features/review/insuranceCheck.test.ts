import { applicationRoutes } from '@jzt/shared/contract/application';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { reviewRoutes as routes } from '@jzt/shared/contract/review';
import { makeIdNumber } from '@jzt/shared/domain/idNumber';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { signIn, type Client } from '../../../testing/client';
import {
  applicationIn,
  employ,
  enterprise,
  institution,
  institutionStaff,
  ledgeredWorker,
  officer,
  type SeededPerson,
} from '../../../testing/people';
import { seedOutside, setFault } from '../../../testing/simulators';
import { startWorld, type World } from '../../../testing/world';
import { Outbox } from '../../platform/outbox';
import { ApplicationModel, type Application } from '../application/application.model';
import { eventually } from '../../../testing/eventually';

let world: World;
let school: Awaited<ReturnType<typeof institution>>;
let company: Awaited<ReturnType<typeof enterprise>>;
let teacher: Client;
let reviewer: Client;
let issuer: Client;
let officerPerson: SeededPerson;

interface Passed {
  id: string;
  person: SeededPerson;
}

/** An application that the institution has just passed; `sequence` picks what the bureau knows (see its simulator). */
async function passed(sequence?: number): Promise<Passed> {
  const person = await ledgeredWorker(world, {
    name: '周小山',
    ...(sequence !== undefined && { idNumber: makeIdNumber('1990-02-02', sequence) }),
  });
  const employmentId = await employ(world, person.id, company.id);
  const id = await applicationIn(world, 'SUBMITTED', {
    personId: person.id,
    institutionId: school.id,
    enterpriseId: company.id,
    employmentId,
  });
  await teacher.ok(routes.decide, { params: { id }, body: { decision: 'PASS', version: 1 } });
  return { id, person };
}

const look = (id: string) => reviewer.ok(routes.viewForAuthority, { params: { id } });
const settled = async (id: string) => {
  await world.settle();
  return look(id);
};
/** A case that has failed to get an answer once. */
async function stuck(): Promise<Passed> {
  await setFault(world, 'insurance', { mode: 'down' });
  const one = await passed();
  expect(await settled(one.id)).toMatchObject({ status: 'AUTH_CHECK_PENDING' });
  return one;
}

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T02:00:00Z' });
  school = await institution();
  company = await enterprise({ name: '青海测试建筑有限公司' });
  officerPerson = await officer(world);
  teacher = await signIn(world, (await institutionStaff(world, school.id)).phone);
  reviewer = await signIn(world, officerPerson.phone);
  issuer = await signIn(world, (await officer(world, 'AUTHORITY_ISSUER')).phone);
});
afterAll(() => world?.stop());
afterEach(() => setFault(world, 'insurance', { mode: 'ok' }));

describe('the bureau answers', () => {
  it('QH-12 QH-13 the employer pays: the application waits for training', async () => {
    const { id, person } = await passed();
    const done = await settled(id);
    expect(done).toMatchObject({ status: 'AUTH_PASSED', insurance: { state: 'MATCH', attempts: 0, checkedAt: expect.any(String) } });
    expect(done.timeline.map((line) => [line.labelZh, line.byRole])).toEqual([
      ['审核通过', 'INSTITUTION_STAFF'],
      ['转社保核查', 'SYSTEM'],
      ['社保核查通过', 'SYSTEM'],
    ]);
    const client = await signIn(world, person.phone);
    expect((await client.ok(inboxRoutes.list)).items.map((one) => one.title)).toEqual(['审核通过，等待培训', '机构审核通过']);
    expect((await ApplicationModel.findById(id).lean<Application>())!.history.at(-1)).toMatchObject({
      packVersion: 'QH-1',
      ruleIds: ['QH-05', 'QH-12'],
    });
  });

  it.each([
    [902, 'MISMATCH', '社保单位与聘用企业不一致：社保在海东模拟建筑劳务有限公司，聘用企业是青海测试建筑有限公司'],
    [901, 'NOT_INSURED', '没有查到青海测试建筑有限公司为您缴的社保'],
  ] as const)('QH-12 QH-22 …%d: refused with the reason', async (sequence, state, reason) => {
    const { id, person } = await passed(sequence);
    expect(await settled(id)).toMatchObject({ status: 'AUTH_REJECTED', insurance: { state } });
    const client = await signIn(world, person.phone);
    expect(await client.ok(applicationRoutes.view, { params: { id } })).toMatchObject({
      status: 'AUTH_REJECTED',
      reason,
      canEdit: false,
      canWithdraw: false,
    });
    expect((await client.ok(inboxRoutes.list)).items[0]).toMatchObject({ title: '社保核查未通过', body: expect.stringContaining(reason) });
  });

  it('QH-12 asks for this month: a payment that ended last month is none', async () => {
    const person = await ledgeredWorker(world);
    await seedOutside(world, 'insurance', {
      records: [
        { idNumber: person.idNumber, creditCode: company.creditCode, enterpriseName: company.name, from: '2020-01', to: '2026-02' },
      ],
    });
    const id = await applicationIn(world, 'SUBMITTED', {
      personId: person.id,
      institutionId: school.id,
      enterpriseId: company.id,
      employmentId: await employ(world, person.id, company.id),
    });
    await teacher.ok(routes.decide, { params: { id }, body: { decision: 'PASS', version: 1 } });
    expect(await settled(id)).toMatchObject({ status: 'AUTH_REJECTED', insurance: { state: 'NOT_INSURED' } });
  });
});

describe('A-24 while the bureau gives no answer', () => {
  const faults = [
    ['down', { mode: 'down' }],
    ['slow', { mode: 'slow', ms: 60_000 }],
    ['a page instead of data', { mode: 'garbage', as: 'html' }],
    ['data of a wrong shape', { mode: 'garbage', as: 'json' }],
    ['a forged answer', { mode: 'wrong' }],
  ] as const;
  it.each(faults)(
    '%s: the case waits, neither passed nor refused, and recovers by itself',
    async (_name, fault) => {
      await setFault(world, 'insurance', fault);
      const { id } = await passed();
      await eventually(async () => expect((await settled(id)).status).toBe('AUTH_CHECK_PENDING'), { within: 20_000, every: 200 });
      expect(await look(id)).toMatchObject({
        insurance: { state: 'WAITING', attempts: 1, nextAttemptAt: expect.any(String), stateZh: expect.stringContaining('自动重试') },
      });
      expect((await reviewer.ok(routes.insuranceQueue, { query: { limit: 100 } })).items.map((one) => one.id)).toContain(id);
      await setFault(world, 'insurance', { mode: 'ok' });
      world.clock.advance(20_000);
      expect(await settled(id)).toMatchObject({ status: 'AUTH_PASSED', insurance: { state: 'MATCH', attempts: 1 } });
    },
    60_000,
  );

  it('is asked again with growing pauses, without a line in the timeline for every attempt', async () => {
    const { id } = await stuck();
    const pauses: number[] = [];
    const now = () => world.clock.now().getTime();
    for (let attempt = 1; attempt <= 5; attempt++) {
      const { insurance } = await look(id);
      expect(insurance!.attempts).toBe(attempt);
      const due = new Date(insurance!.nextAttemptAt!).getTime();
      pauses.push(due - now());
      // As early as the machine may be slow: its clock goes on.
      world.clock.advance((due - now()) / 10);
      const early = await settled(id);
      expect(early.insurance!.attempts).toBe(attempt);
      world.clock.advance(Math.max(0, due - now()) + 2_000);
      expect((await settled(id)).insurance!.attempts).toBe(attempt + 1);
    }
    for (let index = 1; index < pauses.length; index++) expect(pauses[index]).toBeGreaterThan(pauses[index - 1]! * 1.3);
    const after = await look(id);
    expect(after.timeline).toHaveLength(3);
    expect(after.insurance!.stateZh).toContain('建议人工核查');
    expect(after.status).toBe('AUTH_CHECK_PENDING');
  });

  it('QH-12 an officer has it asked again at once; the pause it was in does not ask a second time', async () => {
    const { id } = await stuck();
    await setFault(world, 'insurance', { mode: 'ok' });
    const { version } = await look(id);
    expect(await reviewer.ok(routes.recheckInsurance, { params: { id }, body: { version } })).toMatchObject({
      status: 'AUTH_CHECK',
      insurance: { state: 'ASKING' },
    });
    const done = await settled(id);
    expect(done.status).toBe('AUTH_PASSED');
    world.clock.advance(60_000);
    expect(await settled(id)).toEqual(done);
  });

  it('asked again while it is still down, it waits in one chain of attempts, not two', async () => {
    const { id } = await stuck();
    const { version } = await look(id);
    await reviewer.ok(routes.recheckInsurance, { params: { id }, body: { version } });
    const second = await settled(id);
    expect(second).toMatchObject({ status: 'AUTH_CHECK_PENDING', insurance: { attempts: 2 } });
    world.clock.advance(16_000);
    // The first plan falls due here and is dropped: it belongs to an attempt that has been made.
    expect(await settled(id)).toEqual(second);
    world.clock.advance(20_000);
    expect((await settled(id)).insurance!.attempts).toBe(3);
  });

  it('an attempt delivered twice is counted once', async () => {
    const { id } = await stuck();
    const outbox = await world.server.get(Outbox);
    const twice = outbox.stamp(
      [
        { topic: 'insurance.check', payload: { applicationId: id, attempts: 1 } },
        { topic: 'insurance.check', payload: { applicationId: id, attempts: 1 } },
      ],
      world.clock.now(),
    );
    await ApplicationModel.updateOne({ _id: id }, { $push: { outbox: { $each: twice } } });
    expect((await settled(id)).insurance!.attempts).toBe(2);
    const [one] = await ApplicationModel.find({ _id: id }).lean<Application[]>();
    expect(one!.outbox.filter((entry) => entry.topic === 'insurance.check' && entry.payload.attempts === 2)).toHaveLength(1);
  });

  it.each([
    ['PASS', 'AUTH_PASSED'],
    ['REJECT', 'AUTH_REJECTED'],
  ] as const)('QH-12 an officer concludes by hand with grounds: %s', async (decision, status) => {
    const { id, person } = await stuck();
    const { version } = await look(id);
    expect(await reviewer.refused(routes.decideInsurance, { params: { id }, body: { decision, reason: '', version } })).toMatchObject({
      status: 400,
    });
    const done = await reviewer.ok(routes.decideInsurance, { params: { id }, body: { decision, reason: '已电话核对社保局', version } });
    expect(done).toMatchObject({ status, insurance: { state: 'BY_HAND' } });
    expect(done.timeline.at(-1)).toMatchObject({ byRole: 'AUTHORITY_REVIEWER', reason: '已电话核对社保局' });
    await setFault(world, 'insurance', { mode: 'ok' });
    world.clock.advance(60_000);
    expect((await settled(id)).status).toBe(status);
    const client = await signIn(world, person.phone);
    expect((await client.ok(inboxRoutes.list)).items[0]!.title).toBe(status === 'AUTH_PASSED' ? '审核通过，等待培训' : '社保核查未通过');
  });

  it('whoever comes after the bureau’s answer is told that it is decided', async () => {
    const { id } = await stuck();
    const { version } = await look(id);
    await setFault(world, 'insurance', { mode: 'ok' });
    world.clock.advance(20_000);
    await settled(id);
    expect(
      await reviewer.refused(routes.decideInsurance, { params: { id }, body: { decision: 'REJECT', reason: '没有查到', version } }),
    ).toMatchObject({ status: 409, code: 'ALREADY_DECIDED' });
    expect((await look(id)).status).toBe('AUTH_PASSED');
  });

  it('10 officers at once make one conclusion', async () => {
    const { id } = await stuck();
    const { version } = await look(id);
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        reviewer.call(routes.decideInsurance, {
          params: { id },
          body: { decision: at % 2 ? 'PASS' : 'REJECT', reason: '已电话核对', version },
        }),
      ),
    );
    expect(replies.filter((one) => one.status === 200)).toHaveLength(1);
    expect(new Set(replies.filter((one) => one.status !== 200).map((one) => one.error.code))).toEqual(new Set(['ALREADY_DECIDED']));
  });
});

describe('whose matter it is', () => {
  it('QH-05 the institution, the issuer and the worker neither conclude nor ask again', async () => {
    const { id, person } = await stuck();
    const { version } = await look(id);
    const worker = await signIn(world, person.phone);
    for (const client of [teacher, issuer, worker]) {
      expect(
        await client.refused(routes.decideInsurance, { params: { id }, body: { decision: 'PASS', reason: '我来通过', version } }),
      ).toMatchObject({ status: 403, code: 'ROLE_NOT_ALLOWED' });
      expect(await client.refused(routes.recheckInsurance, { params: { id }, body: { version } })).toMatchObject({
        status: 403,
        code: 'ROLE_NOT_ALLOWED',
      });
    }
    expect(await issuer.ok(routes.viewForAuthority, { params: { id } })).toMatchObject({ id });
    for (const client of [teacher, worker]) expect(await client.refused(routes.insuranceQueue)).toMatchObject({ status: 403 });
  });

  it('an officer does not conclude on their own application', async () => {
    const id = await applicationIn(world, 'AUTH_CHECK_PENDING', {
      personId: officerPerson.id,
      institutionId: school.id,
      enterpriseId: company.id,
      employmentId: await employ(world, officerPerson.id, company.id),
      insurance: { state: 'WAITING', attempts: 1 },
    });
    expect(
      await reviewer.refused(routes.decideInsurance, { params: { id }, body: { decision: 'PASS', reason: '我本人的', version: 1 } }),
    ).toMatchObject({ status: 403, code: 'OWN_CASE' });
  });

  it('what no institution has received is not there for officers', async () => {
    const id = await applicationIn(world, 'CHECK_PENDING', {
      personId: officerPerson.id,
      institutionId: school.id,
      subject: { category: 'SPECIAL_OP', code: '06' },
    });
    expect(await reviewer.refused(routes.viewForAuthority, { params: { id } })).toMatchObject({ status: 404 });
  });
});
