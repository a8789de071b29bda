import { examRoutes } from '@jzt/shared/contract/exam';
import mongoose, { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ExamPlanModel, ExamSessionModel } from '../src/features/exam/exam.model';
import { signIn, type Client } from '../testing/client';
import { passList, twoOfficers, type Officers } from '../testing/officers';
import { passedExam, type PassedExam } from '../testing/passed';
import { institution, institutionStaff } from '../testing/people';
import { PowerCut } from '../testing/powerCut';
import { specialExams, type SpecialExams } from '../testing/specialExam';
import { startWorld, type World } from '../testing/world';
import { practicalMark } from './0025-practical-mark';

let world: World;
let special: SpecialExams;
let officers: Officers;

beforeAll(async () => {
  world = await startWorld();
  special = await specialExams(world);
  officers = await twoOfficers(world);
});
afterAll(() => world.stop());

/** As exams were before there was a practical part. */
async function old(sessionId: string, planId: string): Promise<void> {
  await ExamSessionModel.updateOne({ _id: sessionId }, { $unset: { practicalMark: 1, practical: 1 } });
  await ExamPlanModel.updateOne({ _id: planId }, { $unset: { practicalMark: 1 } });
}

const up = () => practicalMark.up(mongoose.connection.db!);

async function passedBefore(): Promise<PassedExam & { teacher: Client }> {
  const school = await institution();
  const exam = await passedExam(world, { subject: { category: 'SPECIAL_OP', code: '02' }, institution: school });
  await old(exam.people[0]!.sessionId, exam.planId);
  return { ...exam, teacher: await signIn(world, (await institutionStaff(world, school.id)).phone, 'INSTITUTION_STAFF') };
}

describe('O-10 exams from before there was a practical part', () => {
  it('QH-17 who had passed keeps the result, is seen by everybody and comes through the pass list', async () => {
    const exam = await passedBefore();
    await up();
    const [person] = exam.people;
    const client = await signIn(world, person!.phone);
    const params = { id: person!.sessionId };
    expect(await client.ok(examRoutes.viewMine, { params })).toMatchObject({ status: 'SCORED', score: 92, passed: true });
    expect((await client.ok(examRoutes.score, { params })).practical).toBeUndefined();
    const plan = await exam.teacher.ok(examRoutes.viewPlan, { params: { id: exam.planId } });
    expect(plan.candidates).toMatchObject([{ score: 92, passed: true }]);
    const batch = await passList(world, officers, exam, 'CHECKED');
    expect(batch.rows.map((row) => row.errors)).toEqual([[]]);
    expect(batch.status).toBe('CHECKED');
  });

  it('an exam with a practical part whose mark is missing stays off the list', async () => {
    const exam = await passedExam(world, { subject: { category: 'SPECIAL_OP', code: '02' } });
    await ExamSessionModel.updateOne({ _id: exam.people[0]!.sessionId }, { $unset: { practical: 1 } });
    const { rows } = await passList(world, officers, exam, 'CHECKED');
    expect(rows[0]!.errors.map((one) => one.code)).toContain('ROW_NOT_PASSED');
  });

  it('who has not handed in yet goes on to the practical part', async () => {
    const one = await special.sat(true, '甘旧卷');
    // Put back to before the paper was handed in, as an old session is found.
    await old(one.params.id, one.planParams.id);
    const planId = new Types.ObjectId(one.planParams.id);
    await ExamSessionModel.updateOne({ _id: one.params.id }, { $set: { status: 'ANSWERING' } });
    await ExamPlanModel.updateOne({ _id: planId }, { $set: { status: 'RUNNING' } });
    await up();
    await up();
    expect(await ExamSessionModel.findById(one.params.id).lean()).toMatchObject({ practicalMark: 70 });
    expect((await special.staff.ok(examRoutes.viewPlan, { params: one.planParams })).practicalMark).toBe(70);
    const reply = await one.client.ok(examRoutes.submit, { params: one.params, body: { answers: [] } });
    expect(reply).toMatchObject({ score: 100, practical: { passMark: 70 } });
    await world.settle();
    expect((await one.client.ok(examRoutes.viewMine, { params: one.params })).status).toBe('PRACTICAL');
  });

  it('begins again wherever the power goes', async () => {
    const exam = await passedExam(world, { subject: { category: 'SPECIAL_OP', code: '02' } });
    const [sessionId, planId] = [exam.people[0]!.sessionId, exam.planId];
    const power = new PowerCut();
    try {
      await power.atEveryWrite({
        before: async () => {
          await old(sessionId, planId);
          await ExamSessionModel.updateOne({ _id: sessionId }, { $set: { status: 'READY' } });
          await ExamPlanModel.updateOne({ _id: planId }, { $set: { status: 'ARRANGED' } });
        },
        work: up,
        after: async () => {
          const [session, plan] = [await ExamSessionModel.findById(sessionId).lean(), await ExamPlanModel.findById(planId).lean()];
          expect([session!.practicalMark, plan!.practicalMark]).toEqual([70, 70]);
        },
      });
    } finally {
      power.remove();
    }
  });

  it('leaves alone what has no practical part', async () => {
    const exam = await passedExam(world, {});
    await ExamSessionModel.updateOne({ _id: exam.people[0]!.sessionId }, { $set: { status: 'READY' } });
    await up();
    expect(await ExamSessionModel.findById(exam.people[0]!.sessionId).lean()).not.toHaveProperty('practicalMark');
  });
});
