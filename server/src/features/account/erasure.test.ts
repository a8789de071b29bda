import { accountRoutes } from '@jzt/shared/contract/account';
import { employmentRoutes } from '@jzt/shared/contract/employment';
import { examRoutes } from '@jzt/shared/contract/exam';
import { fileRoutes } from '@jzt/shared/contract/file';
import { identityRoutes } from '@jzt/shared/contract/identity';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { passListRoutes } from '@jzt/shared/contract/passList';
import { reviewRoutes } from '@jzt/shared/contract/review';
import type { RouteSpec } from '@jzt/shared/contract/route';
import { sessionRoutes } from '@jzt/shared/contract/session';
import { trainingRoutes } from '@jzt/shared/contract/training';
import mongoose, { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signIn, type Client } from '../../../testing/client';
import { course } from '../../../testing/courses';
import {
  HERE,
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
import { issuedExam } from '../../../testing/certificates';
import { passedExam, sourceOf } from '../../../testing/passed';
import { startWorld, type World } from '../../../testing/world';
import { ApplicationModel, type Application } from '../application/application.model';
import { CertificateModel } from '../certificate/certificate.model';
import { EmploymentModel, type Employment } from '../employment/employment.model';
import { PassListBatchModel } from '../passList/passList.model';
import { PersonModel } from '../person/person.model';
import { TrainingClassModel } from '../training/training.model';

const GONE = '已注销人员';

let world: World;
let school: Awaited<ReturnType<typeof institution>>;
let company: Awaited<ReturnType<typeof enterprise>>;
let teacher: Client;
let clerk: Client;
let reviewer: Client;
let issuer: Client;
let classId: string;

beforeAll(async () => {
  world = await startWorld();
  school = await institution();
  company = await enterprise();
  teacher = await signIn(world, (await institutionStaff(world, school.id)).phone, 'INSTITUTION_STAFF');
  clerk = await signIn(world, (await enterpriseStaff(world, company.id)).phone, 'ENTERPRISE_STAFF');
  reviewer = await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER');
  issuer = await signIn(world, (await officer(world, 'AUTHORITY_ISSUER')).phone, 'AUTHORITY_ISSUER');
  const { id: courseId } = await course();
  const { _id } = await TrainingClassModel.create({
    jurisdiction: HERE,
    institutionId: school.id,
    courseId: new Types.ObjectId(courseId),
    courseVersion: 1,
    name: '一班',
    startsOn: '2026-01-01',
    endsOn: '2099-12-31',
    seats: 30,
    seatsLeft: 30,
    version: 1,
    createdBy: school.id,
    createdAt: world.clock.now(),
  });
  classId = _id.toHexString();
});
afterAll(() => world.stop());

const erase = (client: Client) => client.ok(accountRoutes.erase, { body: { confirm: '注销' } });

/** Everything the three desks show; each call must succeed. */
async function everyDesk(ids: { application?: string; plan?: string; batch?: string } = {}): Promise<string> {
  const seen: unknown[] = [];
  const look = async <T extends RouteSpec>(client: Client, route: T, input: Parameters<typeof client.ok<T>>[1] = {}) =>
    seen.push(await client.ok(route, input));
  for (const client of [teacher, clerk, reviewer, issuer]) await look(client, accountRoutes.me);
  for (const status of [undefined, 'WITHDRAWN', 'INST_REJECTED', 'AUTH_REJECTED', 'FAILED', 'CERTIFIED']) {
    await look(teacher, reviewRoutes.queue, { query: { status } });
    await look(reviewer, reviewRoutes.insuranceQueue, { query: { status } });
  }
  await look(teacher, trainingRoutes.listClasses);
  await look(teacher, trainingRoutes.roster, { params: { id: classId } });
  await look(teacher, trainingRoutes.waiting, { params: { id: classId } });
  await look(teacher, examRoutes.eligible);
  await look(teacher, examRoutes.listPlans);
  for (const status of [undefined, 'REQUESTED', 'CONFIRMED', 'DECLINED', 'ENDED'] as const)
    await look(clerk, employmentRoutes.listOfEnterprise, { query: { status } });
  await look(reviewer, examRoutes.listForAuthority);
  await look(reviewer, identityRoutes.listManual);
  await look(reviewer, accountRoutes.audit);
  for (const client of [reviewer, issuer]) {
    await look(client, passListRoutes.ready);
    await look(client, passListRoutes.list);
  }
  if (ids.application) {
    await look(teacher, reviewRoutes.view, { params: { id: ids.application } });
    await look(reviewer, reviewRoutes.viewForAuthority, { params: { id: ids.application } });
  }
  if (ids.plan) {
    await look(teacher, examRoutes.viewPlan, { params: { id: ids.plan } });
    await look(reviewer, examRoutes.viewForAuthority, { params: { id: ids.plan } });
  }
  if (ids.batch) await look(reviewer, passListRoutes.view, { params: { id: ids.batch } });
  return JSON.stringify(seen);
}

async function leaver(name: string): Promise<{ person: SeededPerson; client: Client }> {
  const person = await ledgeredWorker(world, { name });
  return { person, client: await signIn(world, person.phone) };
}

describe('what an erased account leaves behind', () => {
  it.each(['WORKER', 'ENTERPRISE'] as const)(
    'an employment asked by the %s is closed first, and the enterprise can go on',
    async (side) => {
      const { person, client } = await leaver('甘离开');
      const position = '塔吊司机';
      const asked =
        side === 'WORKER'
          ? await client.ok(employmentRoutes.ask, { body: { enterpriseId: company.id, position } })
          : await clerk.ok(employmentRoutes.invite, { body: { name: person.name, idNumber: person.idNumber, position } });
      await erase(client);
      await world.settle();
      const stored = (await EmploymentModel.findById(asked.id).lean<Employment>())!;
      expect(stored.status).toBe(side === 'WORKER' ? 'ENDED' : 'DECLINED');
      expect(stored.history.at(-1)).toMatchObject({ event: side === 'WORKER' ? 'withdraw' : 'decline', reason: '本人已注销账号' });
      const { items } = await clerk.ok(employmentRoutes.listOfEnterprise);
      expect(items.find((one) => one.id === asked.id)!.person).toEqual({ id: person.id, name: GONE, idNumberMasked: '' });
      expect(await clerk.refused(employmentRoutes.confirm, { params: { id: asked.id }, body: { version: stored.version } })).toMatchObject({
        code: 'ILLEGAL_TRANSITION',
      });
      await everyDesk();
    },
  );

  it('an employment that ended', async () => {
    const { person, client } = await leaver('甘解除');
    const id = await employ(world, person.id, company.id);
    expect(await client.refused(accountRoutes.erase, { body: { confirm: '注销' } })).toMatchObject({ code: 'ACCOUNT_IN_USE' });
    await client.ok(employmentRoutes.end, { params: { id }, body: { version: 2, reason: '合同到期' } });
    await erase(client);
    expect(await everyDesk()).toContain(GONE);
  });

  it.each(['WITHDRAWN', 'INST_REJECTED', 'AUTH_REJECTED', 'FAILED'] as const)('an application that is %s', async (status) => {
    const { person, client } = await leaver('甘报名');
    const application = await applicationIn(world, status, {
      personId: person.id,
      institutionId: school.id,
      subject: { category: 'SAFETY_MGMT', code: 'A' },
      ...(status === 'FAILED' && { trainingClassId: classId }),
    });
    await erase(client);
    const shown = await everyDesk({ application });
    expect(shown).toContain(GONE);
    expect(shown).not.toContain('甘报名');
  });

  it('an exam that was failed, and a pass list one was taken off', async () => {
    const exam = await passedExam(world, { names: ['甘落榜', '留下来'], score: 10, institution: school });
    const [left, stays] = exam.people;
    const at = world.clock.now();
    const { _id } = await PassListBatchModel.create({
      jurisdiction: HERE,
      status: 'DRAFT',
      version: 1,
      createdAt: at,
      updatedAt: at,
      number: `PC${left!.applicationId}`,
      examPlanId: exam.planId,
      institutionId: school.id,
      subject: { category: 'SAFETY_MGMT', code: 'A' },
      packVersion: 'QH-1',
      rows: [left!, stays!].map((one) => ({ source: sourceOf(one), personId: one.id, faults: [] })),
      removed: [],
      claims: [],
    });
    await EmploymentModel.updateOne({ personId: left!.id }, { $set: { status: 'ENDED' } });
    await erase(await signIn(world, left!.phone));
    const batch = _id.toHexString();
    const shown = await everyDesk({ application: left!.applicationId, plan: exam.planId, batch });
    expect(shown).toContain(GONE);
    expect(shown).not.toContain('甘落榜');
    expect(shown).toContain('留下来');
    const checked = await reviewer.ok(passListRoutes.check, { params: { id: batch }, body: { version: 1 } });
    expect(checked.rows.map((row) => [row.name, row.errors.length > 0])).toEqual([
      [GONE, true],
      ['留下来', true],
    ]);
  });

  it('a wait for the officer’s eyes', async () => {
    const { person, client } = await leaver('甘等待');
    await PersonModel.updateOne(
      { _id: person.id },
      {
        $set: {
          status: 'MANUAL_REVIEW',
          'identity.manualReason': '不能刷脸',
          'identity.manualSince': world.clock.now(),
          'identity.jurisdiction': HERE,
        },
      },
    );
    expect((await reviewer.ok(identityRoutes.listManual)).items.map((one) => one.personId)).toContain(person.id);
    await erase(client);
    expect(await everyDesk()).not.toContain('甘等待');
    expect((await reviewer.ok(identityRoutes.listManual)).items.map((one) => one.personId)).not.toContain(person.id);
  });

  it('a certificate in force keeps the account; one that is over is kept and the account may go', async () => {
    const exam = await issuedExam(world, { reviewer, issuer }, { names: ['甘持证'], institution: school });
    const [person] = exam.people;
    const client = await signIn(world, person!.phone);
    await EmploymentModel.updateOne({ personId: person!.id }, { $set: { status: 'ENDED' } });
    const outlook = (await client.ok(accountRoutes.export)).erasure;
    expect(outlook.obstacles).toEqual(['名下还有有效的证书']);
    expect(outlook.stays.join()).toMatch(/证书.*留存/);
    expect(outlook.stays.join()).toContain('操作留痕');
    expect(await client.refused(accountRoutes.erase, { body: { confirm: '注销' } })).toMatchObject({
      code: 'ACCOUNT_IN_USE',
      message: expect.stringContaining('有效的证书'),
    });
    await CertificateModel.updateOne({ personId: person!.id }, { $set: { status: 'CANCELLED' } });
    expect(await erase(client)).toEqual({ ok: true, message: expect.stringContaining('已注销'), stays: outlook.stays });
    expect(await CertificateModel.countDocuments({ personId: person!.id })).toBe(1);
    await everyDesk({ application: person!.applicationId, plan: exam.planId });
  });

  it('someone who was removed before there were tombstones', async () => {
    const { person } = await leaver('甘早走');
    const application = await applicationIn(world, 'WITHDRAWN', { personId: person.id, institutionId: school.id });
    await EmploymentModel.create({
      jurisdiction: HERE,
      exclusive: true,
      personId: person.id,
      enterpriseId: company.id,
      position: '电工',
      askedBy: 'WORKER',
      round: 0,
      status: 'REQUESTED',
      version: 1,
      createdAt: world.clock.now(),
      updatedAt: world.clock.now(),
    });
    await PersonModel.deleteOne({ _id: person.id });
    expect(await everyDesk({ application })).toContain(GONE);
    const one = (await clerk.ok(employmentRoutes.listOfEnterprise, { query: { status: 'REQUESTED' } })).items.find((each) => each.person.id === person.id)!; // prettier-ignore
    expect(await clerk.ok(employmentRoutes.decline, { params: { id: one.id }, body: { version: 1, reason: '没有这个人' } })).toMatchObject({
      status: 'DECLINED',
    });
  });
});

describe('what goes', () => {
  it('names, numbers, photos, messages and sessions; only the tombstone and the trail name the id', async () => {
    const { person, client } = await leaver('甘干净');
    const portrait = await portraitOf(world, person.id);
    await applicationIn(world, 'WITHDRAWN', { personId: person.id, institutionId: school.id, portraitFileId: portrait });
    const asked = await client.ok(employmentRoutes.ask, { body: { enterpriseId: company.id, position: '电工' } });
    await clerk.ok(employmentRoutes.decline, { params: { id: asked.id }, body: { version: asked.version, reason: '不是本单位' } });
    await world.settle();
    expect((await client.ok(inboxRoutes.list)).items).toHaveLength(1);
    await erase(client);
    await world.settle();
    const db = mongoose.connection.db!;
    const left = async (collection: string, filter: object) => db.collection(collection).countDocuments(filter);
    expect(await left('persons', { _id: new Types.ObjectId(person.id) })).toBe(0);
    expect(await left('files.files', { 'metadata.ownerId': person.id })).toBe(0);
    expect(await left('files.chunks', { files_id: new Types.ObjectId(portrait) })).toBe(0);
    expect(await left('inbox', { personId: person.id })).toBe(0);
    expect(await left('sessions', { personId: person.id })).toBe(0);
    expect(await left('erased_persons', { _id: new Types.ObjectId(person.id), outbox: [] })).toBe(1);
    expect(await left('audit', { subjectId: person.id, action: 'account.erase' })).toBe(1);
    // The token lives some minutes longer; nothing can be done with it.
    expect((await client.refused(accountRoutes.me)).code).toBe('SESSION_ENDED');
    expect((await client.refused(fileRoutes.uploadPortrait, { file: Buffer.from('x') })).code).toBe('SESSION_ENDED');
    expect((await client.refused(sessionRoutes.refresh, { body: { refreshToken: client.session!.refreshToken } })).status).toBe(401);
    // The same phone begins anew, as somebody else.
    // The code of the sign-in before was sent just now.
    world.clock.advance(60_000);
    const again = await signIn(world, person.phone);
    expect(again.session!.personId).not.toBe(person.id);
    expect((await again.ok(inboxRoutes.list)).items).toEqual([]);
  });

  it('what is still told to an erased person is dropped', async () => {
    const { person, client } = await leaver('甘消息');
    const id = await applicationIn(world, 'WITHDRAWN', { personId: person.id, institutionId: school.id });
    await erase(client);
    const entry = { id: new Types.ObjectId().toHexString(), topic: 'notify', payload: { personId: person.id, template: 'application.certified', params: {} }, notBefore: new Date(0), attempts: 0 }; // prettier-ignore
    await ApplicationModel.updateOne({ _id: id }, { $push: { outbox: entry } });
    await world.settle();
    expect((await ApplicationModel.findById(id).lean<Application>())!.outbox).toEqual([]);
    expect(await mongoose.connection.db!.collection('inbox').countDocuments({ personId: person.id })).toBe(0);
  });
});
