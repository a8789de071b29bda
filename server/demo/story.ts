import { randomUUID } from 'node:crypto';
import type { Role } from '@jzt/shared/domain/roles';
import type { Source } from '@jzt/shared/domain/sources';
import { Apply } from '../src/features/application/apply.service';
import { Employments } from '../src/features/employment/employment.service';
import { ExamPlans } from '../src/features/exam/examPlan.service';
import { ExamSessionModel, type ExamSession } from '../src/features/exam/exam.model';
import { ExamSessions } from '../src/features/exam/examSession.service';
import { PassLists } from '../src/features/passList/passList.service';
import { PassListImports } from '../src/features/passList/passListImport.service';
import { Reviews } from '../src/features/review/review.service';
import { Studies } from '../src/features/study/study.service';
import { TrainingClasses } from '../src/features/training/training.service';
import type { RunningServer } from '../src/platform/boot';
import type { Clock } from '../src/platform/clock';
import type { Caller } from '../src/platform/http/tokens';
import { Jobs } from '../src/platform/jobs';
import { Outbox } from '../src/platform/outbox';

const DAY = 24 * 3600_000;
const SUBJECT = { category: 'SAFETY_MGMT', code: 'C1' } as const;

/** The clock of the demo's past: it stands where the story is, so that hours of study and weeks of waiting pass at once. */
export class StoryClock implements Clock {
  private at = Date.now() - 20 * DAY;
  now(): Date {
    return new Date(this.at);
  }
  pass(ms: number): void {
    this.at += ms;
  }
  catchUp(): void {
    this.at = Date.now();
  }
}

export interface Learner {
  personId: string;
  portraitFileId: string;
  applicationId: string;
}

const sourceOf = ({ applicationId }: Learner): Source => ({ kind: 'APPLICATION', id: applicationId });

export const callerOf = (personId: string, role: Role, place: Pick<Caller, 'organisationId' | 'jurisdiction'> = {}): Caller => ({
  personId,
  role,
  ...place,
  sessionId: personId,
});

/** Walks people along the path through the services themselves, so that what a visitor finds was made by the product. */
export class Story {
  constructor(
    private readonly server: RunningServer,
    private readonly clock: StoryClock,
    private readonly desk: {
      institutionId: string;
      enterpriseId: string;
      teacher: Caller;
      clerk: Caller;
      reviewer: Caller;
      issuer: Caller;
    },
  ) {}

  /** Until nothing more follows by itself. */
  async settle(): Promise<void> {
    const [outbox, jobs] = [await this.server.get(Outbox), await this.server.get(Jobs)];
    for (let round = 0; round < 5; round++) {
      await outbox.settle();
      await jobs.runNow();
    }
    await outbox.settle();
  }

  async employ(personId: string): Promise<void> {
    const employments = await this.server.get(Employments);
    const asked = await employments.ask(callerOf(personId, 'WORKER'), { enterpriseId: this.desk.enterpriseId, position: '专职安全员' });
    await employments.confirm(this.desk.clerk, asked.id, { version: asked.version });
  }

  async apply(personId: string, portraitFileId: string): Promise<Learner> {
    const submitted = await (
      await this.server.get(Apply)
    ).submit(
      callerOf(personId, 'WORKER'),
      {
        subject: SUBJECT,
        institutionId: this.desk.institutionId,
        education: '高中',
        portraitFileId,
        declaredTrue: true,
        selfChecked: true,
      },
      randomUUID(),
    );
    await this.settle();
    return { personId, portraitFileId, applicationId: submitted.id };
  }

  /** The institution approves, the bureau answers by itself. */
  async review(learners: readonly Learner[]): Promise<void> {
    const reviews = await this.server.get(Reviews);
    for (const { applicationId } of learners) {
      const found = await reviews.view(this.desk.teacher, applicationId);
      await reviews.decide(this.desk.teacher, applicationId, { decision: 'PASS', version: found.version });
    }
    await this.settle();
  }

  async enrol(learners: readonly Learner[], courseId: string): Promise<void> {
    const classes = await this.server.get(TrainingClasses);
    const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
    const made = await classes.create(this.desk.teacher, {
      name: '2026年第3期（演示）',
      courseId,
      startsOn: day(this.clock.now().getTime()),
      endsOn: day(Date.now() + 60 * DAY),
      seats: 40,
    });
    await classes.enrol(
      this.desk.teacher,
      made.id,
      learners.map((one) => one.applicationId),
    );
    await this.settle();
  }

  /** Watches whole lessons at the speed they play; `lessons` left out: all of them. */
  async study(learner: Learner, lessons?: number): Promise<void> {
    const studies = await this.server.get(Studies);
    const caller = callerOf(learner.personId, 'WORKER');
    const course = await studies.course(caller, sourceOf(learner));
    for (const lesson of course.chapters.flatMap((chapter) => chapter.lessons).slice(0, lessons)) {
      const session = await studies.open(caller, sourceOf(learner), { lessonId: lesson.id, deviceId: 'demo-device' });
      this.clock.pass(lesson.seconds * 1000);
      await studies.beat(caller, sourceOf(learner), {
        sessionId: session.sessionId,
        epoch: session.epoch,
        seq: 1,
        segments: [[0, lesson.seconds]],
        position: lesson.seconds,
      });
    }
    await this.settle();
  }

  /** A plan approved and arranged; returns its id. */
  async plan(learners: readonly Learner[], name: string, inMs: number): Promise<string> {
    const plans = await this.server.get(ExamPlans);
    const startsAt = new Date(this.clock.now().getTime() + inMs).toISOString();
    const { teacher, reviewer } = this.desk;
    const draft = await plans.create(teacher, { name, startsAt, minutes: 60, sources: learners.map(sourceOf) });
    const sent = await plans.submit(teacher, draft.id, draft.version);
    const approved = await plans.decide(reviewer, draft.id, { decision: 'APPROVE', version: sent.version });
    await plans.arrange(teacher, draft.id, { version: approved.version, room: '一号机房', address: '西宁市城东区演示路8号3楼' });
    await this.settle();
    return draft.id;
  }

  /** Everybody sits the exam and answers `wrong` questions wrongly. */
  async sit(planId: string, learners: readonly Learner[], wrong: number): Promise<void> {
    const [plans, sessions] = [await this.server.get(ExamPlans), await this.server.get(ExamSessions)];
    const plan = await plans.view(this.desk.teacher, planId);
    await plans.open(this.desk.teacher, planId, plan.version);
    for (const { personId } of learners) {
      const caller = callerOf(personId, 'WORKER');
      const [session] = await sessions.listMine(caller);
      await sessions.checkIn(caller, session!.id, { admissionNumber: session!.admissionNumber, client: 'COMPUTER' });
      await sessions.start(caller, session!.id, 'COMPUTER');
      this.clock.pass(25 * 60_000);
      const { paper } = (await ExamSessionModel.findById(session!.id).lean<ExamSession>())!;
      await sessions.submit(
        caller,
        session!.id,
        paper.map((question, at) => ({ questionId: question.id, choice: at < wrong ? [] : question.answer, version: 1 })),
      );
    }
    await this.settle();
  }

  /** Imported and checked by one officer, approved and signed by another. */
  async certify(planId: string): Promise<void> {
    const lists = await this.server.get(PassLists);
    const { reviewer, issuer } = this.desk;
    const made = await (await this.server.get(PassListImports)).create(reviewer, { examPlanId: planId });
    await this.settle();
    const checked = await lists.check(reviewer, made.id, (await lists.view(made.id, reviewer)).version);
    const approved = await lists.approve(issuer, made.id, checked.version);
    await lists.sign(issuer, made.id, approved.version);
    await this.settle();
  }
}
