import { examRoutes } from '@jzt/shared/contract/exam';
import { Applications } from '../src/features/application/application.service';
import { ExamSessionModel, type ExamSession } from '../src/features/exam/exam.model';
import { signIn, type Client } from './client';
import { roomCode } from './examRoom';
import { questionBank } from './courses';
import { sourceOf } from './passed';
import { applicationIn, institution, institutionStaff, ledgeredWorker, officer, type SeededPerson } from './people';
import type { World } from './world';

const MINUTE = 60_000;

/** An institution that examines special operations, its teacher and an officer. */
export interface SpecialExams {
  teacher: SeededPerson;
  staff: Client;
  reviewer: Client;
  /** Somebody who has handed in the theory, all right or all wrong. */
  sat(right: boolean, name?: string): Promise<Sat>;
}

export interface Sat {
  person: SeededPerson;
  client: Client;
  /** Of the session and of the plan, as routes take them. */
  params: { id: string };
  planParams: { id: string };
  version: number;
  reply: Awaited<ReturnType<typeof submitted>>;
  /** Of the application. */
  status(): Promise<string>;
}

const submitted = (client: Client, id: string, answers: { questionId: string; choice: string[]; version: number }[]) =>
  client.ok(examRoutes.submit, { params: { id }, body: { answers } });

export async function specialExams(world: World): Promise<SpecialExams> {
  const { id: institutionId } = await institution();
  await questionBank('SPECIAL_OP');
  const teacher = await institutionStaff(world, institutionId);
  const staff = await signIn(world, teacher.phone, 'INSTITUTION_STAFF');
  const reviewer = await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER');
  return {
    teacher,
    staff,
    reviewer,
    async sat(right, name) {
      const person = await ledgeredWorker(world, { name });
      const subject = { category: 'SPECIAL_OP' as const, code: '05' };
      const applicationId = await applicationIn(world, 'TRAINED', { personId: person.id, institutionId, subject });
      const client = await signIn(world, person.phone);
      const startsAt = new Date(world.clock.now().getTime() + MINUTE).toISOString();
      const body = { name: '特种作业考试', startsAt, minutes: 60, sources: [sourceOf({ applicationId })] };
      const draft = await staff.ok(examRoutes.createPlan, { body });
      const planParams = { id: draft.id };
      const sent = await staff.ok(examRoutes.submitPlan, { params: planParams, body: { version: draft.version } });
      const approved = await reviewer.ok(examRoutes.decidePlan, {
        params: planParams,
        body: { decision: 'APPROVE', version: sent.version },
      });
      const place = { version: approved.version, room: '一号机房', address: '测试路1号' };
      const arranged = await staff.ok(examRoutes.arrangePlan, { params: planParams, body: place });
      await world.settle();
      await staff.ok(examRoutes.openPlan, { params: planParams, body: { version: arranged.version } });
      const [ticket] = (await client.ok(examRoutes.listMine)).items;
      const params = { id: ticket!.id };
      const seat = { admissionNumber: ticket!.admissionNumber, roomCode: await roomCode(staff, draft.id), client: 'COMPUTER' as const };
      await client.ok(examRoutes.checkIn, { params, body: seat });
      world.clock.advance(MINUTE);
      await client.ok(examRoutes.start, { params, body: { client: 'COMPUTER' } });
      const { paper } = (await ExamSessionModel.findById(params.id).lean<ExamSession>())!;
      const answers = right ? paper.map((one) => ({ questionId: one.id, choice: one.answer, version: 1 })) : [];
      const reply = await submitted(client, params.id, answers);
      await world.settle();
      const [candidate] = (await staff.ok(examRoutes.viewPlan, { params: planParams })).candidates;
      const status = async () => (await (await world.server.get(Applications)).get(applicationId)).status;
      return { person, client, params, planParams, version: candidate!.sessionVersion!, reply, status };
    },
  };
}
