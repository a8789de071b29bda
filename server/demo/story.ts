import { randomUUID } from 'node:crypto';
import type { Source } from '@jzt/shared/domain/sources';
import { Apply } from '../src/features/application/apply.service';
import { Employments } from '../src/features/employment/employment.service';
import { ExamPlans } from '../src/features/exam/examPlan.service';
import { ExamSessionModel, type ExamSession } from '../src/features/exam/exam.model';
import { ExamRooms } from '../src/features/exam/examRoom.service';
import { ExamSessions } from '../src/features/exam/examSession.service';
import { Onsite } from '../src/features/onsite/onsite.service';
import { PassLists } from '../src/features/passList/passList.service';
import { PassListImports } from '../src/features/passList/passListImport.service';
import { Reviews } from '../src/features/review/review.service';
import { Lessons } from '../src/features/study/lessons.service';
import { StudyLedgerModel } from '../src/features/study/study.model';
import { Studies } from '../src/features/study/study.service';
import { MediaAddresses, viewingKey } from '../src/platform/media/addresses';
import { ServedMedia } from '../src/platform/media/served';
import { TrainingClasses } from '../src/features/training/training.service';
import type { RunningServer } from '../src/platform/boot';
import type { Clock } from '../src/platform/clock';
import type { Cast, Scene, Step } from './casts';
import type { Desk } from './organisations';
import { callerOf, idNumberOf, portraitOf, type DemoPeople } from './people';

interface Learner extends Scene {
  personId: string;
  applicationId: string;
}

const DAY = 24 * 3600_000;
/** More bytes than a video has. */
const WHOLE = 2 ** 40;
const DEVICE = 'demo-device';
const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const sourceOf = ({ applicationId }: Learner): Source => ({ kind: 'APPLICATION', id: applicationId });

/**
 * Walks a province's people along the path through the services themselves, so that what a visitor finds was made by the product. It lets no
 * time pass and waits for nothing that follows by itself: the stories of all provinces go step by step side by side.
 */
export class Story {
  private readonly learners: Learner[] = [];

  constructor(
    private readonly server: RunningServer,
    private readonly clock: Clock,
    private readonly people: DemoPeople,
    private readonly desk: Desk,
    private readonly cast: Cast,
  ) {}

  get place() {
    return { jurisdiction: this.cast.jurisdiction, category: this.cast.subject.category };
  }

  /** Those of the step are employed and sign up. */
  async apply(...steps: Step[]): Promise<void> {
    const apply = await this.server.get(Apply);
    await Promise.all(
      this.scenesOf(steps).map(async (scene) => {
        const personId = await this.people.worker(scene.person);
        if (!scene.movedTo) await this.employ(personId, this.desk);
        const form = {
          subject: this.cast.subject,
          institutionId: this.desk.institutionId,
          education: '高中' as const,
          portraitFileId: await this.people.portrait(scene.person, personId),
          declaredTrue: true as const,
          selfChecked: true,
        };
        const { id } = await apply.submit(callerOf(personId, 'WORKER'), form, randomUUID());
        this.learners.push({ ...scene, personId, applicationId: id });
      }),
    );
  }

  /** Whom their enterprise trained: signed up at the authority's counter (QH-07). */
  async signUpOnsite(): Promise<void> {
    const onsite = await this.server.get(Onsite);
    await Promise.all(
      this.scenesOf(['ONSITE']).map(async ({ person }) => {
        await this.employ(await this.people.worker(person), this.desk);
        const { fileId } = await onsite.keepPortrait(this.desk.reviewer, await portraitOf(person));
        await onsite.accept(
          this.desk.reviewer,
          {
            name: person.name,
            idNumber: idNumberOf(person),
            subject: this.cast.subject,
            education: '高中',
            portraitFileId: fileId,
            papers: ['ID_CARD', 'SIGNED_FORM', 'TRAINING_RECORD', 'INSURANCE'],
            selfChecked: true,
          },
          randomUUID(),
        );
      }),
    );
  }

  /** Those who have done nothing yet but find their employer. */
  async getReady(): Promise<void> {
    await Promise.all(
      this.scenesOf(['READY', 'COUNTER']).map(async (scene) => this.employ(await this.people.worker(scene.person), this.desk)),
    );
  }

  /** Whoever went elsewhere with the certificate is employed there. */
  async moveOn(deskOf: (jurisdiction: NonNullable<Scene['movedTo']>) => Desk): Promise<void> {
    const moved = this.learners.flatMap(({ movedTo, personId }) => (movedTo ? [{ movedTo, personId }] : []));
    await Promise.all(moved.map(({ movedTo, personId }) => this.employ(personId, deskOf(movedTo))));
  }

  /** The institution approves, the bureau answers by itself. */
  async review(): Promise<void> {
    const reviews = await this.server.get(Reviews);
    for (const { applicationId } of this.learners) {
      const { version } = await reviews.view(this.desk.teacher, applicationId);
      await reviews.decide(this.desk.teacher, applicationId, { decision: 'PASS', version });
    }
  }

  async enrol(courseId: string): Promise<void> {
    const classes = await this.server.get(TrainingClasses);
    const now = this.clock.now();
    const { id } = await classes.create(this.desk.teacher, {
      name: `${now.getFullYear()}年第3期（演示）`,
      courseId,
      startsOn: day(now.getTime()),
      endsOn: day(Date.now() + 60 * DAY),
      seats: 40,
    });
    await classes.enrol(
      this.desk.teacher,
      id,
      this.learners.map((one) => one.applicationId),
    );
  }

  /** Everybody opens the lesson of this number, whoever is still learning the first one only; what is returned is to be called once it has played. */
  async watch(at: number): Promise<() => Promise<void>> {
    const [studies, lessons, served, addresses] = [
      await this.server.get(Studies),
      await this.server.get(Lessons),
      await this.server.get(ServedMedia),
      await this.server.get(MediaAddresses),
    ];
    const beats = await Promise.all(
      this.learners
        .filter((one) => at === 0 || one.step !== 'LEARNING')
        .map(async (learner) => {
          const caller = callerOf(learner.personId, 'WORKER');
          const { chapters } = await studies.course(caller, sourceOf(learner));
          const { id, seconds } = chapters.flatMap((chapter) => chapter.lessons)[at]!;
          const { sessionId, epoch, videoUrl } = await lessons.open(caller, sourceOf(learner), { lessonId: id, deviceId: DEVICE });
          served.note(viewingKey(await addresses.read(videoUrl)), 0, WHOLE);
          // They were seen before the lesson.
          await StudyLedgerModel.updateOne({ _id: caller.personId }, { $set: { presence: { since: 0 } }, $inc: { revision: 1 } });
          const beat = { sessionId, epoch, seq: 1, segments: [[0, seconds]] as [number, number][], position: seconds };
          return () => lessons.beat(caller, sourceOf(learner), beat);
        }),
    );
    return async () => void (await Promise.all(beats.map((beat) => beat())));
  }

  /** A plan for those of the steps, approved and arranged; its id, undefined where nobody stands there. */
  async plan(startsAt: Date, ...steps: Step[]): Promise<string | undefined> {
    const candidates = this.learnersAt(steps);
    if (!candidates.length) return undefined;
    const plans = await this.server.get(ExamPlans);
    const { teacher, reviewer, address } = this.desk;
    const draft = await plans.create(teacher, {
      name: `${this.cast.exam}（演示）`,
      startsAt: startsAt.toISOString(),
      minutes: 60,
      sources: candidates.map(sourceOf),
    });
    const sent = await plans.submit(teacher, draft.id, draft.version);
    const { version } = await plans.decide(reviewer, draft.id, { decision: 'APPROVE', version: sent.version });
    await plans.arrange(teacher, draft.id, { version, room: '一号机房', address });
    return draft.id;
  }

  /** Everybody of the plan begins; what is returned hands in a paper with `wrong` questions left empty. */
  async sit(planId: string, wrong: number, ...steps: Step[]): Promise<() => Promise<void>> {
    const [plans, rooms, sessions] = [
      await this.server.get(ExamPlans),
      await this.server.get(ExamRooms),
      await this.server.get(ExamSessions),
    ];
    await plans.open(this.desk.teacher, planId, (await plans.view(this.desk.teacher, planId)).version);
    const papers = await Promise.all(
      this.learnersAt(steps).map(async ({ personId }) => {
        const caller = callerOf(personId, 'WORKER');
        const [session] = await sessions.listMine(caller);
        const { id, version } = session!;
        await rooms.checkIn(this.desk.teacher, id, version);
        await sessions.start(caller, id, 'COMPUTER');
        const { paper } = (await ExamSessionModel.findById(id).lean<ExamSession>())!;
        const answers = paper.map(({ id: questionId, answer }, at) => ({ questionId, choice: at < wrong ? [] : answer, version: 1 }));
        return () => sessions.submit(caller, id, answers);
      }),
    );
    return async () => void (await Promise.all(papers.map((handIn) => handIn())));
  }

  /** Those of the step are imported from the plan; the id of their list. */
  async list(examPlanId: string, step: Step): Promise<string> {
    const imports = await this.server.get(PassListImports);
    return (await imports.create(this.desk.reviewer, { examPlanId, sources: this.learnersAt([step]).map(sourceOf) })).id;
  }

  /** Checked by one officer, approved and signed by another. */
  async sign(listId: string): Promise<void> {
    const lists = await this.server.get(PassLists);
    const { reviewer, issuer } = this.desk;
    const checked = await lists.check(reviewer, listId, (await lists.view(listId, reviewer)).version);
    const approved = await lists.approve(issuer, listId, checked.version);
    await lists.sign(issuer, listId, approved.version);
  }

  private async employ(personId: string, { enterpriseId, clerk }: Desk): Promise<void> {
    const employments = await this.server.get(Employments);
    const { id, version } = await employments.ask(callerOf(personId, 'WORKER'), { enterpriseId, position: this.cast.position });
    await employments.confirm(clerk, id, { version });
  }

  private scenesOf(steps: readonly Step[]): readonly Scene[] {
    return this.cast.scenes.filter((one) => steps.includes(one.step));
  }

  private learnersAt(steps: readonly Step[]): Learner[] {
    return this.learners.filter((one) => steps.includes(one.step));
  }
}
