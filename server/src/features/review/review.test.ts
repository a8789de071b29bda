import { randomUUID } from 'node:crypto';
import { applicationRoutes } from '@jzt/shared/contract/application';
import { fileRoutes } from '@jzt/shared/contract/file';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { reviewRoutes as routes } from '@jzt/shared/contract/review';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import mongoose, { Types } from 'mongoose';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signIn, type Client } from '../../../testing/client';
import {
  HERE,
  applicationIn,
  authority,
  employ,
  institution,
  institutionStaff,
  portraitOf,
  type SeededPerson,
} from '../../../testing/people';
import { reviewDesk, type ReviewDesk, type WaitingCase } from '../../../testing/reviewDesk';
import { startWorld, type World } from '../../../testing/world';
import { Audit } from '../../platform/audit';
import { Files } from '../../platform/files';
import { Limits } from '../../platform/limits';
import type { Caller } from '../../platform/http/tokens';
import { LOOKS } from '../idLook/idLook.service';
import { ApplicationModel, type Application } from '../application/application.model';
import { PersonModel } from '../person/person.model';
import { CasePhotos } from './review.policy';

let world: World;
let desk: ReviewDesk;

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T02:00:00Z' });
  desk = await reviewDesk(world);
});
afterAll(() => world?.stop());

const at = (id: string, body: { decision: 'PASS' | 'RETURN' | 'REJECT'; reason?: string; version?: number }) => ({
  params: { id },
  body: { version: 1, ...body },
});
const stored = (id: string) => ApplicationModel.findById(id).lean<Application>();

describe('the queue', () => {
  it('QH-11 shows the own institution’s cases, longest waiting first, page by page', async () => {
    const mine = await institution();
    const client = await signIn(world, (await institutionStaff(world, mine.id)).phone);
    const hours = [5, 9, 1, 7, 3];
    const cases: WaitingCase[] = [];
    for (const hour of hours)
      cases.push(await desk.waiting({ institutionId: mine.id, waitingSince: new Date(Date.UTC(2026, 2, 1, hour)) }));
    await desk.waiting({ institutionId: mine.id, status: 'CHECK_PENDING' });
    await desk.waiting({ institutionId: mine.id, status: 'INST_RETURNED' });
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
    const { id, person } = await desk.waiting({ name: '吴二' });
    const line = (await desk.teacher.ok(routes.queue, { query: { limit: 100 } })).items.find((one) => one.id === id)!;
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
    const { id, person, portraitFileId } = await desk.waiting();
    const { cardFileId } = (await PersonModel.findById(person.id).lean())!.identity;
    expect(await desk.teacher.ok(routes.view, { params: { id } })).toMatchObject({
      cardFileId,
      portraitFileId,
      institutionName: '高原培训中心',
      education: '高中',
      identityBadges: { verified: true, ledgered: true },
    });
  });

  it('QH-11 another institution’s case is not there: not to see, not to decide, not to reveal', async () => {
    const { id } = await desk.waiting();
    expect(await desk.stranger.refused(routes.view, { params: { id } })).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    for (const decision of ['PASS', 'RETURN', 'REJECT'] as const)
      expect(await desk.stranger.refused(routes.decide, at(id, { decision, reason: '与我无关' }))).toMatchObject({ status: 404 });
    expect(await desk.stranger.refused(routes.revealIdNumber, { params: { id }, body: { purpose: '看一看' } })).toMatchObject({
      status: 404,
    });
    expect((await desk.stranger.ok(routes.passBatch, { body: { items: [{ id, version: 1 }] } })).results).toEqual([
      { id, ok: false, message: expect.stringContaining('没有找到') },
    ]);
    expect((await desk.stranger.ok(routes.queue)).items).toEqual([]);
    expect((await stored(id))!.status).toBe('SUBMITTED');
  });

  it('photos are seen by the institution and the officers whose case contains them, and by nobody else', async () => {
    const { person, portraitFileId } = await desk.waiting();
    const { cardFileId } = (await PersonModel.findById(person.id).lean())!.identity;
    const [photos, files] = [await world.server.get(CasePhotos), await world.server.get(Files)];
    const maySee = async (who: Caller, id: string) => photos.maySee(who, (await files.find(id))!);
    const office = await authority();
    const caller = (one: SeededPerson, role: Caller['role'], organisationId?: string): Caller => ({
      personId: one.id,
      role,
      organisationId,
      jurisdiction: HERE,
      sessionId: 's',
    });
    const other = await institution();
    const may: [Caller, boolean][] = [
      [caller(desk.people.teacher, 'INSTITUTION_STAFF', desk.school.id), true],
      [caller(desk.people.reviewer, 'AUTHORITY_REVIEWER', office), true],
      [caller(desk.people.reviewer, 'AUTHORITY_ISSUER', office), true],
      [caller(desk.people.reviewer, 'AUTHORITY_REVIEWER'), false],
      [caller(desk.people.stranger, 'INSTITUTION_STAFF', other.id), false],
      [caller(desk.people.stranger, 'INSTITUTION_STAFF'), false],
      [caller(desk.people.boss, 'ENTERPRISE_STAFF', desk.company.id), false],
      [caller(desk.people.boss, 'WORKER'), false],
    ];
    for (const [who, answer] of may) for (const fileId of [portraitFileId, cardFileId!]) expect(await maySee(who, fileId)).toBe(answer);
    const unused = await portraitOf(world, person.id);
    expect(await maySee(may[0]![0], unused)).toBe(false);
    expect(await desk.teacher.refused(fileRoutes.view, { params: { id: new Types.ObjectId().toHexString() } })).toMatchObject({
      status: 404,
    });
    const early = await desk.waiting({ status: 'CHECK_PENDING' });
    expect(await maySee(may[0]![0], early.portraitFileId)).toBe(false);
  });
});

describe('the decision', () => {
  it.each([
    ['RETURN', 'INST_RETURNED', '报名需要修改'],
    ['REJECT', 'INST_REJECTED', '报名未通过'],
  ] as const)('QH-22 %s needs a reason, which the person reads', async (decision, status, title) => {
    const { id, person } = await desk.waiting();
    expect(await desk.teacher.refused(routes.decide, at(id, { decision }))).toMatchObject({ status: 400, code: 'REASON_REQUIRED' });
    expect(await desk.teacher.ok(routes.decide, at(id, { decision, reason: '学历证明不清楚' }))).toMatchObject({ status, version: 2 });
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
      const { id } = await desk.waiting();
      const replies = await Promise.all([
        desk.teacher.call(routes.decide, at(id, { decision: 'PASS' })),
        desk.colleague.call(routes.decide, at(id, { decision: 'REJECT', reason: '资料不全' })),
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
    const { id } = await desk.waiting();
    await desk.teacher.ok(routes.decide, at(id, { decision: 'RETURN', reason: '照片模糊' }));
    expect(await desk.colleague.refused(routes.decide, at(id, { decision: 'PASS' }))).toMatchObject({
      status: 409,
      code: 'ALREADY_DECIDED',
    });
    expect(await desk.colleague.refused(routes.decide, at(id, { decision: 'PASS', version: 2 }))).toMatchObject({
      status: 409,
      code: 'ILLEGAL_TRANSITION',
    });
  });

  it('sent twice with one key it is one decision', async () => {
    const { id } = await desk.waiting();
    const key = randomUUID();
    const input = { ...at(id, { decision: 'RETURN', reason: '照片模糊' }), key };
    const first = await desk.teacher.ok(routes.decide, input);
    expect(await desk.teacher.ok(routes.decide, input)).toEqual(first);
    await mongoose.connection.collection('idempotency_keys').deleteMany({});
    expect(await desk.teacher.ok(routes.decide, input)).toEqual(first);
    expect(await desk.teacher.refused(routes.decide, { ...at(id, { decision: 'PASS' }), key })).toMatchObject({
      status: 409,
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('nobody decides on their own application', async () => {
    const employmentId = await employ(world, desk.people.teacher.id, desk.company.id);
    const id = await applicationIn(world, 'SUBMITTED', {
      personId: desk.people.teacher.id,
      institutionId: desk.school.id,
      enterpriseId: desk.company.id,
      employmentId,
    });
    expect(await desk.teacher.refused(routes.decide, at(id, { decision: 'PASS' }))).toMatchObject({ status: 403, code: 'OWN_CASE' });
    expect((await desk.teacher.ok(routes.passBatch, { body: { items: [{ id, version: 1 }] } })).results[0]).toMatchObject({ ok: false });
    expect(await desk.colleague.ok(routes.decide, at(id, { decision: 'PASS' }))).toMatchObject({ status: 'INST_PASSED' });
  });
});

describe('the full ID number', () => {
  it('is shown for the case at hand, and every look is in the audit trail with its purpose', async () => {
    const { id, person } = await desk.waiting();
    expect(await desk.teacher.ok(routes.revealIdNumber, { params: { id }, body: { purpose: '与身份证原件核对' } })).toEqual({
      idNumber: person.idNumber,
    });
    expect(await desk.reviewer.ok(routes.revealIdNumber, { params: { id }, body: { purpose: '社保核查' } })).toEqual({
      idNumber: person.idNumber,
    });
    await world.settle();
    const trail = await (await world.server.get(Audit)).list({ jurisdiction: HERE }, { subjectId: id, limit: 10 });
    const looks = trail.filter((one) => one.action === 'Application.revealIdNumber');
    expect(looks.map((one) => [one.actorId, one.actorRole, one.reason])).toEqual([
      [desk.people.reviewer.id, 'AUTHORITY_REVIEWER', '社保核查'],
      [desk.people.teacher.id, 'INSTITUTION_STAFF', '与身份证原件核对'],
    ]);
    expect(JSON.stringify(looks) + world.logs.join()).not.toContain(person.idNumber);
  });

  it('asks for a purpose, ends with the case, and begins with its receipt', async () => {
    const { id } = await desk.waiting();
    expect(await desk.teacher.refused(routes.revealIdNumber, { params: { id }, body: { purpose: ' ' } })).toMatchObject({ status: 400 });
    await desk.teacher.ok(routes.decide, at(id, { decision: 'REJECT', reason: '不符合条件' }));
    expect(await desk.teacher.refused(routes.revealIdNumber, { params: { id }, body: { purpose: '再看一次' } })).toMatchObject({
      status: 409,
      code: 'CASE_CLOSED',
    });
    await world.settle();
    const trail = async (jurisdiction: Jurisdiction) =>
      (await world.server.get(Audit)).list({ jurisdiction }, { subjectId: id, limit: 10 });
    expect((await trail(HERE)).map((one) => one.action)).toContain('Application.institutionReject');
    expect(await trail('500000')).toEqual([]);
    const early = await desk.waiting({ status: 'CHECK_PENDING' });
    for (const client of [desk.teacher, desk.reviewer])
      expect(await client.refused(routes.revealIdNumber, { params: { id: early.id }, body: { purpose: '提前看' } })).toMatchObject({
        status: 404,
      });
    const worker = await signIn(world, early.person.phone);
    expect(await worker.refused(routes.revealIdNumber, { params: { id }, body: { purpose: '看别人的' } })).toMatchObject({ status: 403 });
  });
});

describe('the photo of the ID card', () => {
  const look = async (client: Client, fileId: string) => client.call(fileRoutes.view, { params: { id: fileId } });

  it('is shown while the case is open, with the viewer’s name on it, kept by no cache, and every look is in the trail', async () => {
    const { id, person } = await desk.waiting();
    const { cardFileId } = (await PersonModel.findById(person.id).lean())!.identity;
    const original = await (await world.server.get(Files)).read(cardFileId!);
    const pixels = async (picture: Buffer) => sharp(picture).greyscale().raw().toBuffer();
    const seen: Buffer[] = [];
    for (const client of [desk.teacher, desk.reviewer]) {
      const reply = await look(client, cardFileId!);
      expect([reply.status, reply.headers.get('cache-control')]).toEqual([200, 'no-store']);
      seen.push(await pixels(reply.bytes));
    }
    const plain = await pixels(original);
    expect(seen.map((one) => one.length)).toEqual([plain.length, plain.length]);
    const differing = (one: Buffer, other: Buffer) => one.filter((value, at) => Math.abs(value - other[at]!) > 16).length / one.length;
    for (const one of seen) expect(differing(one, plain)).toBeGreaterThan(0.005);
    // Each with a name of their own.
    expect(differing(seen[0]!, seen[1]!)).toBeGreaterThan(0.002);
    await world.settle();
    const trail = await (await world.server.get(Audit)).list({ jurisdiction: HERE }, { subjectId: person.id, limit: 10 });
    expect(trail.filter((one) => one.action === 'File.viewCard').map((one) => [one.actorId, one.actorRole, one.outcome])).toEqual([
      [desk.people.reviewer.id, 'AUTHORITY_REVIEWER', 'REVEALED'],
      [desk.people.teacher.id, 'INSTITUTION_STAFF', 'REVEALED'],
    ]);
    const own = await look(await signIn(world, person.phone), cardFileId!);
    expect([own.status, own.headers.get('cache-control'), own.bytes.equals(original)]).toEqual([200, 'no-store', true]);

    await desk.teacher.ok(routes.decide, at(id, { decision: 'REJECT', reason: '不符合条件' }));
    for (const client of [desk.teacher, desk.reviewer]) expect((await look(client, cardFileId!)).status).toBe(404);
    expect((await desk.teacher.ok(routes.view, { params: { id } })).cardFileId).toBeUndefined();
  });

  it('three hundred looks a day, the number counted with them; the province’s officers hear of the last', async () => {
    const { id, person } = await desk.waiting();
    const { cardFileId } = (await PersonModel.findById(person.id).lean())!.identity;
    const limits = await world.server.get(Limits);
    const { id: teacher } = desk.people.teacher;
    while ((await limits.take(LOOKS, teacher)) > 1);
    expect((await look(desk.teacher, cardFileId!)).status).toBe(200);
    await world.settle();
    const { items } = await desk.reviewer.ok(inboxRoutes.list);
    expect(items.find((one) => one.title === '证件查看次数异常')?.body).toContain('高原培训中心的');
    expect(await look(desk.teacher, cardFileId!)).toMatchObject({ status: 429, error: { code: 'LOOKS_TOO_OFTEN' } });
    expect(await desk.teacher.refused(routes.revealIdNumber, { params: { id }, body: { purpose: '核对' } })).toMatchObject({
      code: 'LOOKS_TOO_OFTEN',
    });
    expect((await look(desk.reviewer, cardFileId!)).status).toBe(200);
  });
});
