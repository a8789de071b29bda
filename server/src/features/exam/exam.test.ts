import { examRoutes, type ExamPaper } from '@jzt/shared/contract/exam';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { sessionRoutes } from '@jzt/shared/contract/session';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signIn, type Client } from '../../../testing/client';
import { roomCode } from '../../../testing/examRoom';
import { course, questionBank, questions } from '../../../testing/courses';
import {
  HERE,
  applicationIn,
  enterprise,
  enterpriseStaff,
  institution,
  institutionStaff,
  ledgeredWorker,
  officer,
} from '../../../testing/people';
import { sourceOf } from '../../../testing/passed';
import { startWorld, type World } from '../../../testing/world';
import { Applications } from '../application/application.service';
import { ApplicationSource } from '../application/applicationSource.service';
import { QuestionBankModel } from '../questionBank/questionBank.model';
import { QuestionBanks } from '../questionBank/questionBank.service';
import { ExamSessionModel, type ExamSession } from './exam.model';
import { ExamSessions } from './examSession.service';

const MINUTE = 60_000;

let world: World;
let staff: Client;
let reviewer: Client;
let institutionId: string;

beforeAll(async () => {
  world = await startWorld();
  institutionId = (await institution()).id;
  await course();
  await questionBank();
  staff = await signIn(world, (await institutionStaff(world, institutionId)).phone, 'INSTITUTION_STAFF');
  reviewer = await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER');
});
afterAll(() => world.stop());

async function candidate(status: 'TRAINED' | 'IN_TRAINING' = 'TRAINED', code = 'C1') {
  const person = await ledgeredWorker(world);
  const applicationId = await applicationIn(world, status, {
    personId: person.id,
    institutionId,
    subject: { category: 'SAFETY_MGMT', code },
  });
  return { person, applicationId, client: await signIn(world, person.phone) };
}
type Candidate = Awaited<ReturnType<typeof candidate>>;

const planBody = (people: Candidate[]) => ({
  name: '第一次考试',
  startsAt: new Date(world.clock.now().getTime() + 60 * MINUTE).toISOString(),
  minutes: 60,
  sources: people.map(sourceOf),
});

/** A plan on its way up to the given state. */
async function plan(people: Candidate[], until: 'DRAFT' | 'SUBMITTED' | 'APPROVED' | 'ARRANGED' | 'RUNNING') {
  let found = await staff.ok(examRoutes.createPlan, { body: planBody(people) });
  const params = { id: found.id };
  if (until === 'DRAFT') return found;
  found = await staff.ok(examRoutes.submitPlan, { params, body: { version: found.version } });
  if (until === 'SUBMITTED') return found;
  found = await reviewer.ok(examRoutes.decidePlan, { params, body: { decision: 'APPROVE', version: found.version } });
  if (until === 'APPROVED') return found;
  found = await staff.ok(examRoutes.arrangePlan, { params, body: { version: found.version, room: '一号机房', address: '测试路1号' } });
  await world.settle();
  if (until === 'ARRANGED') return staff.ok(examRoutes.viewPlan, { params });
  world.clock.advance(57 * MINUTE);
  await refresh(people);
  return staff.ok(examRoutes.openPlan, { params, body: { version: found.version } });
}

/** The clock jumped past the access tokens' life: everybody signs in again. */
async function refresh(people: Candidate[]) {
  world.clock.advance(2 * MINUTE);
  const again = async (client: Client) => {
    client.session = await client.ok(sessionRoutes.refresh, { body: { refreshToken: client.session!.refreshToken } });
  };
  await Promise.all([staff, reviewer, ...people.map((one) => one.client)].map(again));
}

async function sitting(one: Candidate): Promise<{ id: string; paper: ExamPaper }> {
  const [session] = (await one.client.ok(examRoutes.listMine)).items;
  const params = { id: session!.id };
  const { planId, startsAt } = (await stored(session!.id))!;
  const seat = { admissionNumber: session!.admissionNumber, roomCode: await roomCode(staff, planId), client: 'COMPUTER' as const };
  await one.client.ok(examRoutes.checkIn, { params, body: seat });
  world.clock.advance(Math.max(0, startsAt.getTime() - world.clock.now().getTime()));
  return { id: session!.id, paper: await one.client.ok(examRoutes.start, { params, body: { client: 'COMPUTER' } }) };
}

const stored = (id: string) => ExamSessionModel.findById(id).lean<ExamSession>();
const rightAnswers = async (id: string) => (await stored(id))!.paper.map((one) => ({ questionId: one.id, choice: one.answer, version: 1 }));

describe('exam plan', () => {
  it('QH-14 a candidate who is not trained is refused by name, and subjects are not mixed', async () => {
    const [trained, late, other] = await Promise.all([candidate(), candidate('IN_TRAINING'), candidate('TRAINED', 'C2')]);
    expect(await staff.refused(examRoutes.createPlan, { body: planBody([trained, late]) })).toMatchObject({
      code: 'CANDIDATES_NOT_TRAINED',
      ruleId: 'QH-14',
      message: expect.stringContaining(late.person.name),
    });
    expect((await staff.refused(examRoutes.createPlan, { body: planBody([trained, other]) })).code).toBe('EXAM_SUBJECTS_MIXED');
  });

  it('QH-05 the institution may not approve; QH-15 a returned plan cannot be arranged but edited and submitted again', async () => {
    const found = await plan([await candidate()], 'SUBMITTED');
    const params = { id: found.id };
    expect((await staff.refused(examRoutes.decidePlan, { params, body: { decision: 'APPROVE', version: found.version } })).status).toBe(
      403,
    );
    expect((await reviewer.refused(examRoutes.decidePlan, { params, body: { decision: 'RETURN', version: found.version } })).code).toBe(
      'REASON_REQUIRED',
    );
    const returned = await reviewer.ok(examRoutes.decidePlan, {
      params,
      body: { decision: 'RETURN', reason: '时间冲突', version: found.version },
    });
    const refusal = await staff.refused(examRoutes.arrangePlan, {
      params,
      body: { version: returned.version, room: '一', address: '测试路' },
    });
    expect(refusal).toMatchObject({ code: 'PLAN_NOT_APPROVED', ruleId: 'QH-15' });
    const again = await staff.ok(examRoutes.submitPlan, { params, body: { version: returned.version } });
    expect(again.status).toBe('SUBMITTED');
  });

  it('QH-08 no exam is opened without approval, nor long before its time; an approved plan is frozen', async () => {
    const people = [await candidate()];
    const draft = await plan([await candidate()], 'DRAFT');
    expect((await staff.refused(examRoutes.openPlan, { params: { id: draft.id }, body: { version: draft.version } })).ruleId).toBe('QH-08');
    const arranged = await plan(people, 'ARRANGED');
    expect((await staff.refused(examRoutes.openPlan, { params: { id: arranged.id }, body: { version: arranged.version } })).code).toBe(
      'EXAM_NOT_YET',
    );
    expect(
      (
        await staff.refused(examRoutes.updatePlan, {
          params: { id: arranged.id },
          body: { ...planBody(people), version: arranged.version },
        })
      ).status,
    ).toBe(409);
  });

  it('two officers deciding at once: one decision', async () => {
    const found = await plan([await candidate()], 'SUBMITTED');
    const second = await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER');
    const body = { decision: 'APPROVE' as const, version: found.version };
    const replies = await Promise.all([reviewer, second].map((one) => one.call(examRoutes.decidePlan, { params: { id: found.id }, body })));
    expect(replies.map((one) => one.status).sort()).toEqual([200, 409]);
    expect(replies.find((one) => one.status === 409)!.error.code).toBe('ALREADY_DECIDED');
  });

  it('a cancelled plan puts its people back to be scheduled again', async () => {
    const one = await candidate();
    const arranged = await plan([one], 'ARRANGED');
    await staff.ok(examRoutes.cancelPlan, { params: { id: arranged.id }, body: { version: arranged.version, reason: '机房停电' } });
    await world.settle();
    expect((await (await world.server.get(Applications)).get(one.applicationId)).status).toBe('TRAINED');
  });

  describe('two approved plans with the same person', () => {
    const room = { room: '一号机房', address: '测试路1号' };
    const arrange = ({ id, version }: { id: string; version: number }) =>
      staff.call(examRoutes.arrangePlan, { params: { id }, body: { version, ...room } });
    const cancel = ({ id, version }: { id: string; version: number }) =>
      staff.ok(examRoutes.cancelPlan, { params: { id }, body: { version, reason: '机房停电' } });
    const sittings = async (one: Candidate) => (await one.client.ok(examRoutes.listMine)).items.map(({ status }) => status);

    it('QH-15 only one is arranged: the other says how many sit elsewhere, before and after they are told', async () => {
      const [one, free] = await Promise.all([candidate(), candidate()]);
      const [first, second] = [await plan([one], 'APPROVED'), await plan([one, free], 'APPROVED')];
      expect((await arrange(first)).status).toBe(200);
      const refused = { status: 409, error: { code: 'SITS_ELSEWHERE', ruleId: 'QH-15', message: expect.stringMatching(/^其中1人/) } };
      expect(await arrange(second)).toMatchObject(refused);
      await world.settle();
      expect(await arrange(second)).toMatchObject(refused);
      expect(await sittings(one)).toEqual(['READY']);
    });

    it('QH-15 when the first is cancelled the other is arranged', async () => {
      const one = await candidate();
      const [first, second] = [await plan([one], 'APPROVED'), await plan([one], 'APPROVED')];
      await cancel((await arrange(first)).body);
      await world.settle();
      expect((await arrange(second)).status).toBe(200);
      await world.settle();
      expect((await sittings(one)).sort()).toEqual(['CANCELLED', 'READY']);
    });

    it('QH-15 arranged in the same moment, the person has one sitting all the same', async () => {
      const one = await candidate();
      const both = [await plan([one], 'APPROVED'), await plan([one], 'APPROVED')];
      const answers = await Promise.all(both.map(arrange));
      expect(answers.map(({ status }) => status)).toContain(200);
      await world.settle();
      expect(await sittings(one)).toEqual(['READY']);
    });

    it('a cancellation of a sitting that is not theirs leaves the person scheduled', async () => {
      const one = await candidate();
      await plan([one], 'ARRANGED');
      const source = await world.server.get(ApplicationSource);
      await source.unschedule({ source: sourceOf(one), sessionId: new mongoose.Types.ObjectId().toHexString(), reason: '机房停电' });
      expect((await (await world.server.get(Applications)).get(one.applicationId)).status).toBe('SCHEDULED');
    });
  });
});

describe('question bank', () => {
  const stems = async (one: Candidate) => {
    const [session] = await ExamSessionModel.find({ personId: one.person.id }).lean<ExamSession[]>();
    return { bankVersion: session!.bankVersion, old: session!.paper.filter((question) => !question.stem.startsWith('新')).length };
  };

  it('papers of an arranged exam come from the version it was arranged with, also when one is drawn after the next version', async () => {
    const people = [await candidate(), await candidate()];
    const arranged = await plan(people, 'ARRANGED');
    const next = await (await world.server.get(QuestionBanks)).publish(HERE, 'SAFETY_MGMT', questions('新'));
    // As after a crash before the seat: the delivery comes once more, and the bank has changed meanwhile.
    await ExamSessionModel.deleteOne({ personId: people[1]!.person.id });
    await (await world.server.get(ExamSessions)).seat({ planId: arranged.id, source: sourceOf(people[1]!) });
    for (const one of people) expect(await stems(one)).toEqual({ bankVersion: next - 1, old: 35 });
    const later = await candidate();
    await plan([later], 'ARRANGED');
    expect(await stems(later)).toEqual({ bankVersion: next, old: 0 });
  });

  it('papers hold no question that people practise with, and nobody who sits an exam is sent an explanation', async () => {
    const pool = (of: 'EXAM' | 'PRACTICE', words: string) =>
      questions(words).map((one) => ({
        ...one,
        id: `${of}${one.id}`,
        pool: of,
        topic: '高处作业',
        difficulty: 1 as const,
        explanation: '解析',
      }));
    const bank = [...pool('PRACTICE', '练'), ...pool('EXAM', '考')];
    await (await world.server.get(QuestionBanks)).publish(HERE, 'SAFETY_MGMT', bank);
    const one = await candidate();
    await plan([one], 'RUNNING');
    const { id, paper } = await sitting(one);
    expect(paper.questions).toHaveLength(35);
    expect(paper.questions.filter((question) => !question.stem.startsWith('考'))).toEqual([]);
    const submitted = await one.client.ok(examRoutes.submit, { params: { id }, body: { answers: await rightAnswers(id) } });
    const seen = [paper, submitted, await one.client.ok(examRoutes.listMine), await one.client.ok(examRoutes.score, { params: { id } })];
    expect(JSON.stringify(seen)).not.toMatch(/解析|explanation/);
  });

  it('no exam is arranged for a category without a bank', async () => {
    const found = await plan([await candidate()], 'APPROVED');
    await mongoose.connection
      .collection('exam_plans')
      .updateOne({ number: found.number }, { $set: { 'subject.category': 'QUALITY_TESTER' } });
    const body = { version: found.version, room: '一号机房', address: '测试路1号' };
    expect((await staff.refused(examRoutes.arrangePlan, { params: { id: found.id }, body })).code).toBe('QUESTION_BANK_MISSING');
  });

  it('a published version never changes, and of two published at once each has its own number', async () => {
    await expect(QuestionBankModel.updateOne({ version: 1 }, { $set: { questions: [] } })).rejects.toThrow('never changes');
    await expect(QuestionBankModel.deleteMany({})).rejects.toThrow('never changes');
    const banks = await world.server.get(QuestionBanks);
    const tries = await Promise.allSettled(Array.from({ length: 4 }, () => banks.publish(HERE, 'SKILLED_WORKER', questions())));
    const numbers = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(numbers.length).toBeGreaterThan(0);
    expect([...new Set(numbers)].sort()).toEqual(numbers.map((_, at) => at + 1));
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'QUESTION_BANK_CHANGED' });
  });
});

describe('exam session', () => {
  it('QH-17 the score is in the reply, the same however often it is asked, and the application follows', async () => {
    const one = await candidate();
    await plan([one], 'RUNNING');
    const { id, paper } = await sitting(one);
    expect(JSON.stringify(paper)).not.toContain('"answer"');
    const answers = await rightAnswers(id);
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => one.client.ok(examRoutes.submit, { params: { id }, body: { answers } })),
    );
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect(replies[0]).toMatchObject({ score: 100, passed: true, byTimeout: false });
    await world.settle();
    expect((await (await world.server.get(Applications)).get(one.applicationId)).status).toBe('PASSED');
    expect(await one.client.ok(examRoutes.submit, { params: { id }, body: { answers: [] } })).toEqual(replies[0]);
  });

  it('QH-17 a result that comes before the notice of the exam waits for it', async () => {
    const one = await candidate();
    const owner = await world.server.get(ApplicationSource);
    await expect(owner.recordResult(one.applicationId, true)).rejects.toThrow('not delivered yet');
    await plan([one], 'ARRANGED');
    await owner.recordResult(one.applicationId, true);
    await owner.recordResult(one.applicationId, true);
    expect((await (await world.server.get(Applications)).get(one.applicationId)).status).toBe('PASSED');
  });

  it('QH-16 a phone is refused for a computer exam; a wrong admission number is refused', async () => {
    const one = await candidate();
    const { id: planId } = await plan([one], 'RUNNING');
    const code = await roomCode(staff, planId);
    const [session] = (await one.client.ok(examRoutes.listMine)).items;
    const params = { id: session!.id };
    expect(
      await one.client.refused(examRoutes.checkIn, {
        params,
        body: { admissionNumber: session!.admissionNumber, roomCode: code, client: 'MOBILE' },
      }),
    ).toMatchObject({ code: 'COMPUTER_ONLY', ruleId: 'QH-16' });
    expect(
      (await one.client.refused(examRoutes.checkIn, { params, body: { admissionNumber: 'KS0000', roomCode: code, client: 'COMPUTER' } }))
        .code,
    ).toBe('ADMISSION_NUMBER_WRONG');
    expect((await one.client.refused(examRoutes.start, { params, body: { client: 'COMPUTER' } })).code).toBe('CHECK_IN_REQUIRED');
  });

  it('answers: the same version again is acknowledged, an older one is not taken, and a phone that comes back has them all and the same deadline', async () => {
    const one = await candidate();
    await plan([one], 'RUNNING');
    const { id, paper } = await sitting(one);
    const params = { id };
    const question = paper.questions[0]!;
    const save = (choice: string, version: number) =>
      one.client.call(examRoutes.saveAnswer, { params, body: { questionId: question.id, choice: [choice], version } });
    expect((await save('A', 1)).status).toBe(200);
    expect((await save('A', 1)).status).toBe(200);
    expect((await save('C', 3)).status).toBe(200);
    expect((await save('B', 2)).error.code).toBe('ANSWER_STALE');
    expect(
      (await one.client.refused(examRoutes.saveAnswer, { params, body: { questionId: 'nothing', choice: ['A'], version: 1 } })).code,
    ).toBe('QUESTION_NOT_FOUND');
    world.clock.advance(5 * MINUTE);
    const again = await one.client.ok(examRoutes.start, { params, body: { client: 'COMPUTER' } });
    expect(again.deadline).toBe(paper.deadline);
    expect(again.questions).toEqual(paper.questions);
    expect(again.answers).toEqual([{ questionId: question.id, choice: ['C'], version: 3 }]);
  });

  it('answers saved while the paper is handed in are marked or refused, never acknowledged and lost', async () => {
    const one = await candidate();
    await plan([one], 'RUNNING');
    const { id } = await sitting(one);
    const answers = await rightAnswers(id);
    const saves = answers.map((body) => one.client.call(examRoutes.saveAnswer, { params: { id }, body }));
    const submitted = one.client.ok(examRoutes.submit, { params: { id }, body: { answers: [] } });
    const acknowledged = (await Promise.all(saves)).flatMap((reply, at) => (reply.status === 200 ? [answers[at]!.questionId] : []));
    const session = (await stored(id))!;
    const expected = session.paper
      .filter((question) => acknowledged.includes(question.id))
      .reduce((sum, question) => sum + question.score, 0);
    expect((await submitted).score).toBe(expected);
  });

  it('the server ends it at the deadline with what was saved; afterwards nothing is taken', async () => {
    const one = await candidate();
    await plan([one], 'RUNNING');
    const { id } = await sitting(one);
    const [first, second] = await rightAnswers(id);
    await one.client.ok(examRoutes.saveAnswer, { params: { id }, body: first! });
    world.clock.advance(61 * MINUTE);
    await refresh([one]);
    expect((await one.client.refused(examRoutes.saveAnswer, { params: { id }, body: second! })).code).toBe('EXAM_OVER');
    await world.settle();
    const result = await one.client.ok(examRoutes.score, { params: { id } });
    expect(result).toMatchObject({ byTimeout: true, score: 3, passed: false });
    expect(await one.client.ok(examRoutes.submit, { params: { id }, body: { answers: [second!] } })).toEqual(result);
    expect((await (await world.server.get(Applications)).get(one.applicationId)).status).toBe('FAILED');
  });

  it('who does not come is absent and may be planned again', async () => {
    const one = await candidate();
    const running = await plan([one], 'RUNNING');
    world.clock.advance(120 * MINUTE);
    await refresh([one]);
    await world.settle();
    expect((await staff.ok(examRoutes.viewPlan, { params: { id: running.id } })).status).toBe('CLOSED');
    expect((await one.client.ok(examRoutes.listMine)).items[0]!.status).toBe('ABSENT');
    expect((await (await world.server.get(Applications)).get(one.applicationId)).status).toBe('TRAINED');
  });

  it('QH-18 the candidate, their institution and the authority see the score; enterprise, other institution and other person do not', async () => {
    const one = await candidate();
    await plan([one], 'RUNNING');
    const { id } = await sitting(one);
    await one.client.ok(examRoutes.submit, { params: { id }, body: { answers: [] } });
    const boss = await signIn(world, (await enterpriseStaff(world, (await enterprise()).id)).phone, 'ENTERPRISE_STAFF');
    const elsewhere = await signIn(world, (await institutionStaff(world, (await institution()).id)).phone, 'INSTITUTION_STAFF');
    const stranger = await candidate();
    const seen = await Promise.all(
      [one.client, staff, reviewer, boss, elsewhere, stranger.client].map((client) => client.call(examRoutes.score, { params: { id } })),
    );
    expect(seen.map((reply) => reply.status)).toEqual([200, 200, 200, 403, 404, 404]);
    expect((await stranger.client.refused(examRoutes.start, { params: { id }, body: { client: 'COMPUTER' } })).status).toBe(404);
  });

  it('QH-17 whose exam is voided hears which one and why', async () => {
    const one = await candidate();
    await plan([one], 'RUNNING');
    const { id } = await sitting(one);
    await reviewer.ok(examRoutes.voidScore, { params: { id }, body: { reason: '替考', version: 0 } });
    await world.settle();
    const [message] = (await one.client.ok(inboxRoutes.list, {})).items;
    expect(message).toMatchObject({ title: '考试作废', body: expect.stringMatching(/（C1证）.*准考证号\S+.*替考/) });
  });

  it.each(['while answering', 'handed in, before it is marked'])(
    'QH-17 an exam voided %s ends the application with its reason',
    async (when) => {
      const one = await candidate();
      await plan([one], 'RUNNING');
      const { id } = await sitting(one);
      // Handed in and not followed by anything yet: what marks it comes after the officer.
      if (when !== 'while answering')
        await ExamSessionModel.updateOne({ _id: id }, { $set: { status: 'SUBMITTED', score: 90, passed: true } });
      await reviewer.ok(examRoutes.voidScore, { params: { id }, body: { reason: '替考', version: 0 } });
      await (await world.server.get(ExamSessions)).publish(id);
      await world.settle();
      const found = await (await world.server.get(Applications)).get(one.applicationId);
      expect([found.status, found.open, found.history.at(-1)?.reason]).toEqual(['FAILED', false, '替考']);
      expect(await mongoose.connection.collection('scores').countDocuments({ sessionId: id })).toBe(0);
      const told = (await one.client.ok(inboxRoutes.list, {})).items.filter((message) => message.body.includes('替考'));
      expect(told).toHaveLength(1);
    },
  );

  it('a voided score fails the application with its reason', async () => {
    const one = await candidate();
    await plan([one], 'RUNNING');
    const { id } = await sitting(one);
    await one.client.ok(examRoutes.submit, { params: { id }, body: { answers: await rightAnswers(id) } });
    await world.settle();
    await reviewer.ok(examRoutes.voidScore, { params: { id }, body: { reason: '替考', version: 0 } });
    await world.settle();
    const found = await (await world.server.get(Applications)).get(one.applicationId);
    expect(found.status).toBe('FAILED');
    expect(found.history.at(-1)?.reason).toBe('替考');
    expect(await mongoose.connection.collection('scores').countDocuments({ sessionId: id, status: 'VOIDED' })).toBe(1);
  });
});
