import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { studyRoutes, type BeatReply, type StudySession } from '@jzt/shared/contract/study';
import { trainingRoutes } from '@jzt/shared/contract/training';
import { StudyLedgerModel, type StudyLedger } from '../src/features/study/study.model';
import { renew, signIn, type Client } from './client';
import { course } from './courses';
import { applicationIn, authority, institution, institutionStaff, ledgeredWorker, officer } from './people';
import { paramsOf } from './study';
import type { World } from './world';

/** Seconds of each lesson. */
export const LESSON = 24;
/** So many of them that every secret moment is passed. */
export const LESSONS = 60;

/** A class that learns a long course, with who trains it and an officer. */
export interface School {
  staff: Client;
  reviewer: Client;
  enrolled(): Promise<Learner>;
  /** Keeps both signed in, however far the clock went on. */
  renew(): Promise<void>;
}

export async function school(world: World): Promise<School> {
  await authority();
  const institutionId = (await institution()).id;
  const staff = await signIn(world, (await institutionStaff(world, institutionId)).phone, 'INSTITUTION_STAFF');
  const reviewer = await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER');
  const lessons = Array.from({ length: LESSONS }, (_, at) => ({ id: `l${at}`, title: `第${at}节`, seconds: LESSON, video: 'helmet.mp4' }));
  const chapters = [{ id: 'c1', title: '第一章', compulsory: true, hours: '32', lessons }];
  const { id: courseId } = await course({ requiredHours: '32', chapters });
  const startsOn = world.clock.now().toISOString().slice(0, 10);
  const body = { name: '第一期', courseId, startsOn, endsOn: '2099-12-31', seats: 50 };
  const { id: classId } = await staff.ok(trainingRoutes.createClass, { body });
  return {
    staff,
    reviewer,
    enrolled: async () => {
      const person = await ledgeredWorker(world);
      const subject = { category: 'SAFETY_MGMT', code: 'C1' } as const;
      const applicationId = await applicationIn(world, 'AUTH_PASSED', { personId: person.id, institutionId, subject });
      await staff.ok(trainingRoutes.enrol, { params: { id: classId }, body: { applicationIds: [applicationId] } });
      await world.settle();
      return new Learner(world, await signIn(world, person.phone), person.id, person.phone, applicationId);
    },
    renew: async () => {
      for (const client of [staff, reviewer]) await renew(world, client);
    },
  };
}

/** Somebody in the class, who watches lesson after lesson. */
export class Learner {
  private at = 0;
  private seq = 0;
  session!: StudySession;
  constructor(
    private readonly world: World,
    readonly client: Client,
    readonly personId: string,
    readonly phone: string,
    readonly applicationId: string,
  ) {}

  get params() {
    return paramsOf({ kind: 'APPLICATION', id: this.applicationId });
  }

  async open(lessonId = `l${this.at}`): Promise<StudySession> {
    this.seq = 0;
    this.session = await this.client.ok(studyRoutes.open, { params: this.params, body: { lessonId, deviceId: 'device-one' } });
    return this.session;
  }

  /** Says that it played the whole lesson while the clock went on so many seconds. */
  async beat(seconds = LESSON): Promise<BeatReply> {
    this.world.clock.advance(seconds * 1000);
    await renew(this.world, this.client);
    const { sessionId, epoch } = this.session;
    const body = { sessionId, epoch, seq: ++this.seq, segments: [[0, LESSON]] as [number, number][], position: LESSON };
    return this.client.ok(studyRoutes.beat, { params: this.params, body });
  }

  /** The next lesson, with its video taken. */
  async watch(): Promise<BeatReply> {
    const { videoUrl } = await this.open();
    this.at += 1;
    await this.client.take(videoUrl);
    return this.beat();
  }

  /** On and on until somebody asks who it is. */
  async untilAsked(): Promise<BeatReply> {
    for (;;) {
      const reply = await this.watch();
      if (reply.presence) return reply;
    }
  }

  async ledger(): Promise<StudyLedger> {
    return (await StudyLedgerModel.findById(this.personId).lean<StudyLedger>())!;
  }

  async counted(): Promise<number> {
    const [track] = Object.values((await this.ledger()).tracks);
    return Object.values(track!.covered).reduce((sum, ranges) => sum + ranges.reduce((all, [from, to]) => all + to - from, 0), 0);
  }

  async titles(): Promise<string[]> {
    return (await this.client.ok(inboxRoutes.list)).items.map((one) => one.title);
  }
}
