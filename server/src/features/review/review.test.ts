import { randomUUID } from 'node:crypto';
import { applicationRoutes } from '@jzt/shared/contract/application';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { reviewRoutes as routes } from '@jzt/shared/contract/review';
import mongoose, { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn, type Client } from '../../../testing/client';
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
  type SeededPerson,
} from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { Audit } from '../../platform/audit';
import type { Caller } from '../../platform/http/tokens';
import type { Application } from '../application/application.model';
import { ApplicationModel } from '../application/application.model';
import { PersonModel } from '../person/person.model';
import { Reviews } from './review.service';

let world: World;
let school: Awaited<ReturnType<typeof institution>>;
let company: Awaited<ReturnType<typeof enterprise>>;
let teacher: Client;
let colleague: Client;
let stranger: Client;
let reviewer: Client;
const people: Record<'teacher' | 'stranger' | 'reviewer' | 'boss', SeededPerson> = {} as never;

interface Case {
  id: string;
  person: SeededPerson;
  portraitFileId: string;
}

/** A submitted application of a new person with an employer, waiting for the school. */
async function waiting(
  more: { name?: string; idNumber?: string; status?: Application['status']; institutionId?: string } & Partial<
    Pick<Application, 'portraitHash' | 'waitingSince' | 'history'>
  > = {},
): Promise<Case> {
  const { name = '周小山', idNumber, status = 'SUBMITTED', institutionId = school.id, ...fields } = more;
  const person = await ledgeredWorker(world, { name, idNumber });
  const employmentId = await employ(world, person.id, company.id);
  const portraitFileId = await portraitOf(world, person.id);
  const id = await applicationIn(world, status, {
    personId: person.id,
    institutionId,
    enterpriseId: company.id,
    employmentId,
    portraitFileId,
    portraitHash: portraitFileId,
    ...fields,
  });
  return { id, person, portraitFileId };
}

const at = (id: string, body: { decision: 'PASS' | 'RETURN' | 'REJECT'; reason?: string; version?: number }) => ({
  params: { id },
  body: { version: 1, ...body },
});
const stored = (id: string) => ApplicationModel.findById(id).lean<Application>();

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T02:00:00Z' });
  school = await institution({ name: '高原培训中心' });
  company = await enterprise({ name: '青海测试建筑有限公司' });
  people.teacher = await institutionStaff(world, school.id, '马老师');
  people.stranger = await institutionStaff(world, (await institution()).id);
  people.reviewer = await officer(world);
  people.boss = await enterpriseStaff(world, company.id);
  teacher = await signIn(world, people.teacher.phone);
  colleague = await signIn(world, (await institutionStaff(world, school.id)).phone);
  stranger = await signIn(world, people.stranger.phone);
  reviewer = await signIn(world, people.reviewer.phone);
});
afterAll(() => world?.stop());

describe('the queue', () => {
  it('QH-11 shows the own institution’s cases, longest waiting first, page by page', async () => {
    const mine = await institution();
    const client = await signIn(world, (await institutionStaff(world, mine.id)).phone);
    const hours = [5, 9, 1, 7, 3];
    const cases: Case[] = [];
    for (const hour of hours) cases.push(await waiting({ institutionId: mine.id, waitingSince: new Date(Date.UTC(2026, 2, 1, hour)) }));
    await waiting({ institutionId: mine.id, status: 'CHECK_PENDING' });
    await waiting({ institutionId: mine.id, status: 'INST_RETURNED' });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.ok(routes.queue, { query: { limit: 2, cursor } });
      seen.push(...page.items.map((one) => one.waitingSince));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual([...hours].sort((a, b) => a - b).map((hour) => new Date(Date.UTC(2026, 2, 1, hour)).toISOString()));
    expect((await client.ok(routes.queue, { query: { status: 'INST_RETURNED' } })).items).toHaveLength(1);
    expect((await client.ok(routes.queue, { query: { status: 'CHECK_PENDING' } })).items).toHaveLength(0);
    expect(await client.refused(routes.queue, { query: { status: 'SOMETHING' } })).toMatchObject({ status: 400, code: 'INPUT_INVALID' });
  });

  it('a line says who, what and since when, with the number masked', async () => {
    const { id, person } = await waiting({ name: '吴二' });
    const line = (await teacher.ok(routes.queue, { query: { limit: 100 } })).items.find((one) => one.id === id)!;
    expect(line).toMatchObject({
      status: 'SUBMITTED',
      statusZh: '待机构审核',
      subject: { labelZh: '建筑起重机械司机（塔式起重机）' },
      enterpriseName: '青海测试建筑有限公司',
      risks: [],
    });
    expect(line.person).toMatchObject({
      name: '吴二',
      idNumberMasked: `${person.idNumber.slice(0, 4)}**********${person.idNumber.slice(-4)}`,
      age: expect.any(Number),
    });
    expect(line.person.sexZh).toMatch(/^[男女]$/);
  });
});

describe('the case', () => {
  it('QH-11 shows the ID photo beside the portrait, both badges and the employer', async () => {
    const { id, person, portraitFileId } = await waiting();
    const { cardFileId } = (await PersonModel.findById(person.id).lean())!.identity;
    expect(await teacher.ok(routes.view, { params: { id } })).toMatchObject({
      cardFileId,
      portraitFileId,
      institutionName: '高原培训中心',
      education: '高中',
      identityBadges: { verified: true, ledgered: true },
    });
  });

  it('QH-11 another institution’s case is not there: not to see, not to decide, not to reveal', async () => {
    const { id } = await waiting();
    expect(await stranger.refused(routes.view, { params: { id } })).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    for (const decision of ['PASS', 'RETURN', 'REJECT'] as const)
      expect(await stranger.refused(routes.decide, at(id, { decision, reason: '与我无关' }))).toMatchObject({ status: 404 });
    expect(await stranger.refused(routes.revealIdNumber, { params: { id }, body: { purpose: '看一看' } })).toMatchObject({ status: 404 });
    expect((await stranger.ok(routes.passBatch, { body: { items: [{ id, version: 1 }] } })).results).toEqual([
      { id, ok: false, message: expect.stringContaining('没有找到') },
    ]);
    expect((await stranger.ok(routes.queue)).items).toEqual([]);
    expect((await stored(id))!.status).toBe('SUBMITTED');
  });

  it('photos are seen by the institution and the officers whose case contains them, and by nobody else', async () => {
    const { person, portraitFileId } = await waiting();
    const { cardFileId } = (await PersonModel.findById(person.id).lean())!.identity;
    const reviews = await world.server.get(Reviews);
    const caller = (one: SeededPerson, role: Caller['role'], organisationId?: string): Caller => ({
      personId: one.id,
      role,
      organisationId,
      sessionId: 's',
    });
    const other = await institution();
    const may: [Caller, boolean][] = [
      [caller(people.teacher, 'INSTITUTION_STAFF', school.id), true],
      [caller(people.reviewer, 'AUTHORITY_REVIEWER'), true],
      [caller(people.reviewer, 'AUTHORITY_ISSUER'), true],
      [caller(people.stranger, 'INSTITUTION_STAFF', other.id), false],
      [caller(people.stranger, 'INSTITUTION_STAFF'), false],
      [caller(people.boss, 'ENTERPRISE_STAFF', company.id), false],
      [caller(people.boss, 'WORKER'), false],
    ];
    for (const [who, answer] of may)
      for (const fileId of [portraitFileId, cardFileId!]) expect(await reviews.mayViewFile(who, fileId)).toBe(answer);
    const unused = await portraitOf(world, person.id);
    expect(await reviews.mayViewFile(may[0]![0], unused)).toBe(false);
    expect(await reviews.mayViewFile(may[0]![0], new Types.ObjectId().toHexString())).toBe(false);
    const early = await waiting({ status: 'CHECK_PENDING' });
    expect(await reviews.mayViewFile(may[0]![0], early.portraitFileId)).toBe(false);
  });
});

describe('the decision', () => {
  it.each([
    ['RETURN', 'INST_RETURNED', '报名需要修改'],
    ['REJECT', 'INST_REJECTED', '报名未通过'],
  ] as const)('QH-22 %s needs a reason, which the person reads', async (decision, status, title) => {
    const { id, person } = await waiting();
    expect(await teacher.refused(routes.decide, at(id, { decision }))).toMatchObject({ status: 400, code: 'REASON_REQUIRED' });
    expect(await teacher.ok(routes.decide, at(id, { decision, reason: '学历证明不清楚' }))).toMatchObject({ status, version: 2 });
    await world.settle();
    const client = await signIn(world, person.phone);
    expect(await client.ok(applicationRoutes.view, { params: { id } })).toMatchObject({
      status,
      reason: '学历证明不清楚',
      timeline: [{ reason: '学历证明不清楚', byRole: 'INSTITUTION_STAFF', byName: '马**' }],
    });
    expect((await client.ok(inboxRoutes.list)).items[0]).toMatchObject({ title, body: expect.stringContaining('学历证明不清楚') });
  });

  it('QH-11 of two reviewers at once one decides, the other is told so', async () => {
    for (let round = 0; round < 8; round++) {
      const { id } = await waiting();
      const replies = await Promise.all([
        teacher.call(routes.decide, at(id, { decision: 'PASS' })),
        colleague.call(routes.decide, at(id, { decision: 'REJECT', reason: '资料不全' })),
      ]);
      expect(replies.map((one) => one.status).sort()).toEqual([200, 409]);
      expect(replies.find((one) => one.status === 409)!.error).toMatchObject({
        code: 'ALREADY_DECIDED',
        message: expect.stringContaining('其他人'),
      });
      const one = (await stored(id))!;
      expect(one.history.filter((line) => line.event.startsWith('institution'))).toHaveLength(1);
      expect(one.status === 'INST_REJECTED').toBe(replies[1]!.status === 200);
    }
  });

  it('a later decision on what was already decided is refused as such', async () => {
    const { id } = await waiting();
    await teacher.ok(routes.decide, at(id, { decision: 'RETURN', reason: '照片模糊' }));
    expect(await colleague.refused(routes.decide, at(id, { decision: 'PASS' }))).toMatchObject({ status: 409, code: 'ALREADY_DECIDED' });
    expect(await colleague.refused(routes.decide, at(id, { decision: 'PASS', version: 2 }))).toMatchObject({
      status: 409,
      code: 'ILLEGAL_TRANSITION',
    });
  });

  it('sent twice with one key it is one decision', async () => {
    const { id } = await waiting();
    const key = randomUUID();
    const input = { ...at(id, { decision: 'RETURN', reason: '照片模糊' }), key };
    const first = await teacher.ok(routes.decide, input);
    expect(await teacher.ok(routes.decide, input)).toEqual(first);
    await mongoose.connection.collection('idempotency_keys').deleteMany({});
    expect(await teacher.ok(routes.decide, input)).toEqual(first);
    expect(await teacher.refused(routes.decide, { ...at(id, { decision: 'PASS' }), key })).toMatchObject({
      status: 409,
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('nobody decides on their own application', async () => {
    const employmentId = await employ(world, people.teacher.id, company.id);
    const id = await applicationIn(world, 'SUBMITTED', {
      personId: people.teacher.id,
      institutionId: school.id,
      enterpriseId: company.id,
      employmentId,
    });
    expect(await teacher.refused(routes.decide, at(id, { decision: 'PASS' }))).toMatchObject({ status: 403, code: 'OWN_CASE' });
    expect((await teacher.ok(routes.passBatch, { body: { items: [{ id, version: 1 }] } })).results[0]).toMatchObject({ ok: false });
    expect(await colleague.ok(routes.decide, at(id, { decision: 'PASS' }))).toMatchObject({ status: 'INST_PASSED' });
  });
});

describe('many at once', () => {
  it('passes the plain ones and leaves each other one with its reason', async () => {
    const plain = [await waiting(), await waiting()];
    const twin = await waiting({ portraitHash: 'the-same-picture' });
    await waiting({ portraitHash: 'the-same-picture' });
    const byHand = await waiting();
    await PersonModel.updateOne(
      { _id: byHand.person.id },
      {
        $push: {
          history: {
            id: 'h',
            at: new Date(),
            event: 'approveManualReview',
            from: 'MANUAL_REVIEW',
            to: 'VERIFIED',
            byRole: 'AUTHORITY_REVIEWER',
            ruleIds: [],
            evidence: [],
          },
        },
      },
    );
    const decided = await waiting({ status: 'INST_REJECTED' });
    const stale = await waiting();
    const items = [...plain, twin, byHand, decided]
      .map(({ id }) => ({ id, version: 1 }))
      .concat({ id: stale.id, version: 7 }, { id: 'f'.repeat(24), version: 1 });
    const { results } = await teacher.ok(routes.passBatch, { body: { items } });
    expect(results.map((one) => [one.id, one.ok])).toEqual(items.map(({ id }, index) => [id, index < 2]));
    const message = (id: string) => results.find((one) => one.id === id)!.message;
    expect(message(twin.id)).toContain('照片与他人报名照片相同');
    expect(message(byHand.id)).toContain('人工核验');
    expect(message(decided.id)).toContain('机构未通过');
    expect(message(stale.id)).toContain('其他人');
    expect((await stored(twin.id))!.status).toBe('SUBMITTED');
    expect(await teacher.ok(routes.decide, at(twin.id, { decision: 'PASS' }))).toMatchObject({
      status: 'INST_PASSED',
      risks: [expect.stringContaining('照片')],
    });
  });

  it('asks for at least one tick', async () => {
    expect(await teacher.refused(routes.passBatch, { body: { items: [] } })).toMatchObject({ status: 400, message: '请先勾选' });
  });
});

describe('the full ID number', () => {
  it('is shown for the case at hand, and every look is in the audit trail with its purpose', async () => {
    const { id, person } = await waiting();
    expect(await teacher.ok(routes.revealIdNumber, { params: { id }, body: { purpose: '与身份证原件核对' } })).toEqual({
      idNumber: person.idNumber,
    });
    expect(await reviewer.ok(routes.revealIdNumber, { params: { id }, body: { purpose: '社保核查' } })).toEqual({
      idNumber: person.idNumber,
    });
    const looks = (await (await world.server.get(Audit)).list({ subjectId: id, limit: 10 })).filter(
      (one) => one.action === 'Application.revealIdNumber',
    );
    expect(looks.map((one) => [one.actorId, one.actorRole, one.reason])).toEqual([
      [people.reviewer.id, 'AUTHORITY_REVIEWER', '社保核查'],
      [people.teacher.id, 'INSTITUTION_STAFF', '与身份证原件核对'],
    ]);
    expect(JSON.stringify(looks) + world.logs.join()).not.toContain(person.idNumber);
  });

  it('asks for a purpose, ends with the case, and begins with its receipt', async () => {
    const { id } = await waiting();
    expect(await teacher.refused(routes.revealIdNumber, { params: { id }, body: { purpose: ' ' } })).toMatchObject({ status: 400 });
    await teacher.ok(routes.decide, at(id, { decision: 'REJECT', reason: '不符合条件' }));
    expect(await teacher.refused(routes.revealIdNumber, { params: { id }, body: { purpose: '再看一次' } })).toMatchObject({
      status: 409,
      code: 'CASE_CLOSED',
    });
    const early = await waiting({ status: 'CHECK_PENDING' });
    for (const client of [teacher, reviewer])
      expect(await client.refused(routes.revealIdNumber, { params: { id: early.id }, body: { purpose: '提前看' } })).toMatchObject({
        status: 404,
      });
    const worker = await signIn(world, early.person.phone);
    expect(await worker.refused(routes.revealIdNumber, { params: { id }, body: { purpose: '看别人的' } })).toMatchObject({ status: 403 });
  });
});
