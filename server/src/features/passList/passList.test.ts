import { passListRoutes, type PassListBatch as View } from '@jzt/shared/contract/passList';
import { makeIdNumber } from '@jzt/shared/domain/idNumber';
import type { Source } from '@jzt/shared/domain/sources';
import { randomUUID } from 'node:crypto';
import { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { signIn, type Client } from '../../../testing/client';
import { passList, twoOfficers, type Officers } from '../../../testing/officers';
import { passedExam, sourceOf, type PassedExam } from '../../../testing/passed';
import { authority, officer } from '../../../testing/people';
import { setFault } from '../../../testing/simulators';
import { startWorld, type World } from '../../../testing/world';
import { ApplicationModel, type Application } from '../application/application.model';
import { EmploymentModel } from '../employment/employment.model';
import { ScoreModel } from '../exam/exam.model';
import { PersonModel } from '../person/person.model';
import { Organisations } from '../organisation/organisation.service';
import { PassListBatchModel } from './passList.model';

jest.setTimeout(90_000);

let world: World;
let officers: Officers;
let reviewer: Client;
let issuer: Client;

beforeAll(async () => {
  world = await startWorld();
  officers = await twoOfficers(world);
  ({ reviewer, issuer } = officers);
});
beforeEach(() => setFault(world, 'national', { mode: 'ok' }));
afterAll(() => world.stop());

const view = (id: string) => reviewer.ok(passListRoutes.view, { params: { id } });
const check = (batch: View) => reviewer.ok(passListRoutes.check, { params: { id: batch.id }, body: { version: batch.version } });
const statusOf = async (applicationId: string) => (await ApplicationModel.findById(applicationId).lean<Application>())!.status;
const createFor = (exam: PassedExam, sources?: Source[]) =>
  reviewer.ok(passListRoutes.create, { body: { examPlanId: exam.planId, ...(sources && { sources }) } });

describe('import', () => {
  it('QH-19 brings everybody who passed onto one list and moves their applications, once', async () => {
    const exam = await passedExam(world, { names: ['甲一', '甲二', '甲三'] });
    const batch = await createFor(exam);
    expect(batch).toMatchObject({
      status: 'DRAFT',
      examPlanName: '结业考试',
      institutionName: exam.institution.name,
      subject: { category: 'SAFETY_MGMT', code: 'A' },
    });
    expect(batch.rows.map((row) => [row.name, row.score, row.signed, row.errors])).toEqual([
      ['甲一', 92, false, []],
      ['甲二', 92, false, []],
      ['甲三', 92, false, []],
    ]);
    await world.settle();
    expect(await Promise.all(exam.people.map((one) => statusOf(one.applicationId)))).toEqual(['BATCHED', 'BATCHED', 'BATCHED']);
    expect(await reviewer.refused(passListRoutes.create, { body: { examPlanId: exam.planId } })).toMatchObject({
      status: 409,
      code: 'PASS_LIST_EMPTY',
    });
  });

  it('QH-19 many officers at once: one list, and the same key gives the same list', async () => {
    const exam = await passedExam(world, { names: ['乙一', '乙二'] });
    const key = randomUUID();
    const tries = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        reviewer.call(passListRoutes.create, { body: { examPlanId: exam.planId }, ...(index < 4 && { key }) }),
      ),
    );
    const made = tries.filter((one) => one.status === 200).map((one) => one.body.id);
    expect(new Set(made).size).toBe(1);
    for (const one of tries.filter((other) => other.status !== 200))
      expect(['ALREADY_BATCHED', 'PASS_LIST_EMPTY']).toContain(one.error.code);
    expect(await PassListBatchModel.countDocuments({ examPlanId: exam.planId })).toBe(1);
    const again = await createFor(exam, [sourceOf(exam.people[0]!)]).catch((error: Error) => error.message);
    expect(again).toContain('ALREADY_BATCHED');
  });

  it('an exam that is not there, and people who did not sit it, are not found', async () => {
    const [exam, other] = [await passedExam(world), await passedExam(world)];
    expect(await reviewer.refused(passListRoutes.create, { body: { examPlanId: new Types.ObjectId().toHexString() } })).toMatchObject({
      status: 404,
    });
    expect(
      await reviewer.refused(passListRoutes.create, {
        body: { examPlanId: exam.planId, sources: [sourceOf(other.people[0]!)] },
      }),
    ).toMatchObject({ status: 404 });
  });

  it('lists newest first, page by page', async () => {
    const [first, second] = [await createFor(await passedExam(world)), await createFor(await passedExam(world))];
    const page = await reviewer.ok(passListRoutes.list, { query: { limit: 1 } });
    expect(page.items.map((one) => one.id)).toEqual([second.id]);
    expect(
      (await reviewer.ok(passListRoutes.list, { query: { limit: 1, cursor: page.nextCursor } })).items.map((one) => [one.id, one.rowCount]),
    ).toEqual([[first.id, 1]]);
  });
});

describe('the check of the rows', () => {
  const faultsOf = (batch: View, index = 0) => batch.rows[index]!.errors.map((fault) => [fault.ruleId, fault.code]);

  it('QH-19 a failing score is a row error, and the batch can neither be approved nor signed', async () => {
    const exam = await passedExam(world, { names: ['丙一'], score: 59 });
    const batch = await check(await createFor(exam, [sourceOf(exam.people[0]!)]));
    expect(batch.status).toBe('DRAFT');
    expect(faultsOf(batch)).toEqual([['QH-19', 'ROW_NOT_PASSED']]);
    expect(batch.rows[0]!.errors[0]!.message).toContain('丙一');
    for (const route of [passListRoutes.approve, passListRoutes.sign]) {
      expect(await issuer.refused(route, { params: { id: batch.id }, body: { version: batch.version } })).toMatchObject({
        status: 409,
        code: 'ROW_ERRORS',
        message: expect.stringContaining('丙一'),
      });
    }
    expect(await statusOf(exam.people[0]!.applicationId)).toBe('FAILED');
  });

  it('QH-02 QH-19 a voided score, a lost identity and an ended employment are found, also after the check', async () => {
    const exam = await passedExam(world, { names: ['丁一', '丁二', '丁三'] });
    const batch = await check(await createFor(exam));
    expect(batch.status).toBe('CHECKED');
    await ScoreModel.updateOne({ sessionId: exam.people[0]!.sessionId }, { $set: { status: 'VOIDED' } });
    await PersonModel.updateOne({ _id: exam.people[1]!.id }, { $set: { status: 'REVOKED' } });
    await EmploymentModel.updateOne({ personId: exam.people[2]!.id }, { $set: { status: 'ENDED' } });
    const refusal = await issuer.refused(passListRoutes.approve, { params: { id: batch.id }, body: { version: batch.version } });
    expect(refusal).toMatchObject({ code: 'ROW_ERRORS' });
    expect(refusal.refusals?.map((one) => one.code)).toEqual([
      'ROW_NOT_PASSED',
      'ROW_IDENTITY',
      'EMPLOYER_REQUIRED',
      'CERTIFICATE_FIELD_MISSING',
    ]);
  });

  it('CQ-05 CQ-06 a certificate of another province stops the row', async () => {
    const safety = await passedExam(world, {
      names: ['戊一', '戊二'],
      idNumbers: [makeIdNumber('1977-06-05', 911), makeIdNumber('1977-06-06', 300)],
    });
    const found = await check(await createFor(safety));
    expect([faultsOf(found), faultsOf(found, 1)]).toEqual([[['QH-19', 'ROW_DUPLICATE']], []]);
    const trade = await passedExam(world, {
      names: ['戊三'],
      idNumbers: [makeIdNumber('1977-06-07', 912)],
      subject: { category: 'SPECIAL_OP', code: '02' },
    });
    expect((await check(await createFor(trade))).status).toBe('CHECKED');
  });

  it('CQ-07 A-24 while the national platform is silent a row is neither good nor bad; it goes on by itself', async () => {
    const exam = await passedExam(world, { names: ['己一', '己二'] });
    const draft = await createFor(exam);
    await world.settle();
    await setFault(world, 'national', { mode: 'down' });
    const waiting = await check(draft);
    expect(waiting.status).toBe('DRAFT');
    expect(faultsOf(waiting)).toEqual([['CQ-07', 'CHECK_PENDING']]);
    expect(await issuer.refused(passListRoutes.approve, { params: { id: waiting.id }, body: { version: waiting.version } })).toMatchObject({
      code: 'ROW_ERRORS',
    });
    world.clock.advance(40_000);
    await world.settle();
    expect((await view(draft.id)).status).toBe('DRAFT');
    await setFault(world, 'national', { mode: 'ok' });
    world.clock.advance(5 * 60_000);
    await world.settle();
    const checked = await view(draft.id);
    expect(checked).toMatchObject({ status: 'CHECKED', rows: [{ errors: [] }, { errors: [] }] });
    expect(checked.timeline.at(-1)).toMatchObject({ event: 'check', byRole: 'AUTHORITY_REVIEWER' });
  });

  it('QH-20 a character the fonts do not have is named, never printed as a box', async () => {
    const exam = await passedExam(world, { names: ['王\u{2A6D6}'] });
    const batch = await check(await createFor(exam));
    expect(batch.rows[0]!.errors).toEqual([{ ruleId: 'QH-20', code: 'GLYPH_MISSING', message: expect.stringContaining('U+2A6D6') }]);
    expect(batch.status).toBe('DRAFT');
  });

  it('QH-19 without the row the list goes on: the person is free again, the rest is checked again', async () => {
    const exam = await passedExam(world, {
      names: ['庚一', '庚二'],
      idNumbers: [makeIdNumber('1978-06-05', 911), makeIdNumber('1978-06-06', 302)],
    });
    const batch = await check(await createFor(exam));
    await world.settle();
    const [bad, good] = exam.people;
    const shorter = await reviewer.ok(passListRoutes.removeRow, {
      params: { id: batch.id },
      body: { version: batch.version, source: sourceOf(bad!), reason: '外省持证' },
    });
    expect(shorter.rows.map((row) => row.name)).toEqual(['庚二']);
    await world.settle();
    expect([await statusOf(bad!.applicationId), await statusOf(good!.applicationId)]).toEqual(['PASSED', 'BATCHED']);
    expect((await check(shorter)).status).toBe('CHECKED');
    const later = await passedExam(world, { names: ['庚三'] });
    await ApplicationModel.updateOne({ _id: later.people[0]!.applicationId }, { $set: { examPlanId: exam.planId } });
    expect((await createFor(exam)).rows.map((row) => row.name)).toEqual(['庚一', '庚三']);
    const last = await view(batch.id);
    expect(
      await reviewer.refused(passListRoutes.removeRow, {
        params: { id: batch.id },
        body: { version: last.version, source: sourceOf(good!), reason: '也移出' },
      }),
    ).toMatchObject({ code: 'LAST_ROW' });
  });
});

describe('the second officer', () => {
  it('QH-19 who imported or checked the list cannot approve it, another issuer can', async () => {
    const exam = await passedExam(world);
    const both = await officer(world, 'AUTHORITY_ISSUER');
    const own = await signIn(world, both.phone, 'AUTHORITY_ISSUER');
    const created = await own.ok(passListRoutes.create, { body: { examPlanId: exam.planId } });
    const batch = await check(created);
    expect(batch.canApprove).toBe(false);
    expect((await own.ok(passListRoutes.view, { params: { id: batch.id } })).canApprove).toBe(false);
    expect(await own.refused(passListRoutes.approve, { params: { id: batch.id }, body: { version: batch.version } })).toMatchObject({
      status: 403,
      code: 'SECOND_OFFICER_REQUIRED',
    });
    expect((await issuer.ok(passListRoutes.view, { params: { id: batch.id } })).canApprove).toBe(true);
    expect(await issuer.ok(passListRoutes.approve, { params: { id: batch.id }, body: { version: batch.version } })).toMatchObject({
      status: 'APPROVED',
      approvedBy: expect.any(String),
    });
  });

  it('QH-19 one person in both roles does not make two officers', async () => {
    const exam = await passedExam(world);
    const both = await officer(world, 'AUTHORITY_REVIEWER');
    await (await world.server.get(Organisations)).appoint(await authority(), both.phone, 'AUTHORITY_ISSUER');
    const asReviewer = await signIn(world, both.phone, 'AUTHORITY_REVIEWER');
    const created = await createFor(exam);
    const params = { id: created.id };
    const checked = await asReviewer.ok(passListRoutes.check, { params, body: { version: created.version } });
    world.clock.advance(61_000);
    const asIssuer = await signIn(world, both.phone, 'AUTHORITY_ISSUER');
    expect(await asIssuer.refused(passListRoutes.approve, { params, body: { version: checked.version } })).toMatchObject({
      code: 'SECOND_OFFICER_REQUIRED',
    });
  });

  it('a rejected list sets its people free for another one', async () => {
    const exam = await passedExam(world);
    const batch = await passList(world, officers, exam, 'CHECKED');
    expect(
      await reviewer.refused(passListRoutes.reject, { params: { id: batch.id }, body: { version: batch.version, reason: '名单有误' } }),
    ).toMatchObject({ status: 403, code: 'WRONG_ROLE' });
    expect(
      await issuer.ok(passListRoutes.reject, { params: { id: batch.id }, body: { version: batch.version, reason: '名单有误' } }),
    ).toMatchObject({ status: 'REJECTED', reason: '名单有误' });
    await world.settle();
    expect(await statusOf(exam.people[0]!.applicationId)).toBe('PASSED');
    expect((await createFor(exam)).rows).toHaveLength(1);
  });
});
