import { randomUUID } from 'node:crypto';
import { applicationRoutes } from '@jzt/shared/contract/application';
import { certificateRoutes } from '@jzt/shared/contract/certificate';
import { examRoutes, type ExamPlan } from '@jzt/shared/contract/exam';
import { fileRoutes } from '@jzt/shared/contract/file';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { onsiteRoutes } from '@jzt/shared/contract/onsite';
import type { BodyOf } from '@jzt/shared/contract/route';
import { reviewRoutes } from '@jzt/shared/contract/review';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signIn, type Client } from '../../../testing/client';
import { roomCode } from '../../../testing/examRoom';
import { questionBank } from '../../../testing/courses';
import { checkedList, signList, type ProvinceDesk } from '../../../testing/newCertificate';
import {
  applicationIn,
  authority,
  employ,
  enterprise,
  institution,
  institutionStaff,
  ledgeredWorker,
  officer,
  verifiedWorker,
  type SeededPerson,
} from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { AuditModel } from '../../platform/trail/entry';
import { ApplicationModel } from '../application/application.model';
import { ExamSessionModel, type ExamSession } from '../exam/exam.model';

type Form = BodyOf<typeof onsiteRoutes.accept>;
const MINUTE = 60_000;
const ALL_PAPERS: Form['papers'] = ['ID_CARD', 'SIGNED_FORM', 'TRAINING_RECORD', 'INSURANCE'];
const C1 = { category: 'SAFETY_MGMT', code: 'C1' } as const;

let world: World;
/** Two reviewers: what one submits the other approves. */
let reviewer: Client;
let second: Client;
let issuer: Client;
let teacher: Client;
let school: Awaited<ReturnType<typeof institution>>;
let companyId: string;
let reviewerAs: SeededPerson;

beforeAll(async () => {
  world = await startWorld();
  school = await institution({ name: '高原培训中心' });
  companyId = (await enterprise({ name: '青海自训建筑有限公司' })).id;
  await questionBank();
  reviewerAs = await officer(world);
  reviewer = await signIn(world, reviewerAs.phone, 'AUTHORITY_REVIEWER');
  second = await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER');
  issuer = await signIn(world, (await officer(world, 'AUTHORITY_ISSUER')).phone, 'AUTHORITY_ISSUER');
  teacher = await signIn(world, (await institutionStaff(world, school.id)).phone, 'INSTITUTION_STAFF');
});
afterAll(() => world.stop());

async function trainee(name = '柴达木'): Promise<SeededPerson> {
  const person = await ledgeredWorker(world, { name });
  await employ(world, person.id, companyId);
  return person;
}

let shots = 0;
const somePortrait = (): Promise<Buffer> => {
  const background = { r: (shots += 7) % 256, g: 80, b: 120 };
  return sharp({ create: { width: 413, height: 579, channels: 3, background } })
    .jpeg()
    .toBuffer();
};

async function formOf({ name, idNumber }: SeededPerson, by: Client = reviewer): Promise<Form> {
  const { fileId } = await by.ok(onsiteRoutes.uploadPortrait, { file: await somePortrait() });
  return { name, idNumber, subject: C1, education: '高中', portraitFileId: fileId, papers: ALL_PAPERS, selfChecked: true };
}
const accept = async (person: SeededPerson) => reviewer.ok(onsiteRoutes.accept, { body: await formOf(person) });

const planOf = (...ids: string[]) => ({
  name: '企业自训人员考试',
  startsAt: new Date(world.clock.now().getTime() + MINUTE).toISOString(),
  minutes: 60,
  sources: ids.map((id) => ({ kind: 'APPLICATION' as const, id })),
});
const ROOM = { room: '一号机房', address: '测试路1号' };

/** The authority's own plan, submitted by one reviewer and approved by the other. */
async function approvedPlan(id: string): Promise<ExamPlan> {
  const draft = await reviewer.ok(examRoutes.createForAuthority, { body: planOf(id) });
  const params = { id: draft.id };
  const sent = await reviewer.ok(examRoutes.submitForAuthority, { params, body: { version: draft.version } });
  return second.ok(examRoutes.decidePlan, { params, body: { decision: 'APPROVE', version: sent.version } });
}

describe('at the counter', () => {
  it('QH-07 finds who lies on the counter by name and number together, with employer, badges and what may be signed up for; every look is recorded', async () => {
    const person = await trainee();
    const { name, idNumber } = person;
    const found = await reviewer.ok(onsiteRoutes.findPerson, { body: { name, idNumber } });
    expect(found).toMatchObject({ name, enterpriseName: '青海自训建筑有限公司', identityBadges: { verified: true, ledgered: true } });
    expect(found.idNumberMasked).not.toContain(idNumber.slice(6, 14));
    // Only what the authority certifies: the others' certificates come from the institution that trained (QH-36).
    expect(new Set(found.types.map((one) => one.subject.category))).toEqual(new Set(['SAFETY_MGMT', 'SPECIAL_OP']));
    expect(found.types.find((one) => one.subject.code === 'C1')!.verdict.allowed).toBe(true);
    expect(await AuditModel.countDocuments({ action: 'Person.lookUpOnsite', subjectId: person.id, actorId: reviewerAs.id })).toBe(1);

    const answers = await Promise.all([
      reviewer.refused(onsiteRoutes.findPerson, { body: { name: '别人', idNumber } }),
      reviewer.refused(onsiteRoutes.findPerson, { body: { name, idNumber: '990101198001010014' } }),
    ]);
    for (const answer of answers) expect(answer).toMatchObject({ status: 404, code: 'PERSON_NOT_FOUND', message: answers[0]!.message });
    expect(await reviewer.refused(onsiteRoutes.findPerson, { body: { name, idNumber: '990101198001010019' } })).toMatchObject({
      code: 'ID_NUMBER_INVALID',
      ruleId: 'CQ-35',
    });
  });

  it('QH-07 makes the record itself, past review, insurance bureau and class: it waits for an exam, and the worker is told', async () => {
    const person = await trainee();
    const form = await formOf(person);
    const made = await reviewer.ok(onsiteRoutes.accept, { body: form });
    expect(made).toMatchObject({
      number: expect.stringMatching(/^BM63-/),
      status: 'TRAINED',
      trainedBy: 'ENTERPRISE',
      enterpriseName: '青海自训建筑有限公司',
      papersZh: expect.arrayContaining(['企业培训记录，学时已满']),
      timeline: [{ from: 'DRAFT', to: 'TRAINED', labelZh: '现场报名审核通过', byRole: 'AUTHORITY_REVIEWER' }],
    });
    expect(made.institutionName).toBeUndefined();
    const stored = (await ApplicationModel.findById(made.id).lean())!;
    expect(stored.history[0]).toMatchObject({
      channel: 'ENTERPRISE_ONSITE',
      evidence: ALL_PAPERS,
      ruleIds: expect.arrayContaining(['QH-07', 'QH-09']),
    });
    expect((await reviewer.ok(onsiteRoutes.list)).items.map((one) => one.id)).toContain(made.id);

    await world.settle();
    const worker = await signIn(world, person.phone);
    const [own] = (await worker.ok(applicationRoutes.listMine)).items;
    expect(own).toMatchObject({
      id: made.id,
      trainedBy: 'ENTERPRISE',
      canWithdraw: false,
      nextStepZh: expect.stringContaining('等待主管部门安排考试'),
    });
    expect(own!.institution).toBeUndefined();
    expect((await worker.ok(inboxRoutes.list)).items[0]).toMatchObject({ title: '现场报名已受理' });
    // The photo taken at the counter is the person's now.
    expect((await worker.call(fileRoutes.view, { params: { id: form.portraitFileId } })).status).toBe(200);
    // No institution has a part in it (QH-11).
    expect((await teacher.call(reviewRoutes.view, { params: { id: made.id } })).status).toBe(404);
    expect(await reviewer.refused(onsiteRoutes.accept, { body: form })).toMatchObject({ status: 422, code: 'APPLICATION_EXISTS' });
  });

  it('QH-07 the same tap twice makes one record', async () => {
    const [body, key] = [await formOf(await trainee()), randomUUID()];
    const [first, again] = [await reviewer.ok(onsiteRoutes.accept, { body, key }), await reviewer.ok(onsiteRoutes.accept, { body, key })];
    expect(again.id).toBe(first.id);
  });

  it.each(ALL_PAPERS)('QH-07 A-23 without having seen %s nothing is made', async (missing) => {
    const person = await trainee();
    const body = { ...(await formOf(person)), papers: ALL_PAPERS.filter((one) => one !== missing) };
    expect(await reviewer.refused(onsiteRoutes.accept, { body })).toMatchObject({ status: 422, code: 'PAPERS_MISSING', ruleId: 'A-23' });
    expect(await ApplicationModel.countDocuments({ personId: person.id })).toBe(0);
  });

  it('QH-09 CQ-01 CQ-30 asks what is asked of everybody: a confirmed employer and both badges', async () => {
    const alone = await ledgeredWorker(world, { name: '无单位' });
    expect(await reviewer.refused(onsiteRoutes.accept, { body: await formOf(alone) })).toMatchObject({
      code: 'EMPLOYMENT_REQUIRED',
      ruleId: 'QH-09',
    });
    const half = await verifiedWorker(world, { name: '半认证' });
    await employ(world, half.id, companyId);
    expect((await reviewer.refused(onsiteRoutes.accept, { body: await formOf(half) })).ruleId).toBe('CQ-30');
    // Employed in another province only: that is another authority's counter.
    const far = await ledgeredWorker(world, { name: '外省工' });
    await employ(world, far.id, (await enterprise({ jurisdictions: ['500000'] })).id, '安全员', '500000');
    expect((await reviewer.refused(onsiteRoutes.accept, { body: await formOf(far) })).code).toBe('EMPLOYMENT_REQUIRED');
  });

  it('O-10 special operations need the medical certificate here too, 技术工人 are not taken', async () => {
    const body = { ...(await formOf(await trainee())), subject: { category: 'SPECIAL_OP' as const, code: '05' } };
    expect((await reviewer.refused(onsiteRoutes.accept, { body })).code).toBe('MEDICAL_REQUIRED');
    const craft = { ...body, subject: { category: 'SKILLED_WORKER' as const } };
    expect(await reviewer.refused(onsiteRoutes.accept, { body: craft })).toMatchObject({
      status: 422,
      code: 'ITEM_NOT_OFFERED',
      ruleId: 'QH-07',
    });
  });

  it('QH-07 a province whose document has no counter takes nobody there, and says so', async () => {
    const elsewhere = await signIn(
      world,
      (await officer(world, 'AUTHORITY_REVIEWER', '外省审核', await authority('500000'))).phone,
      'AUTHORITY_REVIEWER',
    );
    expect((await elsewhere.ok(onsiteRoutes.list)).offered).toBe(false);
    expect((await reviewer.ok(onsiteRoutes.list)).offered).toBe(true);
    const { name, idNumber } = await trainee();
    expect(await elsewhere.refused(onsiteRoutes.findPerson, { body: { name, idNumber } })).toMatchObject({
      status: 409,
      code: 'ONSITE_NOT_OFFERED',
    });
  });

  it('QH-07 an officer does not sign themself up, nor with a photo that is not theirs to give', async () => {
    await employ(world, reviewerAs.id, companyId);
    const own = await formOf(reviewerAs);
    expect(await reviewer.refused(onsiteRoutes.accept, { body: own })).toMatchObject({ status: 403, code: 'OWN_CASE' });
    const stolen = { ...(await formOf(await trainee())), portraitFileId: (await formOf(await trainee(), second)).portraitFileId };
    expect((await reviewer.refused(onsiteRoutes.accept, { body: stolen })).status).toBe(404);
  });

  it('QH-07 a mistake is taken back with its reason, but not once an exam is planned', async () => {
    const [wrong, planned] = [await accept(await trainee()), await accept(await trainee())];
    const back = (one: typeof wrong) => ({ params: { id: one.id }, body: { version: one.version, reason: '类别选错了' } });
    expect(await reviewer.ok(onsiteRoutes.cancel, back(wrong))).toMatchObject({ status: 'WITHDRAWN' });
    await reviewer.ok(examRoutes.createForAuthority, { body: planOf(planned.id) });
    expect(await reviewer.refused(onsiteRoutes.cancel, back(planned))).toMatchObject({ status: 409, code: 'IN_EXAM_PLAN' });
    const ordinary = await applicationIn(world, 'TRAINED', { personId: (await trainee()).id, institutionId: school.id });
    const params = { id: ordinary };
    expect((await reviewer.refused(onsiteRoutes.cancel, { params, body: { version: 1, reason: '试试' } })).code).toBe('ILLEGAL_TRANSITION');
  });
});

describe('the exam of enterprise trainees', () => {
  it('QH-07 QH-15 QH-05 is planned by one officer, approved by another and arranged in an institution’s room; score, list and certificate as for everybody', async () => {
    const person = await trainee();
    const { id } = await accept(person);
    expect((await reviewer.ok(examRoutes.eligibleForAuthority)).items.map((one) => one.source.id)).toContain(id);
    const draft = await reviewer.ok(examRoutes.createForAuthority, { body: planOf(id) });
    expect(draft).toMatchObject({ status: 'DRAFT', trainedBy: 'ENTERPRISE' });
    const params = { id: draft.id };
    const sent = await reviewer.ok(examRoutes.submitForAuthority, { params, body: { version: draft.version } });
    expect(await reviewer.refused(examRoutes.decidePlan, { params, body: { decision: 'APPROVE', version: sent.version } })).toMatchObject({
      code: 'OWN_CASE',
    });
    expect([sent.canApprove, (await second.ok(examRoutes.viewForAuthority, { params })).canApprove]).toEqual([false, true]);
    // Before it has a room no institution knows of it.
    expect((await teacher.call(examRoutes.viewPlan, { params })).status).toBe(404);
    const place = { institutionId: school.id, ...ROOM };
    expect(await reviewer.refused(examRoutes.arrangeForAuthority, { params, body: { ...place, version: sent.version } })).toMatchObject({
      code: 'PLAN_NOT_APPROVED',
      ruleId: 'QH-15',
    });
    const approved = await second.ok(examRoutes.decidePlan, { params, body: { decision: 'APPROVE', version: sent.version } });
    const arranged = await reviewer.ok(examRoutes.arrangeForAuthority, { params, body: { ...place, version: approved.version } });
    expect(arranged).toMatchObject({ status: 'ARRANGED', institution: { id: school.id }, room: ROOM.room });
    await world.settle();

    expect((await teacher.ok(inboxRoutes.list)).items[0]).toMatchObject({
      title: '主管部门用您的机房考试',
      body: expect.stringContaining(ROOM.room),
    });
    expect((await teacher.ok(examRoutes.listPlans)).items.map((one) => one.id)).toContain(draft.id);
    const worker = await signIn(world, person.phone);
    const [ticket] = (await worker.ok(examRoutes.listMine)).items;
    expect(ticket).toMatchObject({ room: ROOM.room, status: 'READY' });
    await teacher.ok(examRoutes.openPlan, { params, body: { version: arranged.version } });
    const session = { id: ticket!.id };
    const seat = { admissionNumber: ticket!.admissionNumber, roomCode: await roomCode(teacher, draft.id), client: 'COMPUTER' as const };
    await worker.ok(examRoutes.checkIn, { params: session, body: seat });
    world.clock.advance(MINUTE);
    await worker.ok(examRoutes.start, { params: session, body: { client: 'COMPUTER' } });
    const { paper } = (await ExamSessionModel.findById(session.id).lean<ExamSession>())!;
    const answers = paper.map((one) => ({ questionId: one.id, choice: one.answer, version: 1 }));
    expect(await worker.ok(examRoutes.submit, { params: session, body: { answers } })).toMatchObject({ passed: true });
    await world.settle();
    expect(await worker.ok(applicationRoutes.view, { params: { id } })).toMatchObject({ status: 'PASSED' });

    const desk = { reviewer, issuer } as ProvinceDesk;
    const list = await checkedList(world, desk, draft.id);
    expect(list).toMatchObject({ status: 'CHECKED', rows: [{ enterpriseName: '青海自训建筑有限公司' }] });
    const certificate = await signList(world, desk, list, worker);
    expect(certificate).toMatchObject({ number: expect.stringContaining('青建安C1') });
    expect((await worker.ok(certificateRoutes.listMine)).items).toHaveLength(1);
    expect(await worker.ok(applicationRoutes.view, { params: { id } })).toMatchObject({ status: 'CERTIFIED' });
  });

  it('QH-15 institutions plan for their own people and officers for the enterprises’, neither for the other', async () => {
    const own = await applicationIn(world, 'TRAINED', { personId: (await trainee()).id, institutionId: school.id, subject: C1 });
    expect(await reviewer.refused(examRoutes.createForAuthority, { body: planOf(own) })).toMatchObject({
      status: 409,
      code: 'OTHER_TRAINER',
      ruleId: 'QH-15',
    });
    expect((await reviewer.ok(examRoutes.eligibleForAuthority)).items.map((one) => one.source.id)).not.toContain(own);
    const { id } = await accept(await trainee());
    expect((await teacher.refused(examRoutes.createPlan, { body: planOf(id) })).status).toBe(404);
    expect((await teacher.ok(examRoutes.eligible)).items.map((one) => one.source.id)).not.toContain(id);

    const theirs = await teacher.ok(examRoutes.createPlan, { body: planOf(own) });
    const at = { params: { id: theirs.id }, body: { version: theirs.version } };
    expect((await reviewer.refused(examRoutes.submitForAuthority, at)).code).toBe('OTHER_TRAINER');
    expect((await reviewer.refused(examRoutes.cancelForAuthority, { ...at, body: { ...at.body, reason: '试试' } })).code).toBe(
      'OTHER_TRAINER',
    );
  });

  it('QH-06 QH-07 the room is of an institution of the province that may train for the certificate; only the authority cancels, and the room is told', async () => {
    const { id } = await accept(await trainee());
    const approved = await approvedPlan(id);
    const params = { id: approved.id };
    const into = (institutionId: string) => ({ params, body: { institutionId, version: approved.version, ...ROOM } });
    const trades = await institution({ authorisations: [{ category: 'SPECIAL_OP', from: '2020-01-01' }] });
    expect((await reviewer.refused(examRoutes.arrangeForAuthority, into(trades.id))).code).toBe('INSTITUTION_NOT_AUTHORISED');
    const far = await institution({ jurisdictions: ['500000'] });
    expect((await reviewer.refused(examRoutes.arrangeForAuthority, into(far.id))).status).toBe(404);
    const arranged = await reviewer.ok(examRoutes.arrangeForAuthority, into(school.id));
    await world.settle();
    const cancel = { params, body: { version: arranged.version, reason: '机房停电' } };
    expect((await teacher.refused(examRoutes.cancelPlan, cancel)).code).toBe('OTHER_TRAINER');
    await reviewer.ok(examRoutes.cancelForAuthority, cancel);
    await world.settle();
    expect((await teacher.ok(inboxRoutes.list)).items[0]).toMatchObject({
      title: '考试计划已取消',
      body: expect.stringContaining('机房停电'),
    });
    expect((await ApplicationModel.findById(id).lean())!.status).toBe('TRAINED');
  });
});
