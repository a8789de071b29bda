import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applicationRoutes } from '@jzt/shared/contract/application';
import { examRoutes } from '@jzt/shared/contract/exam';
import { passListRoutes } from '@jzt/shared/contract/passList';
import { reviewRoutes } from '@jzt/shared/contract/review';
import { trainingRoutes } from '@jzt/shared/contract/training';
import type { Role } from '@jzt/shared/domain/roles';
import mongoose from 'mongoose';
import { SessionModel } from '../src/platform/http/session.model';
import { Jobs } from '../src/platform/jobs';
import { Outbox } from '../src/platform/outbox';
import { course, questionBank } from '../testing/courses';
import { learn } from '../testing/newCertificate';
import {
  authority,
  employ,
  enterprise,
  enterpriseStaff,
  institution,
  institutionStaff,
  ledgeredWorker,
  officer,
  portraitOf,
} from '../testing/people';
import type { World } from '../testing/world';
import type { DatabaseGate } from './databaseGate';
import { clientOf } from './people';

/** Somebody who acts; `name` is what they are called in the trace. */
export interface Person {
  name: string;
  id: string;
  phone: string;
  role: Role;
  organisationId?: string;
  sessionId: string;
  portraitFileId?: string;
}

export interface Cast {
  workers: Person[];
  teacher: Person;
  invigilator: Person;
  clerk: Person;
  reviewer: Person;
  issuer: Person;
  institutionId: string;
  enterpriseId: string;
  courseId: string;
  classId: string;
  lessons: { id: string; seconds: number }[];
}

/** How far the people of a seed have come when it begins. */
export const STAGES = ['SIGN_UP', 'TRAINING', 'EXAM', 'EXAM_DAY', 'ISSUING'] as const;
export type StageName = (typeof STAGES)[number];

interface Stage {
  at: string;
  collections: Map<string, object[]>;
  anchors: string;
}

const FIRST_DAY = '2026-06-01T09:00:00+08:00';
const MINUTE = 60_000;
const LONG = 300 * 24 * 3600_000;
/** An outgoing lease would hold up who comes after. */
const OF_THE_MOMENT = ['leases'];

/** The beginnings of all seeds: made once over HTTP, kept, and laid back into the database before each seed. */
export class Stages {
  private readonly made = new Map<StageName, Stage>();
  private lying = new Map<string, object[]>();

  private constructor(
    private readonly world: World,
    private readonly gate: DatabaseGate,
    readonly cast: Cast,
  ) {}

  static async make(world: World, gate: DatabaseGate): Promise<Stages> {
    world.clock.set(FIRST_DAY);
    await (await world.server.get(Outbox)).stop();
    await (await world.server.get(Jobs)).stop();
    const stages = new Stages(world, gate, await castOf(world));
    await stages.walk();
    return stages;
  }

  /** Everything as it was at the beginning of this stage: the clock, the database, the anchors of the trail. */
  async layBack(name: StageName): Promise<void> {
    const stage = this.made.get(name)!;
    this.world.clock.set(stage.at);
    const db = mongoose.connection.db!;
    for (const [collection, documents] of stage.collections) {
      if (!this.gate.written.has(collection) && this.lying.get(collection) === documents) continue;
      await db.collection(collection).deleteMany({});
      if (documents.length) await db.collection(collection).insertMany(documents);
    }
    for (const collection of this.gate.written) if (!stage.collections.has(collection)) await db.collection(collection).deleteMany({});
    this.lying = new Map(stage.collections);
    await rm(this.anchors(), { force: true });
    if (stage.anchors) await writeFile(this.anchors(), stage.anchors);
    this.gate.written.clear();
    this.gate.owed.clear();
  }

  private anchors(): string {
    return join(this.world.settings.dataDir, 'audit-seals', '000000.log');
  }

  private async keep(name: StageName): Promise<void> {
    const db = mongoose.connection.db!;
    const collections = new Map<string, object[]>();
    for (const { name: collection } of await db.listCollections().toArray()) {
      const same = !this.gate.written.has(collection) && this.lying.get(collection);
      const documents = same || (OF_THE_MOMENT.includes(collection) ? [] : await db.collection(collection).find({}).toArray());
      collections.set(collection, documents);
    }
    this.lying = collections;
    this.gate.written.clear();
    // What is of the moment still lies there.
    for (const one of OF_THE_MOMENT) this.gate.written.add(one);
    const anchors = await readFile(this.anchors(), 'utf8').catch(() => '');
    this.made.set(name, { at: this.world.clock.now().toISOString(), collections, anchors });
  }

  /** The way that two of three people have gone before, a third a step behind them. */
  private async walk(): Promise<void> {
    const { world, cast } = this;
    const [first, second, third] = cast.workers as [Person, Person, Person];
    const as = (person: Person) => clientOf(world.server, world.clock, person);
    const teacher = () => as(cast.teacher);
    const signUp = async (person: Person) => (await (await as(person)).ok(applicationRoutes.submit, { body: formOf(cast, person) })).id;
    const accept = async (id: string) => {
      const params = { id };
      const { version } = await (await teacher()).ok(reviewRoutes.view, { params });
      await (await teacher()).ok(reviewRoutes.decide, { params, body: { decision: 'PASS', version } });
      await world.settle();
    };
    const enrol = async (id: string) => {
      await (await teacher()).ok(trainingRoutes.enrol, { params: { id: cast.classId }, body: { applicationIds: [id] } });
      await world.settle();
    };
    await world.settle();
    await this.keep('SIGN_UP');

    const ids = [await signUp(first), await signUp(second)];
    const last = await signUp(third);
    await world.settle();
    for (const id of ids) await accept(id);
    await enrol(ids[0]!);
    await this.keep('TRAINING');

    await enrol(ids[1]!);
    await accept(last);
    const sources = ids.map((id) => ({ kind: 'APPLICATION' as const, id }));
    for (const [at, source] of sources.entries()) await learn(world, await as(cast.workers[at]!), source);
    await enrol(last);
    await this.keep('EXAM');

    const startsAt = new Date(world.clock.now().getTime() + 10 * MINUTE).toISOString();
    const plan = { name: '结业考试', startsAt, minutes: 60, sources };
    const draft = await (await teacher()).ok(examRoutes.createPlan, { body: plan });
    const params = { id: draft.id };
    const sent = await (await teacher()).ok(examRoutes.submitPlan, { params, body: { version: draft.version } });
    const approval = { decision: 'APPROVE' as const, version: sent.version };
    const approved = await (await as(cast.reviewer)).ok(examRoutes.decidePlan, { params, body: approval });
    const room = { version: approved.version, room: '一号机房', address: '测试路1号' };
    const arranged = await (await teacher()).ok(examRoutes.arrangePlan, { params, body: room });
    await world.settle();
    await this.keep('EXAM_DAY');

    await (await teacher()).ok(examRoutes.openPlan, { params, body: { version: arranged.version } });
    const sittings: { id: string; worker: Person }[] = [];
    for (const worker of [first, second]) {
      const [ticket] = (await (await as(worker)).ok(examRoutes.listMine)).items;
      const seat = { params: { id: ticket!.id }, body: { version: ticket!.version } };
      await (await as(cast.invigilator)).ok(examRoutes.checkInSeat, seat);
      sittings.push({ id: ticket!.id, worker });
    }
    world.clock.set(startsAt);
    for (const { id, worker } of sittings) {
      const paper = await (await as(worker)).ok(examRoutes.start, { params: { id }, body: { client: 'COMPUTER' } });
      const answers = paper.questions.map((one) => ({ questionId: one.id, choice: rightOf(one.options), version: 1 }));
      await (await as(worker)).ok(examRoutes.submit, { params: { id }, body: { answers } });
    }
    world.clock.advance(3 * 60 * MINUTE);
    await world.settle();
    await (await as(cast.reviewer)).ok(passListRoutes.create, { body: { examPlanId: draft.id } });
    await world.settle();
    await this.keep('ISSUING');
  }
}

/** What a person fills in who signs up. */
export const formOf = (cast: Cast, person: Person) => ({
  subject: { category: 'SAFETY_MGMT' as const, code: 'C1' },
  institutionId: cast.institutionId,
  education: '高中' as const,
  portraitFileId: person.portraitFileId!,
  declaredTrue: true,
  selfChecked: true,
});

/** The keys of the right options, as the questions of the tests have them. */
export const rightOf = (options: readonly { key: string; text: string }[]): string[] =>
  options.filter(({ text }) => text.startsWith('正确') || text === '对').map(({ key }) => key);

async function castOf(world: World): Promise<Cast> {
  const [school, company] = [await institution(), await enterprise()];
  const { id: courseId, chapters } = await course();
  await questionBank();
  const person = async (name: string, role: Role, seeded: { id: string; phone: string }, organisationId?: string): Promise<Person> => {
    const now = world.clock.now();
    const times = { startedAt: now, rotatedAt: now, expiresAt: new Date(now.getTime() + LONG) };
    const session = await SessionModel.create({ personId: seeded.id, role, organisationId, ...times });
    return { name, id: seeded.id, phone: seeded.phone, role, organisationId, sessionId: session._id.toHexString() };
  };
  const workers: Person[] = [];
  for (const name of ['王一', '李二', '张三']) {
    const seeded = await ledgeredWorker(world, { name });
    await employ(world, seeded.id, company.id);
    workers.push({
      ...(await person(`worker${workers.length + 1}`, 'WORKER', seeded)),
      portraitFileId: await portraitOf(world, seeded.id),
    });
  }
  const reviewer = await officer(world, 'AUTHORITY_REVIEWER');
  const issuer = await officer(world, 'AUTHORITY_ISSUER');
  const authorityId = await authority();
  const cast = {
    workers,
    teacher: await person('teacher', 'INSTITUTION_STAFF', await institutionStaff(world, school.id), school.id),
    invigilator: await person('invigilator', 'INSTITUTION_STAFF', await institutionStaff(world, school.id), school.id),
    clerk: await person('clerk', 'ENTERPRISE_STAFF', await enterpriseStaff(world, company.id), company.id),
    reviewer: await person('reviewer', 'AUTHORITY_REVIEWER', reviewer, authorityId),
    issuer: await person('issuer', 'AUTHORITY_ISSUER', issuer, authorityId),
    institutionId: school.id,
    enterpriseId: company.id,
    courseId,
    lessons: chapters.flatMap((chapter) => chapter.lessons.map(({ id, seconds }) => ({ id, seconds }))),
  };
  const made = await (
    await clientOf(world.server, world.clock, cast.teacher)
  ).ok(trainingRoutes.createClass, {
    body: { name: '第一班', courseId, startsOn: '2026-06-01', endsOn: '2026-07-31', seats: 3 },
  });
  return { ...cast, classId: made.id };
}
