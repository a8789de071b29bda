import { applicationRoutes, type Application } from '@jzt/shared/contract/application';
import { certificateRoutes, type Certificate } from '@jzt/shared/contract/certificate';
import { examRoutes } from '@jzt/shared/contract/exam';
import { passListRoutes, type PassListBatch } from '@jzt/shared/contract/passList';
import { provinceRoutes } from '@jzt/shared/contract/province';
import { reviewRoutes } from '@jzt/shared/contract/review';
import { studyRoutes } from '@jzt/shared/contract/study';
import { trainingRoutes } from '@jzt/shared/contract/training';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { Source } from '@jzt/shared/domain/sources';
import type { ApplicationSubject } from '../src/features/application/application.model';
import { today } from '../src/platform/clock';
import { renew, signIn, type Client } from './client';
import { roomCode } from './examRoom';
import { course, questionBank } from './courses';
import { paramsOf, watchLesson } from './study';
import { authority, employ, enterprise, institution, institutionStaff, ledgeredWorker, officer, portraitOf } from './people';
import type { World } from './world';

const MINUTE = 60_000;

/** Everybody a province needs to make certificates: its authority's two officers, an institution's teacher, an enterprise, a course, a bank. */
export interface ProvinceDesk {
  jurisdiction: Jurisdiction;
  institutionId: string;
  enterpriseId: string;
  courseId: string;
  teacher: Client;
  reviewer: Client;
  issuer: Client;
  /** Signs its staff in once more, after the clock has gone further than a session lasts. */
  signInAgain(): Promise<void>;
}

export async function provinceDesk(
  world: World,
  jurisdiction: Jurisdiction,
  category: ApplicationSubject['category'],
  address: string,
): Promise<ProvinceDesk> {
  const authorityId = await authority(jurisdiction);
  const authorisations = [{ category, from: '2015-01-01' }];
  const school = await institution({ jurisdictions: [jurisdiction], address, authorisations });
  const company = await enterprise({ jurisdictions: [jurisdiction], address });
  const { id: courseId } = await course({ jurisdiction, category });
  await questionBank(category, jurisdiction);
  const [teacher, reviewer, issuer] = [
    await institutionStaff(world, school.id),
    await officer(world, 'AUTHORITY_REVIEWER', '审核员', authorityId),
    await officer(world, 'AUTHORITY_ISSUER', '签发员', authorityId),
  ];
  const staff = async () => ({
    teacher: await signIn(world, teacher.phone, 'INSTITUTION_STAFF'),
    reviewer: await signIn(world, reviewer.phone, 'AUTHORITY_REVIEWER'),
    issuer: await signIn(world, issuer.phone, 'AUTHORITY_ISSUER'),
  });
  const desk: ProvinceDesk = {
    jurisdiction,
    institutionId: school.id,
    enterpriseId: company.id,
    courseId,
    ...(await staff()),
    signInAgain: async () => void Object.assign(desk, await staff()),
  };
  return desk;
}

/** Somebody who has chosen the province, employed there, who signs up and passes: all of it over HTTP. Returns the application and its exam. */
export async function passedInProvince(
  world: World,
  desk: ProvinceDesk,
  subject: ApplicationSubject,
  seed: { idNumber?: string } = {},
): Promise<{ worker: Client; personId: string; application: Application; planId: string }> {
  const { teacher, reviewer, jurisdiction } = desk;
  const person = await ledgeredWorker(world, seed);
  const worker = await signIn(world, person.phone);
  await worker.ok(provinceRoutes.choose, { body: { jurisdiction, by: 'ENTRY' } });
  await employ(world, person.id, desk.enterpriseId, '安全员', jurisdiction);
  const { id } = await worker.ok(applicationRoutes.submit, {
    body: {
      subject,
      institutionId: desk.institutionId,
      education: '高中',
      medicalOn: today(world.clock),
      portraitFileId: await portraitOf(world, person.id),
      declaredTrue: true,
      selfChecked: true,
    },
  });
  const params = { id };
  await world.settle();
  const waiting = await teacher.ok(reviewRoutes.view, { params });
  await teacher.ok(reviewRoutes.decide, { params, body: { decision: 'PASS', version: waiting.version } });
  await world.settle();
  const day = (ms: number) => new Date(world.clock.now().getTime() + ms).toISOString().slice(0, 10);
  const made = await teacher.ok(trainingRoutes.createClass, {
    body: { name: '第一班', courseId: desk.courseId, startsOn: day(0), endsOn: day(30 * 24 * 60 * MINUTE), seats: 9 },
  });
  await teacher.ok(trainingRoutes.enrol, { params: { id: made.id }, body: { applicationIds: [id] } });
  await world.settle();
  const source = { kind: 'APPLICATION' as const, id };
  await learn(world, worker, source);
  const planId = await examine(world, { teacher, reviewer }, worker, source);
  return { worker, personId: person.id, application: await worker.ok(applicationRoutes.view, { params }), planId };
}

/** All lessons of one source, watched to their end. */
export async function learn(world: World, worker: Client, source: Source): Promise<void> {
  const { chapters } = await worker.ok(studyRoutes.course, { params: paramsOf(source) });
  for (const lesson of chapters.flatMap((chapter) => chapter.lessons)) await watchLesson(world, worker, source, lesson);
  await world.settle();
}

/** Planned, approved, arranged, sat and passed: all of it over HTTP. The plan's id. */
export async function examine(
  world: World,
  { teacher, reviewer }: Pick<ProvinceDesk, 'teacher' | 'reviewer'>,
  worker: Client,
  source: Source,
  right = true,
): Promise<string> {
  // A token lives a quarter of an hour, of which the case may have used most.
  for (const client of [teacher, reviewer, worker]) await renew(world, client);
  const startsAt = new Date(world.clock.now().getTime() + MINUTE).toISOString();
  const draft = await teacher.ok(examRoutes.createPlan, {
    body: { name: '结业考试', startsAt, minutes: 60, sources: [source] },
  });
  const params = { id: draft.id };
  const sent = await teacher.ok(examRoutes.submitPlan, { params, body: { version: draft.version } });
  const approved = await reviewer.ok(examRoutes.decidePlan, { params, body: { decision: 'APPROVE', version: sent.version } });
  const arranged = await teacher.ok(examRoutes.arrangePlan, {
    params,
    body: { version: approved.version, room: '一号机房', address: '测试路1号' },
  });
  await world.settle();
  await teacher.ok(examRoutes.openPlan, { params, body: { version: arranged.version } });
  const [ticket] = (await worker.ok(examRoutes.listMine)).items;
  const session = { id: ticket!.id };
  const seat = { admissionNumber: ticket!.admissionNumber, roomCode: await roomCode(teacher, draft.id), client: 'COMPUTER' as const };
  await worker.ok(examRoutes.checkIn, { params: session, body: seat });
  world.clock.advance(MINUTE);
  const paper = await worker.ok(examRoutes.start, { params: session, body: { client: 'COMPUTER' } });
  const chosen = (options: { key: string; text: string }[]) =>
    options.filter((option) => (option.text.startsWith('正确') || option.text === '对') === right).map((option) => option.key);
  const answers = paper.questions.map((one) => ({ questionId: one.id, choice: chosen(one.options), version: 1 }));
  await worker.ok(examRoutes.submit, { params: session, body: { answers } });
  await world.settle();
  await renew(world, worker);
  const { status, version } = await worker.ok(examRoutes.viewMine, { params: session });
  if (status === 'PRACTICAL') await teacher.ok(examRoutes.recordPractical, { params: session, body: { score: 70, version } });
  await world.settle();
  return draft.id;
}

/** The list of one exam, imported and checked. */
export async function checkedList(world: World, { reviewer }: ProvinceDesk, examPlanId: string): Promise<PassListBatch> {
  const { id } = await reviewer.ok(passListRoutes.create, { body: { examPlanId } });
  await world.settle();
  const { version } = await reviewer.ok(passListRoutes.view, { params: { id } });
  return reviewer.ok(passListRoutes.check, { params: { id }, body: { version } });
}

/** Approved by the second officer and signed; the worker's certificate, as it then stands in the wallet. */
export async function signList(world: World, { issuer }: ProvinceDesk, list: PassListBatch, worker: Client): Promise<Certificate> {
  const params = { id: list.id };
  const approved = await issuer.ok(passListRoutes.approve, { params, body: { version: list.version } });
  await issuer.ok(passListRoutes.sign, { params, body: { version: approved.version } });
  await world.settle();
  return (await worker.ok(certificateRoutes.listMine)).items[0]!;
}
