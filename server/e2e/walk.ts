import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { accountRoutes } from '@jzt/shared/contract/account';
import { applicationRoutes } from '@jzt/shared/contract/application';
import { certificateRoutes } from '@jzt/shared/contract/certificate';
import type { ApiErrorBody } from '@jzt/shared/contract/common';
import { employmentRoutes } from '@jzt/shared/contract/employment';
import { examRoutes } from '@jzt/shared/contract/exam';
import { fileRoutes } from '@jzt/shared/contract/file';
import { identityRoutes } from '@jzt/shared/contract/identity';
import { passListRoutes } from '@jzt/shared/contract/passList';
import { reviewRoutes } from '@jzt/shared/contract/review';
import type { BodyOf, ParamsOf, ResponseOf, RouteSpec } from '@jzt/shared/contract/route';
import { studyRoutes } from '@jzt/shared/contract/study';
import { trainingRoutes } from '@jzt/shared/contract/training';
import type { Desk } from '../simulators/desk';
import type { Client } from '../testing/client';

export interface Cast {
  worker: Client;
  teacher: Client;
  clerk: Client;
  reviewer: Client;
  issuer: Client;
}

interface Step<T extends RouteSpec> {
  params?: ParamsOf<T>;
  body?: BodyOf<T>;
  file?: Buffer;
  /** Refusals that mean an earlier, unanswered try had its effect. */
  done?: string[];
}

/** Calls as a phone on a bad line does: the same key until there is an answer. `interrupt` may cut the power at any moment. */
export class Walker {
  /** What was acknowledged, to be found again at the end. */
  readonly acknowledged: string[] = [];

  constructor(private readonly interrupt: () => Promise<void>) {}

  async call<T extends RouteSpec>(client: Client, route: T, step: Step<T> = {}): Promise<ResponseOf<T> | undefined> {
    const key = randomUUID();
    const cut = this.interrupt();
    for (let tries = 0; tries < 60; tries++) {
      const reply = await client
        .call(route, { params: step.params, body: step.body, file: step.file, key } as never)
        .catch(() => undefined);
      if (reply && reply.status === 200) {
        this.acknowledged.push(route.id);
        await cut;
        return reply.body;
      }
      const error = reply?.error as ApiErrorBody | undefined;
      if (error && step.done?.includes(error.code)) {
        await cut;
        return undefined;
      }
      if (error && reply!.status < 500 && reply!.status !== 429) throw new Error(`${route.id}: ${reply!.status} ${JSON.stringify(error)}`);
      await pause(250);
    }
    throw new Error(`${route.id}: no answer`);
  }

  /** Asks until the answer is as hoped: what follows by itself takes a moment. */
  async until<T extends RouteSpec>(
    client: Client,
    route: T,
    params: ParamsOf<T> | undefined,
    hoped: (answer: ResponseOf<T>) => boolean,
  ): Promise<ResponseOf<T>> {
    let last: unknown;
    for (let tries = 0; tries < 240; tries++) {
      const reply = await client.call(route, { params }).catch(() => undefined);
      if (reply?.status === 200 && hoped(reply.body)) return reply.body;
      last = reply?.error ?? last;
      await pause(250);
    }
    throw new Error(`${route.id}: never came, last ${JSON.stringify(last)?.slice(0, 300)}`);
  }
}

export interface WalkSeed {
  institutionId: string;
  enterpriseId: string;
  courseId: string;
  /** Both sides. */
  card: readonly Buffer[];
  portrait: Buffer;
  name: string;
  idNumber: string;
  desk: Desk;
}

/** The whole path: real name, employment, application, review, study, exam, pass list, certificate. Returns what there is at its end. */
export async function walk(walker: Walker, cast: Cast, seed: WalkSeed) {
  const { worker, teacher, clerk, reviewer, issuer } = cast;
  const { name, idNumber, institutionId } = seed;

  for (const file of seed.card) await walker.call(worker, identityRoutes.uploadCard, { file });
  await walker.call(worker, identityRoutes.confirm, { body: { name, idNumber }, done: ['IDENTITY_STEP_ORDER'] });
  const face = (await walker.call(worker, identityRoutes.beginFace, { body: { channel: 'H5', consented: true } }))!;
  await seed.desk.face(face.verifyId, 'pass');
  await walker.call(worker, identityRoutes.finishFace);
  await walker.until(worker, identityRoutes.view, undefined, (one) => one.badges.ledgered);

  const asked = (await walker.call(worker, employmentRoutes.ask, { body: { enterpriseId: seed.enterpriseId, position: '安全员' } }))!;
  await walker.call(clerk, employmentRoutes.confirm, { params: { id: asked.id }, body: { version: asked.version } });

  const portrait = (await walker.call(worker, fileRoutes.uploadPortrait, { file: seed.portrait }))!;
  const applied = (await walker.call(worker, applicationRoutes.submit, {
    body: {
      subject: { category: 'SAFETY_MGMT', code: 'C1' },
      institutionId,
      education: '高中',
      portraitFileId: portrait.fileId,
      declaredTrue: true,
      selfChecked: true,
    },
  }))!;
  const application = { id: applied.id };
  const waiting = await walker.until(teacher, reviewRoutes.view, application, (one) => one.status === 'SUBMITTED');
  await walker.call(teacher, reviewRoutes.decide, { params: application, body: { decision: 'PASS', version: waiting.version } });
  await walker.until(worker, applicationRoutes.view, application, (one) => one.status === 'AUTH_PASSED');

  const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
  const made = (await walker.call(teacher, trainingRoutes.createClass, {
    body: { name: '断电班', courseId: seed.courseId, startsOn: today, endsOn: '2099-12-31', seats: 5 },
  }))!;
  await walker.call(teacher, trainingRoutes.enrol, { params: { id: made.id }, body: { applicationIds: [applied.id] } });
  const course = await walker.until(worker, studyRoutes.course, paramsOf(applied.id), (one) => one.chapters.length > 0);
  for (const lesson of course.chapters.flatMap((chapter) => chapter.lessons)) await watch(walker, worker, applied.id, lesson);
  await walker.until(worker, applicationRoutes.view, application, (one) => one.status === 'TRAINED');

  const startsAt = new Date(Date.now() + 3_000);
  const draft = (await walker.call(teacher, examRoutes.createPlan, {
    body: {
      name: '断电考试',
      startsAt: startsAt.toISOString(),
      minutes: 60,
      sources: [{ kind: 'APPLICATION', id: applied.id }],
    },
  }))!;
  const plan = { id: draft.id };
  const sent = (await walker.call(teacher, examRoutes.submitPlan, { params: plan, body: { version: draft.version } }))!;
  const approved = (await walker.call(reviewer, examRoutes.decidePlan, {
    params: plan,
    body: { decision: 'APPROVE', version: sent.version },
  }))!;
  const arranged = (await walker.call(teacher, examRoutes.arrangePlan, {
    params: plan,
    body: { version: approved.version, room: '一号机房', address: '演示路1号' },
  }))!;
  await walker.until(worker, applicationRoutes.view, application, (one) => one.status === 'SCHEDULED');
  await walker.call(teacher, examRoutes.openPlan, { params: plan, body: { version: arranged.version } });
  const [ticket] = (await walker.until(worker, examRoutes.listMine, undefined, (one) => one.items.length === 1)).items;
  const session = { id: ticket!.id };
  const { code } = (await walker.call(teacher, examRoutes.viewRoom, { params: plan }))!;
  await walker.call(worker, examRoutes.checkIn, {
    params: session,
    body: { admissionNumber: ticket!.admissionNumber, roomCode: code, client: 'COMPUTER' },
  });
  await pause(Math.max(0, startsAt.getTime() - Date.now()));
  const paper = (await walker.call(worker, examRoutes.start, { params: session, body: { client: 'COMPUTER' } }))!;
  const right = (options: { key: string; text: string }[]) =>
    options.filter((option) => option.text.startsWith('正确') || option.text === '对').map((option) => option.key);
  for (const question of paper.questions)
    await walker.call(worker, examRoutes.saveAnswer, {
      params: session,
      body: { questionId: question.id, choice: right(question.options), version: 1 },
    });
  const score = (await walker.call(worker, examRoutes.submit, { params: session, body: { answers: [] } }))!;
  await walker.until(worker, applicationRoutes.view, application, (one) => one.status === 'PASSED');

  const batch = (await walker.call(reviewer, passListRoutes.create, { body: { examPlanId: draft.id } }))!;
  const imported = await walker
    .until(worker, applicationRoutes.view, application, (one) => one.status === 'BATCHED')
    .then(() => walker.until(reviewer, passListRoutes.view, { id: batch.id }, () => true));
  const checked = (await walker.call(reviewer, passListRoutes.check, { params: { id: batch.id }, body: { version: imported.version } }))!;
  const signable = (await walker.call(issuer, passListRoutes.approve, { params: { id: batch.id }, body: { version: checked.version } }))!;
  await walker.call(issuer, passListRoutes.sign, { params: { id: batch.id }, body: { version: signable.version } });
  await walker.until(issuer, passListRoutes.view, { id: batch.id }, (one) => one.status === 'ISSUED');
  await walker.until(worker, applicationRoutes.view, application, (one) => one.status === 'CERTIFIED');

  const [certificate] = (await walker.until(worker, certificateRoutes.listMine, undefined, (one) => one.items.length > 0)).items;
  if (certificate!.canActivate)
    await walker.call(worker, certificateRoutes.activate, { params: { id: certificate!.id }, body: { version: certificate!.version } });
  const { link } = (await walker.call(worker, certificateRoutes.code, { params: { id: certificate!.id } }))!;
  const verification = (await walker.call(worker, certificateRoutes.verify, { body: { code: link } }))!;
  const pdf = await worker.call(certificateRoutes.file, { params: { id: certificate!.id } });
  const trail = (await walker.call(reviewer, accountRoutes.audit))!;
  return { applicationId: applied.id, score, certificate: certificate!, link, verification, pdf: pdf.bytes, trail };
}

const paramsOf = (applicationId: string) => ({ sourceKind: 'APPLICATION' as const, sourceId: applicationId });

/** Watches one lesson at the speed it plays, opening it again whenever the line or the server broke. */
async function watch(walker: Walker, worker: Client, applicationId: string, lesson: { id: string; seconds: number }): Promise<void> {
  for (;;) {
    const session = (await walker.call(worker, studyRoutes.open, {
      params: paramsOf(applicationId),
      body: { lessonId: lesson.id, deviceId: 'walk-device' },
    }))!;
    await worker.take(session.videoUrl).catch(() => undefined);
    await pause(lesson.seconds * 1000 + 100);
    const reply = await walker.call(worker, studyRoutes.beat, {
      params: paramsOf(applicationId),
      body: {
        sessionId: session.sessionId,
        epoch: session.epoch,
        seq: session.nextSeq,
        segments: [[0, lesson.seconds]],
        position: lesson.seconds,
      },
    });
    if (reply?.lessonLearnt) return;
  }
}
