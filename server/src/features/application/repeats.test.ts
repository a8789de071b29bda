import { applicationRoutes as routes, type Application as View } from '@jzt/shared/contract/application';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { reviewRoutes } from '@jzt/shared/contract/review';
import mongoose, { Types } from 'mongoose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client } from '../../../testing/client';
import { portraitOf } from '../../../testing/people';
import { signUpDesk, type SignUpDesk } from '../../../testing/signUp';
import { setFault } from '../../../testing/simulators';
import { startWorld, type World } from '../../../testing/world';
import { CertificateModel } from '../certificate/certificate.model';
import { ApplicationModel } from './application.model';

let world: World;
let desk: SignUpDesk;

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T02:00:00Z' });
  desk = await signUpDesk(world);
});
afterAll(() => world?.stop());

afterEach(() => setFault(world, 'national', { mode: 'ok' }));

const inbox = async (client: Client) => (await client.ok(inboxRoutes.list)).items;
const rows = (personId: string) => ApplicationModel.countDocuments({ personId });
const view = (client: Client, id: string): Promise<View> => client.ok(routes.view, { params: { id } });
const settled = async (client: Client, id: string): Promise<View> => {
  await world.settle();
  return view(client, id);
};

describe('one application', () => {
  it('A-06 50 parallel identical submissions make one', async () => {
    const { client, form, id } = await desk.applicant();
    const replies = await Promise.all(Array.from({ length: 50 }, () => client.call(routes.submit, { body: form })));
    expect(replies.filter((one) => one.status === 200)).toHaveLength(1);
    for (const one of replies.filter((each) => each.status !== 200))
      expect(one).toMatchObject({ status: 422, error: { code: 'APPLICATION_EXISTS', ruleId: 'A-06' } });
    expect(await rows(id)).toBe(1);
  });

  it('the same key gives the same answer, at once and later; a changed body is refused', async () => {
    const { client, form, id } = await desk.applicant();
    const key = 'key-of-one-submission-1';
    const together = await Promise.all(Array.from({ length: 8 }, () => client.ok(routes.submit, { body: form, key })));
    expect(new Set(together.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(await client.ok(routes.submit, { body: form, key })).toEqual(together[0]);
    expect(await client.refused(routes.submit, { body: { ...form, education: '大专' }, key })).toMatchObject({
      status: 409,
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    expect(await rows(id)).toBe(1);
  });

  it('a submission whose answer was lost before it was kept is recognised by its key', async () => {
    const { client, form, id } = await desk.applicant();
    const key = 'key-of-one-submission-2';
    const made = await client.ok(routes.submit, { body: form, key });
    // What a crash between the application and the kept answer leaves.
    await mongoose.connection.collection('idempotency_keys').deleteMany({});
    expect(await client.ok(routes.submit, { body: form, key })).toEqual(made);
    expect(await rows(id)).toBe(1);
  });

  it.each([
    ['in force', { status: 'ACTIVE', validTo: '2026-03-02' }, 'ALREADY_HELD'],
    ['suspended (A-07)', { status: 'SUSPENDED', validTo: '2027-01-01' }, 'ALREADY_HELD'],
    ['past its last day', { status: 'ACTIVE', validTo: '2026-03-01' }, undefined],
    ['cancelled', { status: 'CANCELLED', validTo: '2027-01-01' }, undefined],
    ['for another trade', { status: 'ACTIVE', validTo: '2027-01-01', subject: { category: 'SPECIAL_OP', code: '06' } }, undefined],
  ] as const)('A-06 looks at the certificates held here: one %s', async (_name, held, code) => {
    const { client, form, id } = await desk.applicant();
    const now = world.clock.now();
    const token = new Types.ObjectId().toHexString();
    await CertificateModel.create({
      personId: id,
      subject: form.subject,
      kind: 'SPECIAL_OP',
      jurisdiction: '630000',
      issuedOn: '2024-03-03',
      number: token,
      numberKey: token,
      tokenHash: token,
      source: { kind: 'REGISTER', id: token },
      revision: 1,
      batchId: token,
      version: 1,
      createdAt: now,
      updatedAt: now,
      ...held,
    });
    const reply = await client.call(routes.submit, { body: form });
    expect(reply.error.code).toBe(code);
    expect(reply.status).toBe(code ? 422 : 200);
  });

  it('another subject is another application; after a withdrawal the same one may be made again', async () => {
    const { client, form, id } = await desk.applicant();
    const first = await client.ok(routes.submit, { body: form });
    await client.ok(routes.submit, { body: { ...form, subject: { category: 'SPECIAL_OP', code: '06' } } });
    expect(await client.refused(routes.submit, { body: form })).toMatchObject({ code: 'APPLICATION_EXISTS' });
    for (let round = 0, current = first; round < 3; round++) {
      expect(
        await client.ok(routes.withdraw, { params: { id: current.id }, body: { version: current.version, reason: '暂时不考了' } }),
      ).toMatchObject({ status: 'WITHDRAWN', canWithdraw: false, canEdit: false });
      current = await client.ok(routes.submit, { body: form });
    }
    expect(await rows(id)).toBe(5);
    expect(await ApplicationModel.countDocuments({ personId: id, open: true })).toBe(2);
    const pages = [await client.ok(routes.listMine, { query: { limit: 3 } })];
    pages.push(await client.ok(routes.listMine, { query: { limit: 3, cursor: pages[0]!.nextCursor } }));
    expect(pages.map((one) => one.items.length)).toEqual([3, 2]);
    expect(new Set(pages.flatMap((one) => one.items.map((each) => each.number))).size).toBe(5);
  });
});

describe('corrections', () => {
  const returned = async () => {
    const one = await desk.applicant();
    const made = await one.client.ok(routes.submit, { body: one.form });
    const after = await desk.staff.ok(reviewRoutes.decide, {
      params: { id: made.id },
      body: { decision: 'RETURN', reason: '照片不是正面免冠', version: made.version },
    });
    return { ...one, made, version: after.version };
  };

  it('QH-22 a returned application shows why, is corrected and submitted again; its history stays', async () => {
    const { client, form, id, made } = await returned();
    const back = await settled(client, made.id);
    expect(back).toMatchObject({ status: 'INST_RETURNED', reason: '照片不是正面免冠', canEdit: true });
    expect((await inbox(client))[0]!.body).toContain('照片不是正面免冠');
    const portraitFileId = await portraitOf(world, id);
    const again = await client.ok(routes.resubmit, {
      params: { id: made.id },
      body: { ...form, education: '大专', portraitFileId, version: back.version },
    });
    expect(again).toMatchObject({ status: 'SUBMITTED', number: made.number, education: '大专', portraitFileId });
    expect(again).not.toHaveProperty('reason');
    expect(again.timeline.map((line) => [line.labelZh, line.reason])).toEqual([
      ['提交报名', undefined],
      ['退回修改', '照片不是正面免冠'],
      ['提交报名', undefined],
    ]);
  });

  it('the second submission is judged like the first', async () => {
    const { client, form, made, version } = await returned();
    const other = await desk.applicant();
    const at = (change: object) => ({ params: { id: made.id }, body: { ...form, version, ...change } });
    expect(await client.refused(routes.resubmit, at({ declaredTrue: false }))).toMatchObject({ code: 'DECLARATION_REQUIRED' });
    expect(await client.refused(routes.resubmit, at({ portraitFileId: other.form.portraitFileId }))).toMatchObject({ status: 404 });
    expect(await client.refused(routes.resubmit, at({ version: version - 1 }))).toMatchObject({ status: 409, code: 'VERSION_CONFLICT' });
    await setFault(world, 'national', { mode: 'down' });
    expect(await client.ok(routes.resubmit, at({}))).toMatchObject({ status: 'CHECK_PENDING' });
  });

  it('20 parallel resubmissions make one step', async () => {
    const { client, form, made, version } = await returned();
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => client.call(routes.resubmit, { params: { id: made.id }, body: { ...form, version } })),
    );
    expect(replies.filter((one) => one.status === 200)).toHaveLength(1);
    expect((await view(client, made.id)).timeline).toHaveLength(3);
  });

  it('the same key resubmits once, also when the answer was lost', async () => {
    const { client, form, made, version } = await returned();
    const input = { params: { id: made.id }, body: { ...form, version }, key: 'key-of-one-resubmission' };
    const once = await client.ok(routes.resubmit, input);
    await mongoose.connection.collection('idempotency_keys').deleteMany({});
    expect(await client.ok(routes.resubmit, input)).toEqual(once);
  });

  it('somebody else’s application is not there', async () => {
    const { form, made, version } = await returned();
    const { client: other } = await desk.applicant();
    expect(await other.refused(routes.view, { params: { id: made.id } })).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect(await other.refused(routes.resubmit, { params: { id: made.id }, body: { ...form, version } })).toMatchObject({ status: 404 });
    expect(await other.refused(routes.withdraw, { params: { id: made.id }, body: { version } })).toMatchObject({ status: 404 });
  });
});

it('no ID number, phone or full name of an applicant lies in the clear in the database or in the log', async () => {
  const { client, form, idNumber, phone } = await desk.applicant();
  await client.ok(routes.submit, { body: form });
  await world.settle();
  const collections = await mongoose.connection.db!.listCollections().toArray();
  const dump = await Promise.all(
    collections
      .filter((one) => !one.name.startsWith('files'))
      .map(async (one) => JSON.stringify(await mongoose.connection.collection(one.name).find().toArray())),
  );
  for (const text of [...dump, ...world.logs]) for (const secret of [idNumber, phone, '陈大山']) expect(text.includes(secret)).toBe(false);
});
