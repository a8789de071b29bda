import { employmentRoutes } from '@jzt/shared/contract/employment';
import { examRoutes } from '@jzt/shared/contract/exam';
import { identityRoutes } from '@jzt/shared/contract/identity';
import { onsiteRoutes } from '@jzt/shared/contract/onsite';
import { passListRoutes } from '@jzt/shared/contract/passList';
import { reviewRoutes } from '@jzt/shared/contract/review';
import { trainingRoutes } from '@jzt/shared/contract/training';
import type { Role } from '@jzt/shared/domain/roles';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EmploymentModel } from '../src/features/employment/employment.model';
import { ExamPlanModel, ScoreModel } from '../src/features/exam/exam.model';
import { PassListBatchModel } from '../src/features/passList/passList.model';
import { PersonModel } from '../src/features/person/person.model';
import { ApplicationModel } from '../src/features/application/application.model';
import { Organisations } from '../src/features/organisation/organisation.service';
import { caseSet, type CaseSet } from '../testing/caseSet';
import { Client, signIn } from '../testing/client';
import { course } from '../testing/courses';
import { sourceOf } from '../testing/passed';
import { assessmentBase, authority, enterprise, enterpriseStaff, institution, institutionStaff, officer } from '../testing/people';
import { startWorld, type World } from '../testing/world';

let world: World;

interface Official {
  client: Client;
  id: string;
  name: string;
  idNumber: string;
  phone: string;
  /** One thing of every kind about themself. */
  own: CaseSet;
}
let officials: Record<'teacher' | 'clerk' | 'reviewer' | 'issuer', Official>;
let enterpriseId: string;

beforeAll(async () => {
  world = await startWorld();
  const [school, company, studied] = [await institution(), await enterprise(), await course()];
  enterpriseId = company.id;
  const owners = { institutionId: school.id, enterpriseId: company.id, baseId: await assessmentBase(), course: studied };
  const people = {
    teacher: await institutionStaff(world, school.id),
    clerk: await enterpriseStaff(world, company.id),
    reviewer: await officer(world, 'AUTHORITY_REVIEWER'),
    issuer: await officer(world, 'AUTHORITY_ISSUER'),
  };
  const all = await Promise.all(
    Object.entries(people).map(async ([name, person]) => [
      name,
      { ...person, client: await signIn(world, person.phone), own: await caseSet(world, { ...owners, personId: person.id }) },
    ]),
  );
  officials = Object.fromEntries(all) as typeof officials;
});
afterAll(() => world.stop());

const OWN_CASE = { status: 403, code: 'OWN_CASE', message: expect.stringMatching(/本人.*其他/) };
const at = <const T extends object>(id: string, body: T) => ({ params: { id }, body: { version: 1, ...body } });

describe('nobody decides their own case', () => {
  it.each(['PASS', 'REJECT'] as const)('O-18 an officer does not %s their own manual identity check', async (decision) => {
    const { client, id } = officials.reviewer;
    const { version } = (await PersonModel.findById(id).lean())!;
    expect(await client.refused(identityRoutes.decideManual, at(id, { decision, reason: '我本人的', version }))).toMatchObject(OWN_CASE);
    expect((await PersonModel.findById(id).lean())!.status).toBe('MANUAL_REVIEW');
  });

  it('QH-09 a clerk does not answer for the enterprise what they asked themself', async () => {
    const { client, own } = officials.clerk;
    expect(await client.refused(employmentRoutes.confirm, at(own.asked, {}))).toMatchObject(OWN_CASE);
    expect(await client.refused(employmentRoutes.decline, at(own.asked, { reason: '我自己的' }))).toMatchObject(OWN_CASE);
    expect(await client.refused(employmentRoutes.end, at(own.invited, { reason: '我自己的' }))).toMatchObject(OWN_CASE);
    for (const id of [own.asked, own.invited]) expect((await EmploymentModel.findById(id).lean())!.status).toBe('REQUESTED');
  });

  it('QH-09 a clerk does not invite themself, to confirm it as a worker afterwards', async () => {
    const { client, name, idNumber, id } = officials.clerk;
    await PersonModel.updateOne({ _id: id }, { $set: { status: 'LEDGERED' } });
    await EmploymentModel.deleteMany({ personId: id });
    expect(await client.refused(employmentRoutes.invite, { body: { name, idNumber, position: '安全员' } })).toMatchObject(OWN_CASE);
    expect(await EmploymentModel.countDocuments({ personId: id, enterpriseId })).toBe(0);
  });

  it.each(['PASS', 'RETURN', 'REJECT'] as const)('QH-11 a teacher does not %s their own application', async (decision) => {
    const { client, own } = officials.teacher;
    expect(await client.refused(reviewRoutes.decide, at(own.submitted, { decision, reason: '我本人的' }))).toMatchObject(OWN_CASE);
    const [passed] = (await client.ok(reviewRoutes.passBatch, { body: { items: [{ id: own.submitted, version: 1 }] } })).results;
    expect(passed).toMatchObject({ ok: false, message: expect.stringContaining('本人') });
    expect((await ApplicationModel.findById(own.submitted).lean())!.status).toBe('SUBMITTED');
  });

  it('QH-13 a teacher does not put themself into a class', async () => {
    const { client, own } = officials.teacher;
    const { results } = await client.ok(trainingRoutes.enrol, { params: { id: own.class }, body: { applicationIds: [own.untrained] } });
    expect(results).toEqual([{ id: own.untrained, ok: false, message: expect.stringContaining('本人') }]);
    expect((await ApplicationModel.findById(own.untrained).lean())!.status).toBe('AUTH_PASSED');
  });

  it.each(['PASS', 'REJECT'] as const)('QH-12 an officer does not conclude %s on their own social insurance', async (decision) => {
    const { client, own } = officials.reviewer;
    expect(await client.refused(reviewRoutes.decideInsurance, at(own.checking, { decision, reason: '我本人的' }))).toMatchObject(OWN_CASE);
    expect((await ApplicationModel.findById(own.checking).lean())!.status).toBe('AUTH_CHECK_PENDING');
  });

  it.each(['APPROVE', 'RETURN'] as const)('QH-05 an officer does not %s an exam plan they are to sit themself', async (decision) => {
    const { client, own } = officials.reviewer;
    expect(await client.refused(examRoutes.decidePlan, at(own.plan, { decision, reason: '我本人的' }))).toMatchObject(OWN_CASE);
    expect((await ExamPlanModel.findById(own.plan).lean())!.status).toBe('SUBMITTED');
  });

  it('QH-05 who submitted a plan for the institution does not approve it for the authority', async () => {
    const { client, id } = officials.reviewer;
    const foreign = officials.clerk.own.plan;
    const line = { id: 'h1', at: new Date(), event: 'submit', from: 'DRAFT', to: 'SUBMITTED', byRole: 'INSTITUTION_STAFF', byPerson: id };
    await ExamPlanModel.updateOne({ _id: foreign }, { $set: { history: [line] } });
    expect(await client.refused(examRoutes.decidePlan, at(foreign, { decision: 'APPROVE' }))).toMatchObject(OWN_CASE);
  });

  it('QH-07 an officer neither signs themself up at the counter nor takes it back, nor arranges the exam they are to sit', async () => {
    const { client, own, name, idNumber, id } = officials.reviewer;
    await PersonModel.updateOne({ _id: id }, { $set: { status: 'LEDGERED' } });
    const body = {
      name,
      idNumber,
      subject: { category: 'SAFETY_MGMT', code: 'A' },
      education: '高中',
      portraitFileId: own.portrait,
    } as const;
    expect(await client.refused(onsiteRoutes.accept, { body: { ...body, papers: [], selfChecked: true } })).toMatchObject(OWN_CASE);
    expect(await client.refused(onsiteRoutes.cancel, at(own.onsite, { reason: '我本人的' }))).toMatchObject(OWN_CASE);
    const place = { institutionId: own.institution, room: '一号机房', address: '测试路1号' };
    expect(await client.refused(examRoutes.arrangeForAuthority, at(own.approvedOnsitePlan, place))).toMatchObject(OWN_CASE);
    expect((await ApplicationModel.findById(own.onsite).lean())!.status).toBe('TRAINED');
  });

  it('QH-15 a teacher neither arranges nor opens nor cancels the exam they are to sit themself', async () => {
    const { client, own } = officials.teacher;
    const status = (value: string) => ExamPlanModel.updateOne({ _id: own.plan }, { $set: { status: value } });
    await status('APPROVED');
    expect(await client.refused(examRoutes.arrangePlan, at(own.plan, { room: '一号', address: '测试路1号' }))).toMatchObject(OWN_CASE);
    expect(await client.refused(examRoutes.cancelPlan, at(own.plan, { reason: '我不想考' }))).toMatchObject(OWN_CASE);
    await status('ARRANGED');
    expect(await client.refused(examRoutes.openPlan, at(own.plan, {}))).toMatchObject(OWN_CASE);
  });

  it('QH-17 an officer does not void their own exam', async () => {
    const { client, own } = officials.reviewer;
    expect(await client.refused(examRoutes.voidScore, at(own.session, { reason: '我想重考' }))).toMatchObject(OWN_CASE);
    expect((await ScoreModel.findOne({ sessionId: own.session }).lean())!.status).toBe('FINAL');
  });

  it('QH-19 an officer makes no pass list of an exam they passed themself', async () => {
    for (const { client, own } of [officials.reviewer, officials.issuer]) {
      const sources = [sourceOf({ applicationId: own.passed })];
      for (const body of [{ examPlanId: own.closedPlan }, { examPlanId: own.closedPlan, sources }])
        expect(await client.refused(passListRoutes.create, { body })).toMatchObject(OWN_CASE);
    }
  });

  it('QH-19 QH-20 an officer takes no step with a pass list that names them', async () => {
    const { reviewer, issuer } = officials;
    const tries: [Official, string, (own: CaseSet) => Promise<unknown>][] = [
      [reviewer, 'DRAFT', (own) => reviewer.client.refused(passListRoutes.check, at(own.batch, {}))],
      [issuer, 'CHECKED', (own) => issuer.client.refused(passListRoutes.approve, at(own.batch, {}))],
      [issuer, 'CHECKED', (own) => issuer.client.refused(passListRoutes.reject, at(own.batch, { reason: '我本人的' }))],
      [issuer, 'APPROVED', (own) => issuer.client.refused(passListRoutes.sign, at(own.batch, {}))],
    ];
    for (const [who, status, attempt] of tries) {
      await PassListBatchModel.updateOne({ _id: who.own.batch }, { $set: { status } });
      expect(await attempt(who.own)).toMatchObject(OWN_CASE);
      expect(await PassListBatchModel.findById(who.own.batch).lean()).toMatchObject({ status, version: 1, rows: [{ personId: who.id }] });
    }
    for (const { client, own, id } of [reviewer, issuer]) {
      const other = (await PassListBatchModel.findById(officials.teacher.own.batch).lean())!.rows[0]!;
      const mine = (await PassListBatchModel.findById(own.batch).lean())!.rows[0]!;
      await PassListBatchModel.updateOne({ _id: own.batch }, { $set: { status: 'CHECKED', rows: [mine, other] } });
      for (const { source } of [mine, other])
        expect(await client.refused(passListRoutes.removeRow, at(own.batch, { source, reason: '移出' }))).toMatchObject(OWN_CASE);
      expect((await PassListBatchModel.findById(own.batch).lean())!.rows.map((row) => row.personId)).toContain(id);
    }
  });

  it('QH-36 a teacher does not sign a list of the institution that names them', async () => {
    const { client, own } = officials.teacher;
    expect(await client.refused(passListRoutes.signForInstitution, at(own.ownSealBatch, {}))).toMatchObject(OWN_CASE);
    expect((await client.ok(passListRoutes.viewForInstitution, { params: { id: own.ownSealBatch } })).canSign).toBe(false);
  });

  it('the buttons of a list that names the officer are not offered', async () => {
    const { client, own } = officials.issuer;
    for (const status of ['CHECKED', 'APPROVED']) {
      await PassListBatchModel.updateOne({ _id: own.batch }, { $set: { status } });
      expect(await client.ok(passListRoutes.view, { params: { id: own.batch } })).toMatchObject({ canApprove: false, canSign: false });
    }
  });

  it('another role of the same person opens no way around', async () => {
    const { reviewer } = officials;
    const organisations = await world.server.get(Organisations);
    await organisations.appoint(await authority(), officials.teacher.phone, 'AUTHORITY_REVIEWER' satisfies Role);
    world.clock.advance(61_000);
    const twice = await signIn(world, officials.teacher.phone, 'AUTHORITY_REVIEWER');
    const { own } = officials.teacher;
    expect(await twice.refused(reviewRoutes.decideInsurance, at(own.checking, { decision: 'PASS', reason: '换个身份' }))).toMatchObject(
      OWN_CASE,
    );
    expect(await twice.refused(examRoutes.voidScore, at(own.session, { reason: '换个身份' }))).toMatchObject(OWN_CASE);
    // Somebody else in the same role may.
    await reviewer.client.ok(examRoutes.voidScore, at(own.session, { reason: '替考' }));
  });
});
